import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { create, fromBinary, type JsonObject, type JsonValue, toJson } from "@bufbuild/protobuf";
import {
  type FileDescriptorProto,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buf, bufEnvironment } from "../../evidence/buf/buf.js";
import { importsRules } from "../../evidence/buf/imports.js";
import { root } from "../../root.js";
import { guideByBuf } from "../../testing/guide-by-buf.js";
import { someRuns } from "../../testing/thorough.js";
import { provideCommonFiles } from "./common-files.js";
import { fileDescriptorSet } from "./descriptor.js";
import { readFiles, readSchema, type SourceText } from "./read.js";

const corpus = path.join(root, "src", "engine", "schema", "corpus");

let folder = "";

beforeAll(() => {
  // What a file of the guide imports is none of its own descriptors.
  provideCommonFiles(() => new Map());
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

/** Without its source info, and without the options of protovalidate, for which alone their file is imported. */
function withoutPlaces(descriptor: FileDescriptorProto): FileDescriptorProto {
  const dependency = descriptor.dependency.filter((each) => !importsRules(`"${each}"`));
  return { ...descriptor, dependency, sourceCodeInfo: undefined };
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
    const schemas = await guideByBuf();
    expect(schemas.length).toBeGreaterThan(someRuns(90, 4));
    const different = schemas.filter(({ descriptor, imported: _, ...source }) => {
      const { problems } = readSchema([source]);
      if (descriptor === null || problems.length > 0) return descriptor !== null || problems.length === 0;
      const theirs = create(FileDescriptorSetSchema, { file: [withoutPlaces(descriptor)] });
      const ours = fileDescriptorSet(readFiles([source]));
      return JSON.stringify(sorted(normalized(ours))) !== JSON.stringify(sorted(normalized(theirs)));
    });
    expect(different.map(({ path }) => path)).toEqual([]);
  });
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
