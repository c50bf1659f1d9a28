import { type DescMessage, fromJson, type JsonValue, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { describeFiles } from "../schema/descriptor.js";
import { readFiles } from "../schema/read.js";
import { schemaRegistry } from "../schema/registry.js";
import { byteStrip, type Span, type SpanPart } from "./strip.js";

/** Message M of a schema, which begins with `syntax = "proto3";` unless it says something else. */
function schema(text: string): DescMessage {
  const whole = /^(syntax|edition)/.test(text) ? text : `syntax = "proto3"; ${text}`;
  const found = schemaRegistry(describeFiles(readFiles([{ path: "m.proto", text: whole }]))).getMessage("M");
  if (!found) throw new Error("no message M");
  return found;
}

/** A strip in lines: the bytes with tags in brackets and lengths in parentheses, both readings, the outcome. */
function lines(spans: readonly Span[], indent = ""): string[] {
  return spans.flatMap((span) => [
    `${indent}${span.parts.map(partText).join(" ")} | ${span.written} | ${span.read} | ${span.outcome}`,
    ...span.parts.flatMap((part) => (part.role === "fields" ? lines(part.spans, `${indent}  `) : [])),
  ]);
}

function partText(part: SpanPart): string {
  if (part.role === "fields") return "…";
  const more = part.hidden > 0 ? `+${part.hidden}` : "";
  return { tag: `[${part.hex}]`, length: `(${part.hex})`, value: `${part.hex}${more}` }[part.role];
}

/** All digits, in the order in which they are shown. */
function shownBytes(spans: readonly Span[]): string {
  const parts = spans.flatMap((span) => span.parts);
  return parts
    .map((part) => (part.role === "fields" ? shownBytes(part.spans) : part.hex.replaceAll(" ", "")))
    .join("");
}

/** What a message, in its JSON form, looks like between two schemas. */
function strip(writer: string, reader: string, value: JsonValue): string[] {
  const desc = schema(writer);
  return lines(byteStrip(toBinary(desc, fromJson(desc, value)), desc, schema(reader)));
}

describe("the bytes", () => {
  const read = (text: string, value: JsonValue) => strip(text, text, value);

  test("tag, length and value are told apart", () => {
    expect(read("message M { string a = 1; }", { a: "hi" })).toEqual([
      '[0a] (02) 68 69 | a = "hi" | a = "hi" | same',
    ]);
  });

  test("a tag of two bytes, a varint without length", () => {
    expect(read("message M { int32 n = 16; }", { n: 300 })).toEqual([
      "[80 01] ac 02 | n = 300 | n = 300 | same",
    ]);
  });

  test("place, size and tag", () => {
    const desc = schema("message M { string a = 1; fixed64 b = 2; }");
    const spans = byteStrip(toBinary(desc, fromJson(desc, { a: "hi", b: "7" })), desc, desc);
    expect(spans.map(({ offset, size, tag }) => [offset, size, tag])).toEqual([
      [0, 4, "field 1, length-delimited"],
      [4, 9, "field 2, 64 bits"],
    ]);
  });

  test("a message has its fields inside", () => {
    const text = "message M { repeated In in = 2; message In { string a = 1; bool b = 2; } }";
    expect(read(text, { in: [{ a: "x" }, { b: true }] })).toEqual([
      "[12] (03) … | in[0] | in[0] | same",
      '  [0a] (01) 78 | a = "x" | a = "x" | same',
      "[12] (02) … | in[1] | in[1] | same",
      "  [10] 01 | b = true | b = true | same",
    ]);
  });

  test("a group ends with a tag", () => {
    const text = 'syntax = "proto2"; message M { optional group In = 1 { optional int32 a = 1; } }';
    expect(read(text, { in: { a: 5 } })).toEqual([
      "[0b] … [0c] | in | in | same",
      "  [08] 05 | a = 5 | a = 5 | same",
    ]);
  });

  test("the elements of a packed list stand apart", () => {
    expect(read("message M { repeated int32 n = 1; }", { n: [1, 300] })).toEqual([
      "[0a] (03) 01 ac 02 | n = [1, 300] | n = [1, 300] | same",
    ]);
  });

  test("an entry of a map has key and value inside", () => {
    expect(read("message M { map<string, int32> m = 1; }", { m: { a: 7 } })).toEqual([
      '[0a] (05) … | m["a"] | m["a"] | same',
      '  [0a] (01) 61 | key = "a" | key = "a" | same',
      "  [10] 07 | value = 7 | value = 7 | same",
    ]);
  });

  test("an enum has its number and its name", () => {
    const text = (last: string) => `enum E { ZERO = 0; ${last} } message M { E e = 1; }`;
    expect(strip(text("ONE = 1;"), text(""), { e: "ONE" })).toEqual([
      "[08] 01 | e = 1 (ONE) | e = 1 | unrecognized",
    ]);
  });
});

describe("the outcomes", () => {
  test("a field that the reader does not have is unknown", () => {
    expect(strip("message M { string a = 1; }", "message M {}", { a: "hi" })).toEqual([
      '[0a] (02) 68 69 | a = "hi" | unknown field 1 | unknown',
    ]);
  });

  test("a field with another name is renamed, one of another type is reinterpreted", () => {
    const read = (reader: string) =>
      strip("message M { string a = 1; }", `message M { ${reader} }`, { a: "hi" })[0];
    expect(read("string b = 1;")).toBe('[0a] (02) 68 69 | a = "hi" | b = "hi" | renamed');
    expect(read("bytes b = 1;")).toBe('[0a] (02) 68 69 | a = "hi" | b = 68 69 | reinterpreted');
    expect(read("string b = 1; string a = 2;")).toBe('[0a] (02) 68 69 | a = "hi" | b = "hi" | reinterpreted');
  });

  test("text and its bytes are the same", () => {
    expect(strip("message M { string a = 1; }", "message M { bytes a = 1; }", { a: "hi" })).toEqual([
      '[0a] (02) 68 69 | a = "hi" | a = 68 69 | same',
    ]);
  });

  test("a map is what a list of its entries is, and keeps the last one of a key", () => {
    const list = "message M { repeated E m = 1; } message E { string key = 1; int32 v = 2; }";
    const value = { m: ["a", "a"].map((key, v) => ({ key, v: v + 1 })) };
    const strips = strip(list, "message M { map<string, int32> m = 1; }", value);
    expect(strips.filter((line) => line.startsWith("["))).toEqual([
      '[0a] (05) … | m[0] | m["a"] | lost',
      '[0a] (05) … | m[1] | m["a"] | same',
    ]);
    expect(strips).toContain("  [10] 01 | v = 1 | value = 1 | renamed");
  });

  test("a number that is another value of the reader's enum is reinterpreted", () => {
    const text = (values: string) =>
      `enum E { ZERO = 0; ${values} } message M { E e = 1; repeated E l = 2; }`;
    expect(strip(text("ONE = 1; TWO = 2;"), text("TWO = 1; ONE = 2;"), { e: "ONE", l: [0, 1] })).toEqual([
      "[08] 01 | e = 1 (ONE) | e = 1 (TWO) | reinterpreted",
      "[12] (02) 00 01 | l = [0 (ZERO), 1 (ONE)] | l = [0 (ZERO), 1 (TWO)] | reinterpreted",
    ]);
  });

  test("a field that the message does not carry is defaulted, and takes no bytes", () => {
    const reader = `message M { string a = 1; int32 n = 2; repeated M m = 3; M one = 4; map<string, M> map = 5; }`;
    expect(strip("message M { string a = 1; }", reader, { a: "" })).toEqual([
      " | null | n = 0 | defaulted",
      " | null | m = [] | defaulted",
      " | null | one not set | defaulted",
      " | null | map = {} | defaulted",
    ]);
  });

  test("what neither side set is not shown, unless its absence means something else", () => {
    const text = (value: number) =>
      `syntax = "proto2"; message M { optional int32 n = 1 [default = ${value}]; }`;
    expect(strip(text(5), text(5), {})).toEqual([]);
    expect(strip(text(5), text(10), {})).toEqual([" | n = 5 | n = 10 | reinterpreted"]);
  });

  test("a closed enum keeps what it does not list as an unknown field", () => {
    const text = (last: string) =>
      `syntax = "proto2"; enum E { ONE = 1; ${last} } message M { optional E e = 1; map<int32, E> m = 2; }`;
    expect(strip(text("TWO = 2;"), text(""), { e: "TWO" })).toEqual([
      "[08] 02 | e = 2 (TWO) | unknown field 1 | unknown",
    ]);
    expect(strip(text("TWO = 2;"), text(""), { m: { 3: "TWO" } }).at(-1)).toBe(
      "  [10] 02 | value = 2 (TWO) | value = 2 | unrecognized",
    );
  });

  test("a value of a list is lost to a reader that keeps the last one", () => {
    const [writer, reader] = ["message M { repeated string a = 1; }", "message M { string a = 1; }"];
    expect(strip(writer, reader, { a: ["x", "y"] })).toEqual([
      '[0a] (01) 78 | a[0] = "x" | a = "x", then replaced | lost',
      '[0a] (01) 79 | a[1] = "y" | a = "y" | same',
    ]);
  });

  test("messages of a list are blended by a reader that has one, unless the last one sets all", () => {
    const gateway = "message A { string ip = 1; int32 prefix = 2; }";
    const outcomes = (value: JsonValue) => {
      const [writer, reader] = [
        `message M { repeated A a = 1; } ${gateway}`,
        `message M { A a = 1; } ${gateway}`,
      ];
      const desc = schema(writer);
      const spans = byteStrip(toBinary(desc, fromJson(desc, value)), desc, schema(reader));
      return spans.map(({ outcome }) => outcome);
    };
    expect(outcomes({ a: [{ ip: "a" }, { prefix: 3 }] })).toEqual(["reinterpreted", "reinterpreted"]);
    expect(outcomes({ a: [{ ip: "a" }, { ip: "b", prefix: 3 }] })).toEqual(["lost", "same"]);
    expect(outcomes({ a: [{ ip: "a" }] })).toEqual(["same"]);
  });

  test("a field is lost to a reader that moved it into a oneof", () => {
    const writer = "message M { int32 a = 1; int32 b = 2; }";
    expect(strip(writer, "message M { oneof one { int32 a = 1; int32 b = 2; } }", { a: 1, b: 2 })).toEqual([
      "[08] 01 | a = 1 | a = 1, then replaced | lost",
      "[10] 02 | b = 2 | b = 2 | same",
    ]);
  });

  test("what the reader cannot decode is rejected, with all that follows", () => {
    const writer = "message M { bytes a = 1; int32 b = 2; int32 c = 3; }";
    const [first, ...others] = strip(writer, "message M { string a = 1; int32 b = 2; }", {
      a: "/w==",
      b: 1,
      c: 2,
    });
    expect(first).toMatch(/^\[0a\] \(01\) ff \| a = ff \| a: .+ \| rejected$/);
    expect(others).toEqual([
      "[10] 01 | b = 1 | not read | rejected",
      "[18] 02 | c = 2 | not read | rejected",
    ]);
  });
});

describe("two sides that see other fields in the same bytes", () => {
  test("only the writer has a message there", () => {
    const writer = "message M { In in = 1; message In { string a = 1; } }";
    expect(strip(writer, "message M { string text = 1; }", { in: { a: "x" } })).toEqual([
      '[0a] (03) … | in | text = "\\n\\x01x" | reinterpreted',
      '  [0a] (01) 78 | a = "x" | null | null',
    ]);
  });

  test("only the reader has a message there", () => {
    const reader = "message M { In a = 1; message In { string in = 1; } }";
    expect(strip("message M { bytes a = 1; }", reader, { a: "CgF4" })).toEqual([
      "[0a] (03) … | a = 0a 01 78 | a | same",
      '  [0a] (01) 78 | null | in = "x" | null',
    ]);
  });

  test("a length becomes a number, and what was inside becomes fields of the message", () => {
    const writer = "message M { In in = 8; message In { string id = 1; } }";
    expect(strip(writer, "message M { bool flag = 8; string id = 1; }", { in: { id: "m" } })).toEqual([
      "[42] (03) … | in | flag = true | reinterpreted",
      '  [0a] (01) 6d | id = "m" | id = "m" | reinterpreted',
    ]);
  });

  test("the same with a packed list", () => {
    const writer = "message M { bool wait = 1; repeated int32 n = 2; }";
    expect(strip(writer, "message M { bool wait = 1; int32 n = 2; }", { n: [8, 1] })).toEqual([
      "[12] (02) … | n = [8, 1] | n = 2 | reinterpreted",
      "  [08] 01 | null | wait = true | null",
    ]);
  });

  test("a number becomes a length, which takes the fields behind it", () => {
    const writer = "message M { int32 a = 1; int32 b = 2; int32 c = 3; }";
    expect(strip(writer, "message M { string a = 1; int32 c = 3; }", { a: 2, b: 5, c: 6 })).toEqual([
      '[08] 02 [10] 05 | a = 2, b = 5 | a = "\\x10\\x05" | reinterpreted',
      "[18] 06 | c = 6 | c = 6 | same",
    ]);
  });

  test.each([
    [
      "gives up inside of a list",
      "message M { repeated int32 a = 1; }",
      "message M { int32 a = 1; }",
      { a: [-3, -4] },
    ],
    [
      "takes a message out of two fields",
      "message M { sint64 a = 1; int32 b = 2; }",
      "message M { map<int32, int32> a = 1; }",
      { a: "4294967301", b: -3 },
    ],
    [
      "gives up behind the end of a message",
      "message M { map<int32, bytes> a = 1; int32 b = 2; }",
      "message M { int32 a = 1; int32 b = 2; }",
      { a: { 7: "//4=" }, b: -3 },
    ],
  ])("every byte is shown once where the reader %s", (_, writer, reader, value) => {
    const desc = schema(writer);
    const bytes = toBinary(desc, fromJson(desc, value as JsonValue));
    expect(shownBytes(byteStrip(bytes, desc, schema(reader)))).toBe(Buffer.from(bytes).toString("hex"));
  });

  test("inside of a message that both have, the difference stands at its place", () => {
    const text = (fields: string) => `message M { In in = 1; message In { ${fields} } }`;
    const value = { in: { a: "x", b: 2 } };
    expect(strip(text("string a = 1; int32 b = 2;"), text("string a = 1; int32 c = 3;"), value)).toEqual([
      "[0a] (05) … | in | in | same",
      '  [0a] (01) 78 | a = "x" | a = "x" | same',
      "  [10] 02 | b = 2 | unknown field 2 | unknown",
      "   | null | c = 0 | defaulted",
    ]);
  });
});

describe("a long message", () => {
  test("of a long value the beginning is shown", () => {
    const text = "message M { bytes a = 1; }";
    const value = Buffer.alloc(100_000, 0xab).toString("base64");
    const [line = ""] = strip(text, text, { a: value });
    expect(line).toMatch(/^\[0a\] \(a0 8d 06\) (ab ){63}ab\+99936 \| a = ab ab/);
    expect(line.length).toBeLessThan(600);
  });

  test("of a packed list too, in whole elements", () => {
    const text = "message M { repeated int32 a = 1; }";
    const desc = schema(text);
    const bytes = toBinary(desc, fromJson(desc, { a: Array.from({ length: 5000 }, () => 300) }));
    const parts = byteStrip(bytes, desc, desc)[0]?.parts.slice(2) ?? [];
    expect(parts).toHaveLength(33);
    expect(parts.at(-1)).toEqual({ role: "value", hex: "", hidden: 10_000 - 64 });
  });

  test("many fields end in one span, which has the gravest outcome of the rest", () => {
    const writer = "message M { repeated string a = 1; string b = 2; }";
    const value = { a: Array.from({ length: 1000 }, () => "x"), b: "y" };
    const found = strip(writer, "message M { repeated string a = 1; }", value);
    expect(found).toHaveLength(49);
    expect(found.at(-1)).toBe("+2859 | 953 more fields | 953 more fields | unknown");
  });

  test("deep messages end in a text, with the outcome of what is inside", () => {
    const text = (name: string) => `message M { M m = 1; int32 ${name} = 2; }`;
    const value = { m: { m: { m: { m: { a: 1 } } } } };
    const found = strip(text("a"), text("b"), value);
    expect(found.filter((line) => !line.includes("defaulted"))).toEqual([
      "[0a] (08) … | m | m | same",
      "  [0a] (06) … | m | m | same",
      "    [0a] (04) 0a 02 10 01 | m = { m = { a = 1 } } | m = { m = { b = 1 } } | renamed",
    ]);
  });

  test("behind 32 kB nothing is looked at, on either side, and it says so", () => {
    const writer = "message M { repeated M m = 1; int32 a = 2; }";
    const bytes = Uint8Array.from({ length: 500_000 }, (_, index) => (index % 2 === 0 ? 0x10 : 1));
    const found = lines(byteStrip(bytes, schema(writer), schema("message M { sint32 a = 2; }")));
    expect(found).toHaveLength(50);
    expect(found.at(-2)).toBe("+32672 | 16336 more fields | 16336 more fields | reinterpreted");
    expect(found.at(-1)).toBe("+467232 | more fields | not looked at | null");
  });

  test("inside of a message too; what comes after it is cut off with it", () => {
    const text = "message M { In in = 1; message In { int32 a = 2; } int32 after = 3; }";
    const inner = Array.from({ length: 40_000 }, (_, index) => (index % 2 === 0 ? 0x10 : 1));
    const bytes = Uint8Array.from([0x0a, 0xc0, 0xb8, 0x02, ...inner, 0x18, 7]);
    const found = lines(byteStrip(bytes, schema(text), schema(text)));
    expect(found[0]).toBe("[0a] (c0 b8 02) … | in | in | same");
    expect(found.at(-1)).toBe("+2 | more fields | not looked at | null");
  });
});
