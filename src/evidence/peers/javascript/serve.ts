import type { DescMessage, FileRegistry } from "@bufbuild/protobuf";
import type { Answer, Failure, Output, Request } from "../protocol.js";
import { copyOf } from "./copying.js";
import type { Library } from "./library.js";
import { readingOf } from "./reading.js";

/** Answers the requests on standard input with what a library does. */
export async function serve<M>(registry: FileRegistry, library: Library<M>): Promise<void> {
  for await (const line of lines(process.stdin.setEncoding("utf8"))) {
    process.stdout.write(`${JSON.stringify(answerTo(registry, library, line))}\n`);
  }
}

/** Lines end with a line feed only: JSON may hold what Node's `readline` takes for an end. */
async function* lines(chunks: AsyncIterable<string>): AsyncIterable<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  if (rest !== "") yield rest;
}

function answerTo<M>(registry: FileRegistry, library: Library<M>, line: string): Answer {
  let id = "";
  try {
    const request = JSON.parse(line) as Request;
    id = request.id;
    const type = registry.getMessage(request.message);
    if (!type) throw new Error(`no message ${request.message}`);
    const message = read(library, type, request);
    const outputs = request.to.map((output) => [output, write(library, type, message, output)]);
    return { id, ...Object.fromEntries(outputs) };
  } catch (error) {
    return { id, ...failure(error) };
  }
}

function read<M>(library: Library<M>, type: DescMessage, { from, input, ignoreUnknown }: Request): M {
  if (from === "binary") return library.fromBinary(type, Buffer.from(input, "hex"));
  if (!library.fromJson) throw new Error("no JSON");
  return library.fromJson(type, input, ignoreUnknown);
}

function write<M>(library: Library<M>, type: DescMessage, message: M, output: Output): unknown {
  try {
    if (output === "reading") return readingOf(library, type, message);
    if (output === "json") return library.toJson?.(type, message) ?? { error: "no JSON" };
    const written = output === "copy" ? copyOf(library, type, message) : message;
    return Buffer.from(library.toBinary(type, written)).toString("hex");
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Failure {
  const words = error instanceof Error ? error.message : String(error);
  return { error: words.replaceAll(/\s+/g, " ").trim() };
}
