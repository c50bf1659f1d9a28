import type { DescMessage } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { readSchema } from "../schema/read.js";
import { messageDescriptor } from "./codec.js";
import { exchange } from "./exchange.js";
import { sampleOf } from "./sample.js";

function descriptorIn(text: string): DescMessage {
  const { schema, problems } = readSchema([{ path: "m.proto", text: `syntax = "proto3"; ${text}` }]);
  expect(problems).toEqual([]);
  const desc = messageDescriptor(schema, "M");
  if (!desc) throw new Error("no message M");
  return desc;
}

/** Field 1 of message M, written with one declaration and read with another; the value is a sample of the writer's type. */
function swap(writer: string, reader: string, rest = "", value?: Record<string, never>) {
  const [w, r] = [writer, reader].map((field) => descriptorIn(`message M { ${field} } ${rest}`));
  if (!w || !r) throw new Error("no descriptors");
  return exchange(w, r, value ?? sampleOf(w, [1], r) ?? {}, [1]);
}

describe("what the reader makes of one field", () => {
  test("the same declaration reads the same", () => {
    for (const type of [
      "int32",
      "sint64",
      "fixed32",
      "double",
      "bool",
      "string",
      "bytes",
      "repeated int32",
      "map<string, int32>",
    ]) {
      expect(swap(`${type} a = 1;`, `${type} a = 1;`).outcome, type).toBe("same");
    }
  });

  test("int64 read as int32 loses its upper half", () => {
    expect(swap("int64 a = 1;", "int32 a = 1;")).toMatchObject({
      written: { a: "2147483648" },
      read: { a: -2147483648 },
      outcome: "reinterpreted",
    });
  });

  test("an integer that fits is the same in 32 and in 64 bits", () => {
    expect(swap("int32 a = 1;", "int64 a = 1;").outcome).toBe("same");
    expect(swap("repeated int32 a = 1;", "repeated int64 a = 1;").outcome).toBe("same");
  });

  test("bytes that are not UTF-8 are rejected by a string", () => {
    expect(swap("bytes a = 1;", "string a = 1;")).toMatchObject({
      outcome: "rejected",
      error: expect.stringMatching(/utf-?8/i),
    });
  });

  test("a field that the reader does not have is unknown, and kept", () => {
    expect(swap("string a = 1;", "string b = 2;")).toMatchObject({
      read: { "unknown field 1": "kept" },
      outcome: "unknown",
    });
  });

  test("a value that a closed enum does not know is unknown, an open one keeps the number", () => {
    const closed = (values: string) =>
      `syntax = "proto2"; message M { optional E a = 1; } enum E { ${values} }`;
    const [w, r] = ["A = 0; B = 1;", "A = 0;"].map((values) => {
      const desc = messageDescriptor(readSchema([{ path: "m.proto", text: closed(values) }]).schema, "M");
      if (!desc) throw new Error("no message M");
      return desc;
    });
    if (!w || !r) throw new Error("no descriptors");
    expect(exchange(w, r, { a: 1 }, [1]).outcome).toBe("unknown");
    expect(swap("E a = 1;", "E a = 1;", "enum E { A = 0; B = 1; }")).toMatchObject({
      read: { a: 1 },
      outcome: "same",
    });
    const [grown, small] = ["A = 0; B = 1;", "A = 0;"].map((values) =>
      descriptorIn(`message M { E a = 1; } enum E { ${values} }`),
    );
    if (!grown || !small) throw new Error("no descriptors");
    expect(exchange(grown, small, { a: 1 }, [1])).toMatchObject({ read: { a: 1 }, outcome: "unrecognized" });
  });

  test("a member of a oneof pushes the other one out", () => {
    const both = { a: "x", b: "y" } as never;
    expect(
      swap("string a = 1; string b = 2;", "oneof o { string a = 1; string b = 2; }", "", both),
    ).toMatchObject({
      read: { b: "y" },
      outcome: "lost",
    });
  });

  test("messages refer to themselves and to maps of others", () => {
    const result = swap(
      "M a = 1; map<string, N> b = 2;",
      "M a = 1; map<string, N> b = 2;",
      "message N { int32 n = 1; }",
    );
    expect(result.outcome).toBe("same");
  });

  test("a message inside that has more fields to its reader is the same, one that has fewer is not", () => {
    const [few, many] = ["message N { int32 n = 1; }", "message N { int32 n = 1; string s = 2; }"];
    const [small, large] = [few, many].map((rest) => descriptorIn(`message M { N a = 1; } ${rest}`));
    if (!small || !large) throw new Error("no descriptors");
    expect(exchange(small, large, { a: { n: 1 } }, [1]).outcome).toBe("same");
    expect(exchange(large, small, { a: { n: 1, s: "x" } }, [1]).outcome).toBe("unknown");
  });

  test("a number of an enum that is another value to the reader is not the same", () => {
    const [older, newer] = ["A = 0; B = 1;", "A = 0; C = 1; B = 2;"].map((values) =>
      descriptorIn(`message M { E a = 1; } enum E { ${values} }`),
    );
    if (!older || !newer) throw new Error("no descriptors");
    expect(exchange(older, newer, { a: 1 }, [1]).outcome).toBe("reinterpreted");
  });
});

test("of very many messages that lead to each other all are described once", () => {
  const names = Array.from({ length: 40 }, (_, index) => `M${index}`);
  const fields = names.map((name, index) => `${name} f${index} = ${index + 1};`).join(" ");
  const { schema } = readSchema([
    {
      path: "m.proto",
      text: `syntax = "proto3"; ${names.map((name) => `message ${name} { ${fields} }`).join("\n")}`,
    },
  ]);
  const described = names.map((name) => messageDescriptor(schema, name));
  expect(described.map((desc) => desc?.fields.length)).toEqual(names.map(() => 40));
  expect(described[39]?.fields[38]?.message).toBe(described[38]);
  expect(described[1]?.fields[0]?.message).not.toBe(described[0]);
});

test("what is only extended is described beside all messages", () => {
  const { schema } = readSchema([
    {
      path: "m.proto",
      text: 'syntax = "proto2"; import "google/protobuf/descriptor.proto"; extend google.protobuf.FieldOptions { optional string a = 50000; } message M { optional N n = 1; } message N { optional string s = 1; }',
    },
  ]);
  const described = ["M", "N", "google.protobuf.FieldOptions"].map((name) => messageDescriptor(schema, name));
  expect(described[2]?.fields.map(({ name }) => name)).toContain("a");
});
