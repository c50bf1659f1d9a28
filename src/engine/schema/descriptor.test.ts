import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { fromBinary, type JsonObject, type JsonValue, toJson } from "@bufbuild/protobuf";
import { type FileDescriptorSet, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buf, bufEnvironment } from "../../evidence/buf/buf.js";
import { importsRules, writeRules } from "../../evidence/buf/imports.js";
import { forEachParallel } from "../../evidence/examples/parallel.js";
import { root } from "../../root.js";
import { fileDescriptorSet } from "./descriptor.js";
import { readFiles, readSchema, type SourceText } from "./read.js";

const corpus = path.join(root, "src", "engine", "schema", "corpus");

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descriptor-"));
  cpSync(corpus, path.join(folder, "corpus"), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What buf makes of a folder, or of one file in it; null where it refuses. */
async function built(cwd: string, input: string): Promise<FileDescriptorSet | null> {
  const args = ["build", input, "--exclude-source-info", "-o", "-#format=binpb"];
  try {
    const run = await promisify(execFile)(buf, args, {
      cwd,
      env: bufEnvironment,
      encoding: "buffer",
      maxBuffer: 2 ** 26,
      timeout: 60_000,
    });
    return fromBinary(FileDescriptorSetSchema, run.stdout);
  } catch (error) {
    if ((error as { code?: unknown }).code === 100) return null;
    throw error;
  }
}

/**
 * The same for a schema that imports the options of protovalidate, which are put beside it. Only options need that import,
 * so that it goes with them.
 */
async function builtWithRules(source: SourceText): Promise<FileDescriptorSet | null> {
  const place = mkdtempSync(path.join(folder, "ruled-"));
  writeRules(place);
  writeFileSync(path.join(place, source.path), source.text);
  const set = await built(place, ".");
  const own = set?.file.find(({ name }) => name === source.path);
  if (!set || !own) return null;
  const dependency = own.dependency.filter((each) => !importsRules(`"${each}"`));
  return { ...set, file: [{ ...own, dependency }] };
}

/**
 * The files of a set by name, as JSON, without what is meant to differ:
 * - files below `google/protobuf`, which come from protobuf-es (without options, of another version);
 * - unknown fields, which `toJson` leaves out: custom options, and buf's own extension of a file;
 * - options messages that are empty once custom options are gone: buf also writes one for a method with `{}`;
 * - the text of floating-point defaults: protoc prints the shortest of 6 or 9 (15 or 17) digits, buf always prints the
 *   shortest of 17. They are compared as numbers.
 */
function normalized(set: FileDescriptorSet): Record<string, JsonValue> {
  const files = set.file.filter(({ name }) => !name.startsWith("google/protobuf/"));
  const { file = [] } = toJson(FileDescriptorSetSchema, { ...set, file: files }) as { file?: JsonObject[] };
  return Object.fromEntries(file.map((json) => [String(json.name), clean(json)]));
}

function clean(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, inner]): [string, JsonValue] => [key, clean(inner)]);
  const kept = entries.filter(
    ([key, inner]) => !/^(options|features)$/.test(key) || Object.keys(inner ?? {}).length > 0,
  );
  const result = Object.fromEntries(kept);
  const text = result.defaultValue;
  if (typeof text === "string" && /^(?:-?(?:inf|\d)|nan)/.test(text)) {
    if (result.type === "TYPE_FLOAT") result.defaultValue = `${Math.fround(numberOf(text))}`;
    if (result.type === "TYPE_DOUBLE") result.defaultValue = `${numberOf(text)}`;
  }
  return result;
}

function numberOf(text: string): number {
  return Number(text.replace("inf", "Infinity").replace("nan", "NaN"));
}

function sourceAt(place: string, name: string): SourceText {
  return { path: name, text: readFileSync(path.join(place, name), "utf8") };
}

describe("descriptors are equal to buf's", () => {
  const names = readdirSync(corpus).map((name) => `corpus/${name}`);

  test("for the corpus", async () => {
    const theirs = await built(folder, ".");
    expect(theirs).not.toBeNull();
    const ours = fileDescriptorSet(readFiles(names.map((name) => sourceAt(folder, name))));
    expect(Object.keys(normalized(ours)).sort()).toEqual(names.sort());
    expect(normalized(ours)).toEqual(normalized(theirs as FileDescriptorSet));
  });

  test("for every schema of the guide, and what buf refuses we refuse", async () => {
    const docs = path.join(root, "docs");
    const files = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".proto"),
    );
    expect(files.length).toBeGreaterThan(90);
    const different: string[] = [];
    await forEachParallel(files, async (file) => {
      const place = path.join(docs, path.dirname(file));
      const source = sourceAt(place, path.basename(file));
      const theirs = importsRules(source.text)
        ? await builtWithRules(source)
        : await built(place, source.path);
      const { problems } = readSchema([source]);
      if (theirs === null ? problems.length === 0 : problems.length > 0) different.push(file);
      if (theirs === null || problems.length > 0) return;
      const same =
        JSON.stringify(sorted(normalized(fileDescriptorSet(readFiles([source]))))) ===
        JSON.stringify(sorted(normalized(theirs)));
      if (!same) different.push(file);
    });
    expect(different).toEqual([]);
  }, 120_000);
});

/** With the keys of every object in order. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] as JsonValue)]),
  );
}
