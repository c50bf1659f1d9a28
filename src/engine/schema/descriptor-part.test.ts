import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { DescMessage } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { root } from "../../root.js";
import { someOf, someRuns } from "../../testing/thorough.js";
import { type Descriptors, describeFiles } from "./descriptor.js";
import { descriptorsFor } from "./descriptor-part.js";
import { readFiles, type SourceText } from "./read.js";
import { schemaRegistry } from "./registry.js";

function described(...texts: string[]): Descriptors {
  return describeFiles(readFiles(texts.map((text, index) => ({ path: `${index}.proto`, text }))));
}

/** Full names of all that is declared, inside of other types too. */
function declared(descriptors: Descriptors): string[] {
  return [...schemaRegistry(descriptors)]
    .flatMap((type) => (type.kind === "service" ? [] : [type.typeName]))
    .filter((name) => !name.startsWith("google."))
    .sort();
}

test("a message brings what its fields refer to, what that is declared in, and nothing else", () => {
  const whole = described(
    `package a; message M { optional Outer.Inner i = 1; map<int32, E> e = 2; optional M self = 3; }
     message Outer { message Inner { optional a.b.Far far = 1; } optional Beside beside = 1; enum Unused { U = 0; } }
     message Beside {} message Alone { optional M m = 1; } enum E { X = 0; } enum Other { Y = 0; }
     service S { rpc R(Alone) returns (Alone); }`,
    "package a.b; message Far {} message Near {}",
  );
  const names = ["a.Beside", "a.E", "a.M", "a.Outer", "a.Outer.Inner", "a.Outer.Unused", "a.b.Far"];
  expect(declared(descriptorsFor(whole, ["a.M"]))).toEqual(names);
  expect(declared(descriptorsFor(whole, ["a.Outer.Inner"]))).toEqual(
    names.filter((name) => !/[ME]$/.test(name)),
  );
  expect(declared(descriptorsFor(whole, ["a.b.Near", "a.Beside"]))).toEqual(["a.Beside", "a.b.Near"]);
  expect(declared(descriptorsFor(whole, ["a.Missing"]))).toEqual([]);
});

test.each([
  ["an extension", "extend M { optional int32 e = 100; }"],
  ["an extension inside of a message", "message N { message O { extend M { optional int32 e = 100; } } }"],
])("with %s anywhere all stays", (_what, extension) => {
  const whole = described(`message M { extensions 100; } message Alone {} ${extension}`);
  expect(descriptorsFor(whole, ["M"])).toBe(whole);
});

test("a message that can hold any other keeps all, for those that refer to it", () => {
  const whole = described(
    'import "google/protobuf/any.proto"; message M { optional google.protobuf.Any any = 1; } message Alone {}',
  );
  expect(descriptorsFor(whole, ["M"])).toBe(whole);
  expect(declared(descriptorsFor(whole, ["Alone"]))).toEqual(["Alone"]);
});

test("of a name that two files declare, both stay", () => {
  const whole = described(
    "message M { optional A a = 1; } message A {}",
    "message M { optional B b = 1; } message B {}",
  );
  expect(declared(descriptorsFor(whole, ["M"]))).toEqual(["A", "B", "M"]);
});

test("every message of the corpus and of the guide has the same types in its part as in the whole", () => {
  let smaller = 0;
  for (const sources of someOf(protocols(), 6)) {
    const read = readFiles(sources);
    if (read.problems.length > 0) continue;
    const whole = describeFiles(read);
    const all = declared(whole).length;
    for (const type of schemaRegistry(whole)) {
      if (type.kind !== "message") continue;
      const part = descriptorsFor(whole, [type.typeName]);
      if (declared(part).length < all) smaller += 1;
      const ofPart = typesBelow(schemaRegistry(part).getMessage(type.typeName));
      // To find out which of thousands differs, vitest would take as long as for all the rest.
      expect(isDeepStrictEqual(ofPart, typesBelow(type)), type.typeName).toBe(true);
    }
  }
  expect(smaller).toBeGreaterThan(someRuns(100, 6));
});

/** The corpus as one protocol, and every schema of the guide as one of its own. */
function protocols(): SourceText[][] {
  const read = (folder: string, name: string) => ({
    path: name,
    text: readFileSync(path.join(folder, name), "utf8"),
  });
  const corpus = path.join(root, "src", "engine", "schema", "corpus");
  const docs = path.join(root, "docs");
  const guide = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".proto"),
  );
  return [
    ...readdirSync(corpus).map((name) => [read(corpus, name)]),
    ...guide.map((name) => [read(docs, name)]),
  ];
}

/** What can be reached from a message: each type with what its descriptor says. */
function typesBelow(first: DescMessage | undefined): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const queue = first ? [first] : [];
  for (let message = queue.pop(); message; message = queue.pop()) {
    if (found.has(message.typeName)) continue;
    found.set(message.typeName, message.proto);
    for (const field of message.fields) {
      if (field.enum) found.set(field.enum.typeName, field.enum.proto);
      if (field.message) queue.push(field.message);
    }
  }
  return found;
}
