import { fromJson, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { describeFiles } from "../schema/descriptor.js";
import { readFiles } from "../schema/read.js";
import { schemaRegistry } from "../schema/registry.js";
import { wellKnownFiles } from "../schema/well-known-files.js";
import { sampleMessage, sampleOf } from "./sample.js";
import { wellKnownSample } from "./well-known-sample.js";

/** A sample of message M that sets these numbers. */
function sample(text: string, ...numbers: number[]) {
  const registry = schemaRegistry(describeFiles(readFiles([{ path: "m.proto", text }])));
  const desc = registry.getMessage("M");
  if (!desc) throw new Error("no message M");
  const value = sampleMessage(desc, new Set(numbers));
  return { value, bytes: toBinary(desc, fromJson(desc, value, { registry })) };
}

describe("a sample for another reader", () => {
  const desc = (type: string) => {
    const text = `syntax = "proto3"; message M { ${type} a = 1; }`;
    const message = schemaRegistry(describeFiles(readFiles([{ path: "m.proto", text }]))).getMessage("M");
    if (!message) throw new Error("no message M");
    return message;
  };

  test.each([
    ["int64", "int32", "2147483648"],
    ["int64", "uint32", "4294967297"],
    ["sint64", "sint32", "2147483649"],
    ["uint64", "int64", "9223372036854775808"],
    ["uint32", "int32", 2_147_483_648],
    ["int32", "bool", 2],
    ["repeated int64", "repeated int32", ["2147483648", "2147483649"]],
    ["map<string, int64>", "map<string, int32>", { key: "2147483648" }],
    // Only a negative number shows these.
    ["int64", "uint64", "-4294967298"],
    ["int32", "uint32", -3],
    ["int32", "int64", -3],
  ])("%s to %s", (writer, reader, a) => {
    expect(sampleOf(desc(writer), [1], desc(reader))).toEqual({ a });
  });
});

describe("the sample of a whole message", () => {
  const many = Array.from({ length: 9 }, (_, index) => `int32 f${index + 1} = ${index + 1};`).join(" ");

  test("sets what it is asked for, and the first others up to four", () => {
    expect(Object.keys(sample(`syntax = "proto3"; message M { ${many} }`, 8).value)).toEqual([
      "f1",
      "f2",
      "f3",
      "f8",
    ]);
  });

  test("sets more than four where it is asked for more", () => {
    expect(Object.keys(sample(`syntax = "proto3"; message M { ${many} }`, 4, 5, 6, 7, 8, 9).value)).toEqual([
      "f4",
      "f5",
      "f6",
      "f7",
      "f8",
      "f9",
    ]);
  });

  test("sets one member of a oneof: the one that it is asked for", () => {
    const text = 'syntax = "proto3"; message M { oneof o { string a = 1; string b = 2; } string c = 3; }';
    expect(Object.keys(sample(text, 2).value)).toEqual(["b", "c"]);
  });

  test("sets required fields, at any depth", () => {
    const text = `syntax = "proto2"; message M { ${many.replaceAll("int32", "optional int32")} required N n = 10; }
      message N { optional int32 a = 1; optional int32 b = 2; required O o = 3; }
      message O { required P p = 1; } message P { required string s = 1; }`;
    expect(sample(text).value).toMatchObject({ n: { o: { p: { s: "a" } } } });
  });

  test("ends where a message requires itself", () => {
    expect(() => sample('syntax = "proto2"; message M { required M m = 1; }')).toThrow(/required/);
  });

  test("messages refer to themselves", () => {
    expect(sample('syntax = "proto3"; message M { M m = 1; int32 n = 2; }').value).toEqual({
      m: { m: { m: {}, n: -3 }, n: -3 },
      n: -3,
    });
  });
});

test("every type of protobuf itself that has a JSON form of its own has a sample that it reads", () => {
  const files = ["any", "timestamp", "duration", "field_mask", "struct", "wrappers"];
  const messages = files.flatMap(
    (name) => wellKnownFiles.get(`google/protobuf/${name}.proto`)?.messages ?? [],
  );
  expect(messages).toHaveLength(16);
  const registry = schemaRegistry(
    describeFiles(
      readFiles([
        {
          path: "m.proto",
          text: 'syntax = "proto3"; import "google/protobuf/duration.proto"; message M { google.protobuf.Duration d = 1; }',
        },
      ]),
    ),
  );
  for (const desc of messages) {
    const value = wellKnownSample(desc.typeName);
    expect(value, desc.typeName).toBeDefined();
    expect(toBinary(desc, fromJson(desc, value ?? null, { registry })).length, desc.typeName).toBeGreaterThan(
      0,
    );
  }
});
