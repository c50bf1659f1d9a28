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
  /** Who is right, and why; null where that is not known. */
  because: string | null;
}

/** What buf 1.75.0 accepts although the grammar does not have it; protoc 3.21.12 refuses each. */
const acceptedByBuf: { text: RegExp; because: string }[] = [
  {
    text: /^\s*(?:syntax|edition)\s+[\w.]+\s*=/m,
    because: "buf passes over a word before the = of the syntax, and takes the file for proto2",
  },
  { text: /\breserved\s*;/, because: "buf accepts a reserved statement that reserves nothing" },
  { text: /^\s*[\d=.]+\s*=\s*-?\d+\s*[;[]/m, because: "buf passes over an enum value without a name" },
];

/** How many texts were compared, how many of them buf refuses, and where the two do not agree. */
export interface Comparison {
  compared: number;
  refused: number;
  disagreements: Disagreement[];
}

/**
 * Changes valid files in one place each, and compares what this project's reader and buf say of them. Half of the files are
 * those of the tests, which have what the schemas of the pages do not have.
 */
export function compareMutants(count: number, seed: number): Comparison {
  const random = randomFrom(seed);
  const bases = baseFolders.map(baseTexts);
  const texts = Array.from({ length: count }, (_, at) => {
    const texts = bases[at % bases.length] as string[];
    return inPackage(mutated(texts[random(texts.length)] as string, random), `m${at}`);
  });
  const verdicts = verdictsOfBuf(texts);
  const disagreements = texts.flatMap((text, at): Disagreement[] => {
    const [own, buf] = [ownVerdict(text), verdicts[at] as Verdict];
    return (own === "") === (buf === "") ? [] : [{ text, own, buf, because: reasonFor(text, own, buf) }];
  });
  return {
    compared: texts.length,
    refused: verdicts.filter((verdict) => verdict !== "").length,
    disagreements,
  };
}

const baseFolders = [path.join(root, "docs"), path.join(root, "src", "engine", "schema", "corpus")];

/** The schemas of a folder that stand by themselves and are accepted. */
function baseTexts(folder: string): string[] {
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".proto"))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
  const alone = [...new Set(texts)].filter((text) =>
    parseProto(text).file.imports.every(({ path: imported }) => imported.startsWith("google/protobuf/")),
  );
  return alone.filter((text) => ownVerdict(text) === "");
}

function reasonFor(text: string, own: Verdict, buf: Verdict): string | null {
  const refusedLine = text.split("\n")[Number.parseInt(own || buf, 10) - 1] ?? "";
  if (own === "") {
    const isCustom = /[=[.,]?\s*\(\.?[\w.]+\)/.test(refusedLine) && !/\brpc\b/.test(refusedLine);
    return isCustom ? "this reader does not look at the values of custom options" : null;
  }
  return acceptedByBuf.find((each) => each.text.test(text))?.because ?? null;
}

/** One process compiles many: what they declare must not have the same names. */
function inPackage(text: string, name: string): string {
  const statement = /^package\s+/m;
  return statement.test(text) ? text.replace(statement, `package ${name}.`) : `${text}\npackage ${name};\n`;
}
