import { existsSync } from "node:fs";
import path from "node:path";
import type { DescMessage } from "@bufbuild/protobuf";
import { byteStrip } from "@grpc-evolution/engine/wire/strip.js";
import type { ExampleContent, ExampleSources, ShownFile, StripSide } from "../../content/content.js";
import type { SourceFile } from "../../content/source-file.js";
import { type Example, ExampleError, readExampleFile } from "../../evidence/examples/example.js";
import type { strip } from "../../playground/sandbox/strip.js";
import { comparisonOfExample } from "../../playground/workbench/comparison.js";
import { root } from "../../root.js";
import { highlightLines } from "./highlight.js";

/** Reads an example's folder into what the page shows. */
export async function loadExample(example: Example): Promise<ExampleContent> {
  const program = readExampleFile(example, "example.ts");
  const output = readExampleFile(example, "output.txt");
  return {
    id: example.id,
    folder: example.folder,
    purpose: firstComment(program),
    schemas: showSchemas(example),
    program: highlightLines(program, "typescript"),
    output,
    comparable: comparisonOfExample(sourceFiles(example)) !== null,
    strip: await showStrip(example, output),
  };
}

/** Reads an example's folder into what it takes to run and to edit it; `stripTypes` makes JavaScript of its program. */
export function loadSources(example: Example, stripTypes: typeof strip): ExampleSources {
  const files = sourceFiles(example);
  const program = readExampleFile(example, "example.ts");
  const stripped = stripTypes(program.replace(/\n$/, ""), "example.ts");
  if (stripped.problem) throw new ExampleError(`${example.folder}/example.ts: ${stripped.problem.message}`);
  return {
    files,
    output: readExampleFile(example, "output.txt"),
    stripped: stripped.code,
  };
}

/** Its schemas, oldest first, and its program, as the page shows them. */
function sourceFiles(example: Example): SourceFile[] {
  return [...example.protos, "example.ts"].map((name) => ({
    name,
    text: readExampleFile(example, name).replace(/\n$/, ""),
  }));
}

/** Schemas in their order, each with the lines marked that the one before it does not have. */
export function showSchemas(example: Example): ShownFile[] {
  const texts = example.protos.map((name) => readExampleFile(example, name));
  return example.protos.map((name, index) => {
    const text = texts[index] as string;
    const neighbor = texts[index === 0 ? 1 : index - 1] ?? text;
    return {
      name,
      caption: firstComment(text),
      age: ageOf(texts, index),
      lines: highlightLines(text, "protobuf"),
      changed: linesMissingIn(neighbor, text),
    };
  });
}

/** The age of one of several releases, which stand in their order. */
function ageOf({ length }: readonly string[], index: number): ShownFile["age"] {
  if (index === 0) return "old";
  return index === length - 1 ? "new" : "between";
}

/** Every file of an example begins with a comment line that says what it is; the page shows it as a caption, too. */
function firstComment(text: string): string {
  return /^\/\/ (.*)/.exec(text)?.[1] ?? "";
}

/** The comment that captions a file says the release, which always differs. */
function linesMissingIn(other: string, text: string): number[] {
  const otherLines = new Set(other.split("\n"));
  return text.split("\n").flatMap((line, index) => (index === 0 || otherLines.has(line) ? [] : [index]));
}

/**
 * The byte strip is computed, never written: `strip.json` names the message and the two schemas,
 * the bytes are those that the recorded output shows (`bytes: 0a 05 …`).
 */
async function showStrip(example: Example, output: string): Promise<ExampleContent["strip"]> {
  if (!existsSync(path.join(root, example.folder, "strip.json"))) return null;
  const { message, writer, reader } = JSON.parse(readExampleFile(example, "strip.json")) as StripFile;
  const printed = /^bytes: ([0-9a-f]{2}(?: [0-9a-f]{2})*)$/m.exec(output)?.[1];
  if (!printed) throw new ExampleError(`${example.folder}/strip.json needs a line "bytes: …" in output.txt.`);
  const bytes = Uint8Array.from(printed.split(" "), (pair) => Number.parseInt(pair, 16));
  const written = await descriptor(example, writer, message);
  const read = await descriptor(example, reader, message);
  const side = (schema: string): StripSide => ({
    caption: firstComment(readExampleFile(example, `${schema}.proto`)),
    age: ageOf(example.protos, example.protos.indexOf(`${schema}.proto`)),
  });
  return {
    message,
    spans: byteStrip(bytes, written, read),
    writer: side(writer),
    reader: side(reader),
  };
}

interface StripFile {
  /** Name of the message, without its package. */
  message: string;
  /** Name of the schema that wrote the bytes, `before` for `before.proto`. */
  writer: string;
  reader: string;
}

async function descriptor(example: Example, schema: string, message: string): Promise<DescMessage> {
  const generated = await import(path.join(root, example.folder, `${schema}_pb.ts`));
  const schemaOfMessage = generated[`${message}Schema`];
  if (!schemaOfMessage)
    throw new ExampleError(`${example.folder}/${schema}.proto has no message ${message}; see strip.json.`);
  return schemaOfMessage;
}
