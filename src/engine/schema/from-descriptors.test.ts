import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buf, bufEnvironment } from "../../evidence/buf/buf.js";
import { importsRules } from "../../evidence/buf/imports.js";
import { root } from "../../root.js";
import { guideByBuf } from "../../testing/guide-by-buf.js";
import { someRuns } from "../../testing/thorough.js";
import { LineIndex } from "../source/source.js";
import { sourceOfDescriptor } from "./from-descriptors.js";
import { readSchema, type SourceText } from "./read.js";
import type { Schema } from "./schema.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "from-descriptors-"));
  cpSync(path.join(root, "src/engine/schema/corpus"), path.join(folder, "corpus"), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What buf makes of a folder, or of one file in it, without protobuf's own files; null where it refuses. */
async function built(
  cwd: string,
  input: string,
  ...options: string[]
): Promise<FileDescriptorProto[] | null> {
  const args = ["build", input, ...options, "-o", "-#format=binpb"];
  try {
    const run = await promisify(execFile)(buf, args, {
      cwd,
      env: bufEnvironment,
      encoding: "buffer",
      maxBuffer: 2 ** 26,
    });
    const { file } = fromBinary(FileDescriptorSetSchema, run.stdout);
    return file.filter(({ name }) => !name.startsWith("google/protobuf/"));
  } catch (error) {
    if ((error as { code?: unknown }).code === 100) return null;
    throw error;
  }
}

function textsOf(place: string, descriptors: readonly FileDescriptorProto[]): SourceText[] {
  return descriptors.map(({ name }) => {
    return { path: name, text: withoutTabs(readFileSync(path.join(place, name), "utf8")) };
  });
}

/** To buf a tab is as wide as four blanks, to us it is one column. Those of the corpus begin a line. */
function withoutTabs(text: string): string {
  return text.replace(/^\t+/gm, (tabs) => " ".repeat(4 * tabs.length));
}

/** What only a text has: where statements and their parts begin and end, and the options of a oneof. */
const bounds = new Set(
  "from to bodyAt bodyEnd typeAt typeEnd numberEnd optionsAt optionsEnd defaultAt defaultEnd signatureEnd nameEnd statement options".split(
    " ",
  ),
);

function isPlace(key: string): boolean {
  return key === "at" || key === "numberAt";
}

/** A schema with line and column of everything, without what only a text says: where the name of a package stands. */
function placed(schema: Schema, sources: readonly SourceText[]): unknown {
  const places = new Map(sources.map(({ path: file, text }) => [file, new LineIndex(text)]));
  const located = (file: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => located(file, item));
    if (value === null || typeof value !== "object") return value;
    const entries = Object.entries(value).filter(([key]) => !bounds.has(key));
    return Object.fromEntries(
      entries.map(([key, inner]) => [
        key,
        isPlace(key) ? places.get(file)?.lineColumnOf(inner as number) : located(file, inner),
      ]),
    );
  };
  const withPlaces = (elements: Map<string, { file: string }>) =>
    Object.fromEntries([...elements].map(([name, element]) => [name, located(element.file, element)]));
  return {
    files: schema.files.map(({ path: file, package: name, syntax }) => ({ file, name, syntax })),
    messages: withPlaces(schema.messages),
    enums: withPlaces(schema.enums),
    services: withPlaces(schema.services),
  };
}

describe("a schema made of descriptors is that of the text, with its places", () => {
  test("for the corpus", async () => {
    const descriptors = (await built(folder, ".")) ?? [];
    expect(descriptors.map(({ name }) => path.basename(name)).sort()).toEqual(
      readdirSync(path.join(folder, "corpus")).sort(),
    );
    const texts = textsOf(folder, descriptors);
    const described = descriptors.map(sourceOfDescriptor);
    const reading = readSchema(described);
    expect(reading.problems).toEqual([]);
    expect(placed(reading.schema, described)).toEqual(placed(readSchema(texts).schema, texts));
  });

  test("for every schema of the guide", async () => {
    const schemas = (await guideByBuf()).flatMap(({ path, text, descriptor, imported }) =>
      descriptor && !imported.some(({ name }) => importsRules(`"${name}"`))
        ? [{ path, text, descriptor }]
        : [],
    );
    expect(schemas.length).toBeGreaterThan(someRuns(90, 4));
    const different = schemas.filter(({ path, text, descriptor }) => {
      const described = [sourceOfDescriptor(descriptor)];
      const texts = [{ path, text: withoutTabs(text) }];
      return !isDeepStrictEqual(
        placed(readSchema(described).schema, described),
        placed(readSchema(texts).schema, texts),
      );
    });
    expect(different.map(({ path }) => path)).toEqual([]);
  });

  test("without source info all stands at the beginning", async () => {
    const [descriptor] =
      (await built(folder, ".", "--exclude-source-info", "--path", "corpus/services.proto")) ?? [];
    const source = sourceOfDescriptor(descriptor as FileDescriptorProto);
    expect(source.text).toBe("");
    const { schema } = readSchema([source]);
    expect(schema.services.size).toBeGreaterThan(0);
    expect([...schema.services.values()].map(({ at }) => at)).toEqual(
      [...schema.services.keys()].map(() => 0),
    );
  });
});

/** A descriptor of one file that went through bytes, as one does that a compiler wrote. */
function sourceOf(init: Parameters<typeof create<typeof FileDescriptorProtoSchema>>[1]): SourceText {
  const bytes = toBinary(FileDescriptorProtoSchema, create(FileDescriptorProtoSchema, init));
  return sourceOfDescriptor(fromBinary(FileDescriptorProtoSchema, bytes));
}

describe("descriptors that no compiler made", () => {
  test.each([
    [{ name: "a.proto", messageType: [{ name: "A.B" }] }, /"A\.B" where a name belongs/],
    [{ name: "a.proto", package: "a..b" }, /"a\.\.b" where a name belongs/],
    [{ name: "a.proto", syntax: "proto4" }, /syntax "proto4" is not known/],
    [{ name: "a.proto", syntax: "editions", edition: 9999 }, /edition \(9999\) is not known/],
    [{ name: "a.proto", messageType: [{ name: "A", field: [{ name: "b" }] }] }, /"b" has no number/],
    [{ name: "a.proto", messageType: [{ name: "A", field: [{ name: "b", number: 1 }] }] }, /"b" has no type/],
    [{ name: "a.proto", messageType: [{ name: "A", reservedRange: [{ start: 4, end: 4 }] }] }, /without any/],
  ])("%j", (init, message) => {
    expect(() => sourceOf(init)).toThrow(message);
  });

  test("source info that points anywhere takes no memory", () => {
    const at = (line: number, column: number) => ({ path: [4, 0, 1], span: [line, column, column + 1] });
    const messageType = [{ name: "A" }];
    const far = [at(2 ** 31 - 1, 0), at(0, 2 ** 31 - 2), at(-1, 3), { path: [4, 0], span: [] }];
    const { text } = sourceOf({ name: "a.proto", messageType, sourceCodeInfo: { location: far } });
    expect(text).toBe("");
    const wide = Array.from({ length: 40 }, (_, line) => at(line, 1_000_000));
    expect(sourceOf({ name: "a.proto", messageType, sourceCodeInfo: { location: wide } }).text).toBe("");
  });
});
