import { describe, expect, test } from "vitest";
import { parseProto } from "../schema/parse.js";
import { candidatesOf } from "./candidate.js";
import type { Declarations } from "./declaration.js";
import { Evidence } from "./evidence.js";
import { declarationsOfFile } from "./of-file.js";

/** One file for each text; all of their messages are candidates. */
function declared(texts: string[]): Declarations {
  const files = texts.map((text) => declarationsOfFile(parseProto(`syntax = "proto3"; ${text}`).file));
  return { types: files.flatMap(({ types }) => types), methods: files.flatMap(({ methods }) => methods) };
}

function evidence(before: string[], after: string[]) {
  const states = { before: declared(before), after: declared(after) };
  const sides = { before: candidatesOf(states.before.types), after: candidatesOf(states.after.types) };
  return { sides, evidence: new Evidence(sides, states, () => false) };
}

const old = (methods: string) => `message A {} message B {} service S { ${methods} }`;
const now = (methods: string) => `message C {} message D {} service S { ${methods} }`;

describe("what the same methods and fields carry, and nothing else", () => {
  test.each<[title: string, before: string[], after: string[], pairs: string[]]>([
    [
      "a request and a response",
      [old("rpc Get(A) returns (B);")],
      [now("rpc Get(C) returns (D);")],
      ["A → C", "B → D"],
    ],
    [
      "by the methods that both have",
      [old("rpc Get(A) returns (X); rpc Gone(B) returns (X);")],
      [now("rpc Get(C) returns (X); rpc New(D) returns (X);")],
      ["A → C"],
    ],
    [
      "not where one was divided into two",
      [old("rpc Get(A) returns (X); rpc Put(A) returns (X);")],
      [now("rpc Get(C) returns (X); rpc Put(D) returns (X);")],
      [],
    ],
    [
      "not where two became one",
      [old("rpc Get(A) returns (X); rpc Put(B) returns (X);")],
      [now("rpc Get(C) returns (X); rpc Put(C) returns (X);")],
      [],
    ],
    [
      "not where services of one name carried two",
      [`package p; ${old("rpc Get(A) returns (X);")}`, `package q; ${old("rpc Get(B) returns (X);")}`],
      [`package r; ${now("rpc Get(C) returns (X);")}`],
      [],
    ],
    [
      "not where services of one name carry two",
      [`package r; ${old("rpc Get(A) returns (X);")}`],
      [`package p; ${now("rpc Get(C) returns (X);")}`, `package q; ${now("rpc Get(D) returns (X);")}`],
      [],
    ],
  ])("%s", (_, before, after, expected) => {
    const { sides, evidence: carried } = evidence(before, after);
    const pairs = carried
      .pairsCarriedAlike(sides)
      .map(([one, other]) => `${one.fullName} → ${other.fullName}`);
    expect(pairs).toEqual(expected);
  });
});

test("one place in common supports a pair; a method that is gone speaks against nothing", () => {
  const { sides, evidence: support } = evidence(
    [old("rpc Get(A) returns (X); rpc Gone(A) returns (X);")],
    [now("rpc Get(C) returns (X); rpc New(C) returns (X);")],
  );
  const supported = sides.before.flatMap((one) =>
    sides.after
      .filter((other) => support.supports(one, other))
      .map((other) => `${one.fullName} → ${other.fullName}`),
  );
  expect(supported).toEqual(["A → C"]);
});
