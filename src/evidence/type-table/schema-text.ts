import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";
import type { Kind } from "../peers/questions/types/kinds.js";

/** Declarations that the field of a kind refers to. */
const references = ["Open", "Closed", "Inner", "Entry"];

/**
 * A schema with a message `Example` whose only field is of a kind: what the peers' own schema says, under a name that two
 * kinds can share.
 */
export function declarationOf({ message }: Kind): string {
  const [, syntax = "", name = ""] = message.split(".");
  const text = readFileSync(path.join(root, "src/evidence/peers/schemas", `${syntax}.proto`), "utf8");
  const example = blockNamed(text, name).replace(`message ${name}`, "message Example");
  const others = references.filter((each) => new RegExp(`\\b${each}\\b`).test(example));
  const blocks = [example, ...others.map((each) => blockNamed(text, each))];
  return [`syntax = "${syntax}";`, "package types;", ...blocks].join("\n\n");
}

function blockNamed(text: string, name: string): string {
  const block = new RegExp(`^(?:message|enum) ${name} \\{\\n[\\s\\S]*?^\\}`, "m").exec(text)?.[0];
  if (!block) throw new Error(`The peers' schemas do not declare ${name}.`);
  return block;
}
