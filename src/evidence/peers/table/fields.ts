import { readFileSync } from "node:fs";
import path from "node:path";
import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Ask, Asked } from "../questions/question.js";
import { peersFolder } from "../run/peers.js";

/** The declarations of the fields that a question is about: those that its inputs name, or else all that there are. */
export function fieldsOf({ requests }: Asked): string[] {
  const message = requests[0]?.message ?? "";
  const declared = declarationsOf(message);
  const numbers = new Set(requests.flatMap((request) => numbersIn(request, declared)));
  const named = declared.filter(({ number }) => numbers.has(number));
  return (named.length > 0 ? named : declared).map(({ text }) => text);
}

interface Declaration {
  text: string;
  name: string;
  number: number;
}

/** The fields of a message, each as its schema has it. */
function declarationsOf(message: string): Declaration[] {
  const [, syntax, name] = message.split(".");
  const schema = readFileSync(path.join(peersFolder, "schemas", `${syntax}.proto`), "utf8");
  const [, body = ""] = new RegExp(`^message ${name} \\{\\n([\\s\\S]*?)^\\}`, "m").exec(schema) ?? [];
  // What is indented further is in a group, except in a oneof.
  const fields = body.matchAll(/^ {2,4}((?:[\w.<>, ]+ )?(\w+) = (\d+)[^;{\n]*)/gm);
  const isInGroup = (text: string) => body.includes(`    ${text}`) && body.includes("group");
  return [...fields]
    .map(([, text = "", name = "", number]) => ({ text: text.trim(), name, number: Number(number) }))
    .filter(({ text }) => !isInGroup(text));
}

function numbersIn({ from, input }: Ask, declared: readonly Declaration[]): number[] {
  if (from === "binary") return tagsIn(input);
  const withoutCase = (name: string) => name.replaceAll("_", "").toLowerCase();
  const keys = [...input.matchAll(/"(\w+)":/g)].map(([, key = ""]) => withoutCase(key));
  return declared.filter(({ name }) => keys.includes(withoutCase(name))).map(({ number }) => number);
}

/** Field numbers, as far as the bytes can be read. */
function tagsIn(hex: string): number[] {
  const reader = new BinaryReader(Buffer.from(hex, "hex"));
  const numbers: number[] = [];
  try {
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      numbers.push(number);
      reader.skip(wireType, number);
    }
  } catch {
    // The rest is what the question is about.
  }
  return numbers;
}
