import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseProto } from "@grpc-evolution/engine/schema/parse.js";
import { root } from "../../root.js";
import { mutated, randomFrom } from "./mutate.js";
import { ownVerdict, type Verdict, verdictsOfBuf } from "./verdicts.js";

/** A text on which the two do not agree. */
export interface Disagreement {
  text: string;
  own: Verdict;
  buf: Verdict;
}

/** How many texts were compared, how many of them buf refuses, and where the two do not agree. */
export interface Comparison {
  compared: number;
  refused: number;
  disagreements: Disagreement[];
}

/** Changes valid files in one place each, and compares what this project's reader and buf say of them. */
export function compareMutants(count: number, seed: number): Comparison {
  const random = randomFrom(seed);
  const bases = baseTexts();
  const texts = Array.from({ length: count }, (_, at) => {
    const base = bases[random(bases.length)] as string;
    return inPackage(mutated(base, random), `m${at}`);
  });
  const verdicts = verdictsOfBuf(texts);
  const disagreements = texts.flatMap((text, at): Disagreement[] => {
    const [own, buf] = [ownVerdict(text), verdicts[at] as Verdict];
    return (own === "") === (buf === "") ? [] : [{ text, own, buf }];
  });
  return {
    compared: texts.length,
    refused: verdicts.filter((verdict) => verdict !== "").length,
    disagreements,
  };
}

/** The schemas of the pages and of the tests that stand by themselves and that both accept. */
function baseTexts(): string[] {
  const folders = [path.join(root, "docs"), path.join(root, "src", "engine", "schema", "corpus")];
  const texts = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".proto"))
      .sort()
      .map((name) => readFileSync(path.join(folder, name), "utf8")),
  );
  const alone = [...new Set(texts)].filter((text) =>
    parseProto(text).file.imports.every(({ path: imported }) => imported.startsWith("google/protobuf/")),
  );
  return alone.filter((text) => ownVerdict(text) === "");
}

/** One process compiles many: what they declare must not have the same names. */
function inPackage(text: string, name: string): string {
  const statement = /^package\s+/m;
  return statement.test(text) ? text.replace(statement, `package ${name}.`) : `${text}\npackage ${name};\n`;
}
