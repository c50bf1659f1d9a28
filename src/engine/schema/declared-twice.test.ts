import { expect, test } from "vitest";
import { declaredTwice } from "./declared-twice.js";
import { parseProto } from "./parse.js";

function namesOf(...texts: string[]): string[] {
  const files = texts.map((text) => parseProto(`syntax = "proto3"; package p; ${text}`).file);
  return declaredTwice(files).map(({ fullName }) => fullName);
}

/** One of everything that a declaration can hold. */
const everything = `message M {
  option deprecated = true; string a = 1 [json_name = "x"]; map<string, N> b = 2; oneof c { int32 d = 3; }
  reserved 4, 6 to 8; reserved "e"; enum K { K_UNSPECIFIED = 0; reserved 5; } message N {}
}
enum E { option allow_alias = true; E_UNSPECIFIED = 0; E_NONE = 0 [deprecated = true]; reserved "E_OLD"; }
service S { rpc R(M) returns (stream M) { option deprecated = true; } rpc T(M) returns (M); }`;

test("a declaration is the same wherever it stands, and however it is laid out", () => {
  expect(namesOf(everything, `// Words.\n${everything}`)).toEqual([]);
  expect(namesOf(`message Other {} ${everything}`, everything.replaceAll("; ", ";\n    "))).toEqual([]);
});

test("it is another one with other fields, ranges or options", () => {
  for (const [part, other] of [
    ["string a", "bytes a"],
    ["= 3;", "= 9;"],
    ["6 to 8", "6 to 9"],
    ["reserved 4, 6", "reserved 5, 6"],
    ['"e"', '"f"'],
    ['json_name = "x"', 'json_name = "y"'],
  ] as const) {
    expect(namesOf(everything, everything.replace(part, other))).toEqual(["p.M"]);
  }
  expect(namesOf(everything, everything.replace("stream M", "M"))).toEqual(["p.S"]);
  expect(namesOf(everything, everything.replace("E_OLD", "E_OTHER"))).toEqual(["p.E"]);
});
