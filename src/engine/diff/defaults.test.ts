import { describe, expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";

const proto2 = (type: string, value: string) =>
  `syntax = "proto2"; message M { optional ${type} a = 1${value === "" ? "" : ` [default = ${value}]`}; }`;

/** What is told of a default that is written in two ways, with an empty text for none. */
const told = (type: string, before: string, after: string) =>
  changesBetween(proto2(type, before), proto2(type, after)).map((line) => line.replace(/^.*: /, ""));

describe("a default is a value, however it is written", () => {
  test.each([
    ["int32", "0x10", "16"],
    ["int64", "0777", "511"],
    ["int32", "-0", ""],
    ["uint64", "0xFFFFFFFFFFFFFFFF", "18446744073709551615"],
    ["double", "1.0", "1"],
    ["double", "-0.0", ""],
    ["double", "1.5e+1", "15"],
    ["double", "nan", "-nan"],
    ["float", "1e3", "1000.0"],
    ["float", "0.1", "0.100000001"],
    ["float", "16777217", "16777216"],
    ["float", "inf", "1e40"],
    ["string", '"\\101\\x42C"', "'ABC'"],
    ["string", '"a" "b"', '"ab"'],
    ["bytes", '"\\377a"', '"\\xffa"'],
    ["bool", "false", ""],
    ["string", '""', ""],
    ["bytes", '""', ""],
  ])("%s: %s is %s", (type, before, after) => {
    expect(told(type, before, after)).toEqual([]);
    expect(told(type, after, before)).toEqual([]);
  });

  test.each([
    ["int64", "9007199254740993", "9007199254740992"],
    ["double", "0.1", "0.100000001"],
    ["double", "inf", "-inf"],
    ["double", "nan", "0"],
    ["string", '"a"', '"A"'],
    ["bool", "true", "false"],
  ])("%s: %s is not %s", (type, before, after) => {
    expect(told(type, before, after)).toEqual([expect.stringContaining("→")]);
  });
});

test.each([
  ["another integer", "int64", "1"],
  ["a bool", "bool", "true"],
  ["text, which its type says", "string", '"2"'],
])("another type that means the same where it is absent: %s", (_, type, value) => {
  expect(changesBetween(proto2("int32", "1"), proto2(type, value))).toEqual([
    `field-type-changed M.a = 1: int32 → ${type}`,
  ]);
});

describe("an enum that is not at hand", () => {
  const importing = (value: string) =>
    `syntax = "proto2"; import "k.proto"; message M { optional k.Kind a = 1${value}; }`;
  const kinds = 'syntax = "proto2"; package k; enum Kind { A = 1; B = 2; }';

  test("has the default that is declared", () => {
    const changed = (before: string, after: string) => changesBetween(importing(before), importing(after));
    expect(changed(" [default = A]", " [default = B]")).toEqual(["field-default-changed M.a = 1: A → B"]);
    expect(changed("", " [default = B]")).toEqual(["field-default-changed M.a = 1: none → B"]);
    expect(changed(" [default = B]", " [default = B]")).toEqual([]);
  });

  test("and comes to hand, has no other one", () => {
    const defaults = (value: string) =>
      changesBetween(
        { "a.proto": importing(value) },
        { "a.proto": importing(value), "k.proto": kinds },
      ).filter((line) => line.startsWith("field-default"));
    expect(defaults("")).toEqual([]);
    expect(defaults(" [default = B]")).toEqual([]);
  });
});
