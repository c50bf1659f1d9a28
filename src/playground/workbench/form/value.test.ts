import { describeFiles } from "@grpc-evolution/engine/schema/descriptor.js";
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import { schemaRegistry } from "@grpc-evolution/engine/schema/registry.js";
import { describe, expect, test } from "vitest";
import { type FormField, formModel } from "./model.js";
import {
  fieldValue,
  firstItem,
  linesOf,
  newKey,
  objectOf,
  withField,
  withKey,
  withoutField,
} from "./value.js";

/** The form of message M. */
function form(body: string) {
  const text = `syntax = "proto3"; import "google/protobuf/any.proto"; ${body}`;
  const desc = schemaRegistry(describeFiles(readFiles([{ path: "m.proto", text }]))).getMessage("M");
  if (!desc) throw new Error("no message M");
  return formModel(desc);
}

function fieldsOf(body: string): FormField[] {
  return form(`message M { ${body} }`).messages.M ?? [];
}

describe("the form of a message", () => {
  test("tells shape and type of every field, and the value that it begins with", () => {
    const { messages, enums } = form(
      `message M { sint64 a = 1; repeated bytes b = 2; map<int32, N> c = 3; E d = 4; google.protobuf.Any e = 5;
         N f = 6; } message N { M m = 1; } enum E { X = 0; Y = 5; }`,
    );
    expect(
      messages.M?.map(({ name, shape, type, mapKey }) => [name, shape, type.kind, type.name, mapKey]),
    ).toEqual([
      ["a", "single", "scalar", "sint64", ""],
      ["b", "list", "scalar", "bytes", ""],
      ["c", "map", "message", "N", "int32"],
      ["d", "single", "enum", "E", ""],
      ["e", "single", "json", "google.protobuf.Any", ""],
      ["f", "single", "message", "N", ""],
    ]);
    expect(Object.keys(messages)).toEqual(["M", "N"]);
    expect(enums.E).toEqual([
      { name: "X", number: 0 },
      { name: "Y", number: 5 },
    ]);
    expect(messages.M?.map(({ first }) => first)[3]).toBe(5);
  });
});

describe("the value of a form", () => {
  const fields = fieldsOf("string a_b = 1; oneof o { string c = 2; int32 d = 3; } int32 e = 4;");
  const [ab, c, d, e] = fields as [FormField, FormField, FormField, FormField];

  test("lines are set or not, and a oneof is one line", () => {
    const { set, unset } = linesOf(fields, { aB: "x", d: 1 });
    expect(set).toMatchObject([
      { kind: "field", field: { name: "a_b" } },
      { kind: "oneof", name: "o", chosen: { name: "d" } },
    ]);
    expect(unset).toMatchObject([{ kind: "field", field: { name: "e" } }]);
  });

  test("a field is found by either of its names, and changed under the one that is there", () => {
    expect(fieldValue(ab, { aB: "x" })).toBe("x");
    expect(withField(fields, { aB: "x", e: 1 }, ab, "y")).toEqual({ aB: "y", e: 1 });
    expect(withoutField({ aB: "x", e: 1 }, ab)).toEqual({ e: 1 });
  });

  test("a member of a oneof takes the place of the other one", () => {
    expect(withField(fields, { c: "x", e: 1 }, d, 5)).toEqual({ e: 1, d: 5 });
    expect(withField(fields, { e: 1 }, c, "x")).toEqual({ e: 1, c: "x" });
  });

  test("null is not set", () => {
    expect(linesOf(fields, { e: null }).set).toEqual([]);
    expect(withField(fields, {}, e, 0)).toEqual({ e: 0 });
  });

  test("names of JavaScript are names like others", () => {
    const named = fieldsOf("string constructor = 1; string toString = 2;");
    expect(linesOf(named, {}).set).toEqual([]);
    expect(objectOf(["a"])).toEqual({});
  });
});

describe("lists and maps", () => {
  const [list, byText, byNumber, byBool] = fieldsOf(
    "repeated int32 a = 1; map<string, int32> b = 2; map<int32, int32> c = 3; map<bool, int32> d = 4;",
  ) as [FormField, FormField, FormField, FormField];

  test("a new element begins with a sample", () => {
    expect([firstItem(list), firstItem(byText)]).toEqual([-3, -3]);
  });

  test("a new key is one that is not there", () => {
    expect(newKey(byText, { key1: 1 })).toBe("key2");
    expect(newKey(byNumber, { 1: 1, 3: 1 })).toBe("2");
    expect(newKey(byBool, { true: 1 })).toBe("false");
    expect(newKey(byBool, { true: 1, false: 1 })).toBeUndefined();
  });

  test("a renamed key keeps its place", () => {
    expect(Object.keys(withKey({ a: 1, b: 2, c: 3 }, "b", "z"))).toEqual(["a", "z", "c"]);
  });
});
