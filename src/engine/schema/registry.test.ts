import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  create,
  type DescEnum,
  type DescField,
  type DescMessage,
  fromBinary,
  ScalarType,
  toBinary,
} from "@bufbuild/protobuf";
import { nestedTypes } from "@bufbuild/protobuf/reflect";
import { FeatureSet_FieldPresence as FieldPresence } from "@bufbuild/protobuf/wkt";
import { describe, expect, test } from "vitest";
import { root } from "../../root.js";
import { describeFiles, fileDescriptorSet } from "./descriptor.js";
import { readFiles, readSchema } from "./read.js";
import { ReadError } from "./read-error.js";
import { schemaRegistry } from "./registry.js";
import type { Field, FieldType } from "./schema.js";
import { wellKnownType } from "./well-known.js";
import { wellKnownFiles } from "./well-known-files.js";

const corpus = path.join(root, "src", "engine", "schema", "corpus");
const sources = readdirSync(corpus).map((name) => ({
  path: `corpus/${name}`,
  text: readFileSync(path.join(corpus, name), "utf8"),
}));

const only = (text: string, file = "a.proto") => [{ path: file, text }];

function messageOf(texts: { path: string; text: string }[], name: string): DescMessage {
  const found = schemaRegistry(describeFiles(readFiles(texts))).getMessage(name);
  if (!found) throw new Error(`no message ${name}`);
  return found;
}

describe("the schema of the rules says what protobuf-es says", () => {
  const { schema } = readSchema(sources);
  const registry = schemaRegistry(describeFiles(readFiles(sources)));

  test("of every field of the corpus", () => {
    let compared = 0;
    for (const message of schema.messages.values()) {
      const theirs = registry.getMessage(message.fullName);
      const fields = theirs?.fields.map(summaryOf) ?? [];
      expect(
        message.fields.filter(({ extension }) => extension === null).map(ownSummary),
        message.fullName,
      ).toEqual(fields);
      compared += fields.length;
    }
    expect(compared).toBeGreaterThan(150);
  });

  test("of every enum and method of the corpus", () => {
    for (const ours of schema.enums.values()) {
      const theirs = registry.getEnum(ours.fullName) as DescEnum;
      expect(ours.closed, ours.fullName).toBe(!theirs.open);
      expect(ours.values.map(({ name, number }) => [name, number])).toEqual(
        theirs.values.map(({ name, number }) => [name, number]),
      );
    }
    const methods = [...schema.services.values()].flatMap((service) => service.methods);
    expect(methods.length).toBeGreaterThan(7);
    for (const { fullName, name, input, output } of methods) {
      const service = registry.getService(fullName.slice(0, -name.length - 1));
      const theirs = service?.methods.find((method) => method.name === name);
      expect([input, output], fullName).toEqual([theirs?.input.typeName, theirs?.output.typeName]);
    }
  });
});

/** What both have to agree on, from protobuf-es. */
function summaryOf(field: DescField) {
  const presences = {
    [FieldPresence.EXPLICIT]: "explicit",
    [FieldPresence.IMPLICIT]: "implicit",
    [FieldPresence.LEGACY_REQUIRED]: "required",
    [FieldPresence.FIELD_PRESENCE_UNKNOWN]: "unknown",
  };
  const many = field.fieldKind === "list" || field.fieldKind === "map";
  return {
    name: field.name,
    jsonName: field.jsonName,
    number: field.number,
    type: typeOf(field),
    cardinality: field.fieldKind === "list" ? "repeated" : field.fieldKind === "map" ? "map" : "singular",
    presence: many ? "none" : presences[field.presence],
    oneof: field.oneof?.name ?? "",
    packed: field.fieldKind === "list" && field.packed,
    deprecated: field.deprecated,
  };
}

function typeOf(field: DescField): FieldType {
  const scalar = (type: ScalarType) => ScalarType[type].toLowerCase() as "int32";
  const single = (): FieldType => {
    if (field.message)
      return { kind: "message", name: field.message.typeName, delimited: field.delimitedEncoding };
    if (field.enum) return { kind: "enum", name: field.enum.typeName, closed: !field.enum.open };
    return { kind: "scalar", name: scalar(field.scalar as ScalarType) };
  };
  return field.fieldKind === "map" ? { kind: "map", key: scalar(field.mapKey), value: single() } : single();
}

function ownSummary({
  name,
  jsonName,
  number,
  type,
  cardinality,
  presence,
  oneof,
  packed,
  deprecated,
}: Field) {
  return { name, jsonName, number, type, cardinality, presence, oneof, packed, deprecated };
}

describe("types for encoding and decoding", () => {
  test("bytes go in and come out", () => {
    const Storage = messageOf(
      only(
        'syntax = "proto3"; package a; message Storage { string driver = 1; map<string, int32> sizes = 2; }',
      ),
      "a.Storage",
    );
    const bytes = toBinary(Storage, create(Storage, { driver: "x", sizes: { y: 3 } }));
    expect(Buffer.from(bytes).toString("hex")).toBe("0a017812050a01791003");
    expect(fromBinary(Storage, bytes)).toMatchObject({ driver: "x", sizes: { y: 3 } });
  });

  test("a type of an import that is not at hand is an empty message and keeps its bytes", () => {
    const text =
      'syntax = "proto3"; package a; import "b/b.proto"; message A { b.B b = 1; C c = 2; .d.e.F f = 3; }';
    const A = messageOf(only(text), "a.A");
    expect(A.fields.map((field) => field.message?.typeName)).toEqual(["b.B", "a.C", "d.e.F"]);
    const bytes = Buffer.from("0a020801", "hex");
    expect(Buffer.from(toBinary(A, fromBinary(A, bytes))).toString("hex")).toBe("0a020801");
  });

  test("imports count from any folder around the file, the nearest first", () => {
    const texts = [
      { path: "x/p/b.proto", text: 'syntax = "proto3"; package p; message B { int32 wrong = 1; }' },
      { path: "y/p/b.proto", text: 'syntax = "proto3"; package p; message B { int32 right = 1; }' },
      {
        path: "y/p/a.proto",
        text: 'syntax = "proto3"; package p; import "p/b.proto"; message A { B b = 1; }',
      },
    ];
    const described = fileDescriptorSet(readFiles(texts)).file.find(({ name }) => name === "y/p/a.proto");
    expect(described?.dependency).toEqual(["y/p/b.proto"]);
    const elsewhere = [...texts.slice(0, 2), { ...texts[2], path: "z/a.proto" } as (typeof texts)[0]];
    expect(fileDescriptorSet(readFiles(elsewhere)).file.at(-1)?.dependency).toEqual(["x/p/b.proto"]);
  });

  test("of two files that declare the same name the first one counts, as for the rules", () => {
    const texts = [
      { path: "x.proto", text: 'syntax = "proto3"; message B { int32 first = 1; }' },
      { path: "y.proto", text: 'syntax = "proto3"; message B { int32 second = 1; }' },
    ];
    expect(messageOf(texts, "B").fields[0]?.name).toBe("first");
    expect(readSchema(texts).schema.messages.get("B")?.fields[0]?.name).toBe("first");
  });

  test("for the rules a type that is not at hand is a message, with presence", () => {
    const { schema } = readSchema(only('syntax = "proto3"; import "b.proto"; message A { B b = 1; }'));
    const [field] = schema.messages.get("A")?.fields ?? [];
    expect(field).toMatchObject({ type: { kind: "unknown", name: "B" }, presence: "explicit" });
  });

  test("a type that is not imported does not come before one that is", () => {
    const texts = [
      { path: "other.proto", text: 'syntax = "proto3"; package acme.v1.common; message Id {}' },
      { path: "common.proto", text: 'syntax = "proto3"; package common; message Id {}' },
      {
        path: "a.proto",
        text: 'syntax = "proto3"; package acme.v1; import "common.proto"; message A { common.Id id = 1; }',
      },
    ];
    expect(readSchema(texts).schema.messages.get("acme.v1.A")?.fields[0]?.type).toMatchObject({
      name: "common.Id",
    });
    expect(messageOf(texts, "acme.v1.A").fields[0]?.message?.typeName).toBe("common.Id");
  });

  test.each([
    ["message A {", 'a.proto:1:11: this block is never closed; add "}"'],
    [
      "message A { optional int32 a = 1 [default = x]; }",
      'a.proto:1:35: the default of "a" is no value of int32',
    ],
    [
      "message A { optional int32 a = 1 [default = 3000000000]; }",
      'a.proto:1:35: the default of "a" is no value of int32',
    ],
    [
      "message A { repeated int32 a = 1 [default = 3]; }",
      'a.proto:1:35: "a" has many values and so no default; remove it',
    ],
    [
      "enum E { X = 1; } message A { optional E a = 1 [default = Y]; }",
      'a.proto:1:49: the default of "a" is no value of E',
    ],
    [
      "message A { optional int32 a = 1 [deprecated = maybe]; }",
      'a.proto:1:35: option "deprecated" must be true or false',
    ],
    [
      "message A { optional int32 a = 1 [json_name = 5]; }",
      'a.proto:1:35: option "json_name" must be a string in quotes',
    ],
    [
      "enum E { X = 1; } service S { rpc M(E) returns (E); }",
      'a.proto:1:35: "E" is an enum; a message is needed here',
    ],
  ])("%s is refused with its place", (text, expected) => {
    expect(() => schemaRegistry(describeFiles(readFiles(only(text))))).toThrow(ReadError);
    expect(() => schemaRegistry(describeFiles(readFiles(only(text))))).toThrow(expected);
  });

  test("files that import each other are refused", () => {
    const texts = [
      { path: "a.proto", text: 'import "b.proto"; message A {}' },
      { path: "b.proto", text: 'import "a.proto"; message B {}' },
    ];
    expect(() => schemaRegistry(describeFiles(readFiles(texts)))).toThrow(
      "a.proto:1:1: this file uses itself through b.proto, a.proto;",
    );
  });
});

test("the list of protobuf's own types is that of protobuf-es", () => {
  for (const file of wellKnownFiles.values()) {
    for (const type of nestedTypes(file)) {
      if (!type.typeName.startsWith("google.protobuf.")) continue;
      if (type.kind === "enum")
        expect(wellKnownType(type.typeName)).toEqual({ kind: "enum", closed: !type.open });
      if (type.kind === "message") expect(wellKnownType(type.typeName)?.kind).toBe("message");
    }
  }
});
