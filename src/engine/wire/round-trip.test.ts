import type { DescMessage, JsonValue, Registry } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { describeFiles } from "../schema/descriptor.js";
import { readFiles } from "../schema/read.js";
import { schemaRegistry } from "../schema/registry.js";
import type { FieldReading } from "./compare.js";
import { type RoundTrip, roundTrip } from "./round-trip.js";

interface Side {
  registry: Registry;
  message: DescMessage;
}

/** Message M of a schema, which begins with `syntax = "proto3";` unless it says something else. */
function side(text: string): Side {
  const whole = /^(syntax|edition)/.test(text) ? text : `syntax = "proto3"; ${text}`;
  const registry = schemaRegistry(describeFiles(readFiles([{ path: "m.proto", text: whole }])));
  const message = registry.getMessage("M");
  if (!message) throw new Error("no message M");
  return { registry, message };
}

function talk(writer: string, reader: string, value: JsonValue): RoundTrip {
  const { registry, message } = side(writer);
  return roundTrip(message, side(reader).message, value, registry);
}

/** `path outcome`, a line for each field. */
function lines(fields: readonly FieldReading[] | undefined): string[] {
  return (fields ?? []).map(({ path, outcome }) => `${path} ${outcome}`);
}

describe("what the reader makes of every field", () => {
  test("the same schema reads and returns the same", () => {
    const schema = "message M { string a = 1; repeated int32 b = 2; map<string, int64> c = 3; bytes d = 4; }";
    const { reading, back } = talk(schema, schema, { a: "x", b: [1, 2], c: { k: "7" }, d: "AQI=" });
    expect(lines(reading.fields)).toEqual(["a same", "b same", "c same", "d same"]);
    expect(reading.fields.map(({ written }) => written)).toEqual(['"x"', "[1, 2]", '{"k": 7}', "01 02"]);
    expect(lines(back?.reading.fields)).toEqual(["a same", "b same", "c same", "d same"]);
  });

  test("a field that only the writer has is unknown, and comes back", () => {
    const { reading, back } = talk(
      "message M { string a = 1; string b = 2; }",
      "message M { string a = 1; }",
      {
        a: "x",
        b: "y",
      },
    );
    expect(lines(reading.fields)).toEqual(["a same", "b unknown"]);
    expect(lines(back?.reading.fields)).toEqual(["a same", "b same"]);
  });

  test("a field that only the reader has says its default", () => {
    const { reading } = talk("message M { string a = 1; }", "message M { string a = 1; int32 n = 2; }", {
      a: "x",
    });
    expect(reading.fields[1]).toMatchObject({ path: "n", written: null, read: "0", outcome: "defaulted" });
  });

  test("the same value under another name is renamed", () => {
    const { reading } = talk("message M { string a = 1; }", "message M { string b = 1; }", { a: "x" });
    expect(reading.fields).toEqual([
      { path: "a", number: 1, written: '"x"', read: '"x"', readAs: "b", outcome: "renamed" },
    ]);
  });

  test.each([
    ["of another type", "string a = 1;", "bytes b = 1;"],
    ["in a list", "int32 a = 1;", "repeated int32 b = 1 [packed = false];"],
    ["where the old name stands at another number", "string a = 1;", "string b = 1; string a = 2;"],
    ["where the new name stood at another number", "string a = 1; string b = 2;", "string b = 1;"],
  ])("another name %s is another field", (_, writer, reader) => {
    const value = { a: writer.startsWith("string") ? "x" : 5 };
    const { reading } = talk(`message M { ${writer} }`, `message M { ${reader} }`, value);
    expect(reading.fields[0]).toMatchObject({ path: "a", readAs: "b", outcome: "reinterpreted" });
  });

  test("a field inside with another name makes the outer one renamed", () => {
    const schema = (name: string) => `message M { N n = 1; } message N { string ${name} = 1; }`;
    const { reading } = talk(schema("a"), schema("b"), { n: { a: "x" } });
    expect(lines(reading.fields)).toEqual(["n renamed", "n.a renamed"]);
  });

  test("a value that does not fit is reinterpreted, and lost on the way back", () => {
    const { reading, back } = talk("message M { int64 a = 1; }", "message M { int32 a = 1; }", {
      a: "-4294967298",
    });
    expect(reading.fields).toMatchObject([{ written: "-4294967298", read: "-2", outcome: "reinterpreted" }]);
    expect(back?.reading.fields).toMatchObject([{ read: "-2", outcome: "reinterpreted" }]);
  });

  test("a small number reads the same in 32 and in 64 bits, and in a map", () => {
    const schema = (type: string) =>
      `message M { ${type} a = 1; map<string, ${type}> b = 2; ${type} c = 3; }`;
    const { reading } = talk(schema("int64"), schema("int32"), { a: "5", b: { k: "6" } });
    expect(lines(reading.fields)).toEqual(["a same", "b same"]);
  });

  test("what reads as the default is gone after the round trip", () => {
    const { reading, back } = talk("message M { int64 a = 1; }", "message M { int32 a = 1; }", {
      a: "4294967296",
    });
    expect(lines(reading.fields)).toEqual(["a defaulted"]);
    expect(lines(back?.reading.fields)).toEqual(["a lost"]);
  });

  test("a decoder that gives up rejects every field, and nothing comes back", () => {
    const { reading, back } = talk("message M { bytes a = 1; int32 b = 2; }", "message M { string a = 1; }", {
      a: "//4=",
      b: 1,
    });
    expect(lines(reading.fields)).toEqual(["a rejected", "b rejected"]);
    expect(reading.error).toMatch(/utf-?8/i);
    expect(back).toBeNull();
  });

  test("differences inside of messages and of lists are told with their way, and the outer field takes the gravest", () => {
    const { reading } = talk(
      "message M { N n = 1; repeated N l = 2; } message N { string a = 1; int64 b = 2; string c = 3; }",
      "message M { N n = 1; repeated N l = 2; } message N { string a = 1; int32 b = 2; }",
      { n: { a: "x", c: "y" }, l: [{ a: "x" }, { b: "-4294967298" }] },
    );
    expect(lines(reading.fields)).toEqual([
      "n unknown",
      "n.c unknown",
      "l reinterpreted",
      "l[1].b reinterpreted",
    ]);
  });

  test("a closed enum keeps what it does not know apart, an open one keeps the number", () => {
    const schema = (syntax: string, values: string) =>
      `syntax = "${syntax}"; message M { ${syntax === "proto2" ? "optional " : ""}E a = 1; } enum E { ${values} }`;
    const outcome = (syntax: string) =>
      lines(talk(schema(syntax, "A = 0; B = 1;"), schema(syntax, "A = 0;"), { a: 1 }).reading.fields);
    expect(outcome("proto2")).toEqual(["a unknown"]);
    expect(outcome("proto3")).toEqual(["a unrecognized"]);
  });

  test("differences inside of a map's messages are told with their key, in whatever integer type the keys are", () => {
    const schema = (key: string, more: string) =>
      `message M { map<string, N> a = 1; map<${key}, N> b = 2; } message N { int32 i = 1; ${more} }`;
    const newer = schema("int64", "string s = 2;");
    const { reading, back } = talk(newer, schema("int32", ""), {
      a: { k: { i: 1 }, "a.b": { s: "x" } },
      b: { "-7": { s: "x" }, "3": {} },
    });
    expect(lines(reading.fields)).toEqual([
      "a unknown",
      'a["a.b"].s unknown',
      "b unknown",
      "b[-7].s unknown",
    ]);
    expect(lines(back?.reading.fields)).toEqual(["a same", "b same"]);
    const { reading: backward } = talk(schema("int32", ""), newer, { a: { k: { i: 1 } } });
    expect(lines(backward.fields)).toEqual(["a defaulted", 'a["k"].s defaulted']);
  });

  test("values of an enum are told with their names, and a negative zero with its sign", () => {
    const schema =
      "message M { E a = 1; repeated E b = 2; map<string, E> c = 3; N n = 4; double d = 5; } message N { E e = 1; } enum E { Z = 0; ON = 1; }";
    const { reading } = talk(schema, schema, {
      a: "ON",
      b: ["Z", 7],
      c: { k: "ON" },
      n: { e: "ON" },
      d: "-0",
    });
    expect(reading.fields.map(({ written }) => written)).toEqual([
      "1 (ON)",
      "[0 (Z), 7]",
      '{"k": 1 (ON)}',
      "{ e: 1 (ON) }",
      "-0",
    ]);
  });

  test("a default that is another enum value to the reader is reinterpreted, one with another name is not", () => {
    const schema = (values: string) => `message M { E a = 1; } enum E { ${values} }`;
    const moved = talk(schema("A = 0; B = 1;"), schema("B = 0; A = 1;"), {});
    expect(moved.reading.fields).toMatchObject([{ path: "a", read: "0 (B)", outcome: "reinterpreted" }]);
    expect(talk(schema("A = 0;"), schema("C = 0;"), {}).reading.fields).toEqual([]);
  });

  test("a number of an enum is another value, one without a name, or the same with another name", () => {
    const schema = (values: string) =>
      `message M { E a = 1; repeated E b = 2; map<string, E> c = 3; } enum E { Z = 0; ${values} }`;
    const value = { a: 1, b: [0, 1], c: { k: 1 } };
    const outcomes = (older: string, newer: string) =>
      lines(talk(schema(older), schema(newer), value).reading.fields);
    const moved = ["a reinterpreted", "b reinterpreted", "c reinterpreted"];
    expect(outcomes("A = 1; B = 2;", "A = 2; B = 1;")).toEqual(moved);
    expect(outcomes("A = 1;", "A = 2;")).toEqual(["a unrecognized", "b unrecognized", "c unrecognized"]);
    expect(outcomes("A = 1; B = 2;", "B = 1;")).toEqual(moved);
    expect(outcomes("A = 1;", "C = 1;")).toEqual(["a renamed", "b renamed", "c renamed"]);
    const alias = "A = 1; B = 1; option allow_alias = true;";
    expect(outcomes("B = 1;", alias)).toEqual(["a same", "b same", "c same"]);
    const { reading } = talk(schema("A = 1; B = 2;"), schema("A = 2; B = 1;"), { a: 1 });
    expect(reading.fields[0]).toMatchObject({ written: "1 (A)", read: "1 (B)" });
  });

  test("an extension is set by the writer, kept apart by the reader, and comes back", () => {
    const schema =
      'syntax = "proto2"; message M { extensions 100 to 200; } extend M { optional string x = 100; }';
    const { reading, back } = talk(schema, schema, { "[x]": "hi" });
    expect(reading.fields).toMatchObject([{ number: 100, written: "an extension", outcome: "unknown" }]);
    expect(lines(back?.reading.fields)).toEqual(["100 same"]);
  });

  test("two declared defaults disagree about a field that nobody sets", () => {
    const schema = (value: number) =>
      `syntax = "proto2"; message M { optional int32 a = 1 [default = ${value}]; optional string b = 2; }`;
    const { reading } = talk(schema(1), schema(2), { b: "x" });
    expect(reading.fields[0]).toMatchObject({
      path: "a",
      written: null,
      read: "2",
      outcome: "reinterpreted",
    });
  });

  test("a member of a oneof pushes the other one out", () => {
    const { reading, back } = talk(
      "message M { string a = 1; string b = 2; }",
      "message M { oneof o { string a = 1; string b = 2; } }",
      { a: "x", b: "y" },
    );
    expect(lines(reading.fields)).toEqual(["a lost", "b same"]);
    expect(lines(back?.reading.fields)).toEqual(["a lost", "b same"]);
  });

  test("well-known types are read in their JSON form", () => {
    const schema =
      'import "google/protobuf/any.proto"; import "google/protobuf/timestamp.proto"; message M { google.protobuf.Any a = 1; google.protobuf.Timestamp t = 2; N n = 3; } message N { int32 i = 1; }';
    const value = { a: { "@type": "type.googleapis.com/N", i: 5 }, t: "2018-06-01T12:00:00Z", n: { i: 1 } };
    expect(lines(talk(schema, schema, value).reading.fields)).toEqual(["a same", "t same", "n same"]);
  });

  test("a value that does not fit the writer is told in words", () => {
    expect(() => talk("message M { int32 a = 1; }", "message M {}", { a: "x" })).toThrow(/M\.a/);
  });
});

test("very long values are cut where they are shown, and compared whole", () => {
  const schema = "message M { string a = 1; repeated int32 b = 2; bytes c = 3; }";
  const { reading } = talk(schema, schema, {
    a: "x".repeat(100_000),
    b: Array(10_000).fill(1),
    c: "AAAA".repeat(9999),
  });
  expect(lines(reading.fields)).toEqual(["a same", "b same", "c same"]);
  for (const { written } of reading.fields) expect(written?.length).toBe(201);
});
