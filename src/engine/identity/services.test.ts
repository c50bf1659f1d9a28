import { describe, expect, test } from "vitest";
import { matchServices, type ServiceDeclaration } from "./services.js";

/** `p.S in a.proto: Get(A) B, Put(C) D`. */
function service(text: string): ServiceDeclaration {
  const [, scope = "", name = "", file = "", methods = ""] =
    /^(?:([\w.]+)\.)?(\w+)(?: in ([\w.]+))?: ?(.*)$/.exec(text) ?? [];
  return {
    package: scope,
    name,
    file,
    methods: [...methods.matchAll(/(\w+)\(([\w.]+)\) ([\w.]+)/g)].map(
      ([, method = "", input = "", output = ""]) => ({ name: method, input, output }),
    ),
  };
}

function moves(before: string[], after: string[], newNames: [string, string][] = []): string[] {
  const nameOf = ({ package: scope, name }: ServiceDeclaration) => (scope === "" ? name : `${scope}.${name}`);
  return matchServices(before.map(service), after.map(service), new Map(newNames)).map(
    (pair) => `${nameOf(pair.before)} → ${nameOf(pair.after)}`,
  );
}

describe("under the same name", () => {
  test.each<[title: string, before: string[], after: string[], moved: string[]]>([
    ["the same methods", ["p.S: Get(A) B"], ["q.S: Get(A) B"], ["p.S → q.S"]],
    ["half of them", ["p.S: Get(A) B, Put(A) B"], ["q.S: Get(A) B"], ["p.S → q.S"]],
    ["less than half", ["p.S: Get(A) B, Put(A) B, Do(A) B"], ["q.S: Get(A) B"], []],
    ["less than half of the newer one", ["p.S: Get(A) B"], ["q.S: Get(A) B, Put(A) B, Do(A) B"], []],
    ["none, in the same file", ["p.S in a.proto: Get(A) B"], ["q.S in a.proto: Put(A) B"], ["p.S → q.S"]],
    ["none, in another file", ["p.S in a.proto: Get(A) B"], ["q.S in b.proto: Put(A) B"], []],
    ["no method at all", ["p.S:"], ["q.S:"], ["p.S → q.S"]],
    ["the package of another version", ["p.v1.S: Get(A) B"], ["p.v2.S: Get(A) B"], []],
    ["the first version of the package", ["p.S: Get(A) B"], ["p.v1.S: Get(A) B"], ["p.S → p.v1.S"]],
    ["another one with more in common", ["p.S: Get(A) B"], ["q.S: Get(C) D", "r.S: Get(A) D"], ["p.S → r.S"]],
    ["another one with as much in common", ["p.S: Get(A) B"], ["q.S: Get(A) B", "r.S: Get(A) B"], []],
    [
      "of two with as much in common the one in the same file",
      ["p.S in a.proto: Get(A) B"],
      ["q.S in b.proto: Get(A) B", "r.S in a.proto: Get(A) B"],
      ["p.S → r.S"],
    ],
    [
      "several, each with its own",
      ["p.S: Get(A) B", "q.S: Get(C) D"],
      ["r.S: Get(C) D", "s.S: Get(A) B"],
      ["p.S → s.S", "q.S → r.S"],
    ],
  ])("%s", (_, before, after, moved) => {
    expect(moves(before, after)).toEqual(moved);
  });
});

describe("under another name", () => {
  test.each<[title: string, before: string[], after: string[], moved: string[]]>([
    ["all that they carry", ["S: Get(p.A) p.B"], ["T: Get(q.A) q.B"], ["S → T"]],
    ["half of it", ["S: Get(A) B"], ["T: Get(C) B"], ["S → T"]],
    ["less than half of it", ["S: Get(A) B"], ["T: Get(C) B, Put(C) B, Do(C) D"], []],
    ["the same names of methods alone", ["S: Get(A) B, Put(A) B"], ["T: Get(C) D, Put(C) D"], []],
    ["the same types of other methods", ["S: Get(A) B"], ["T: Put(A) B"], []],
    [
      "what every service carries",
      ["S: Drop(A) google.protobuf.Empty"],
      ["T: Drop(B) google.protobuf.Empty"],
      [],
    ],
    ["no method at all", ["S: "], ["T: "], []],
    [
      "a service of another name and one of the same",
      ["p.S: Get(A) B"],
      ["p.T: Get(A) B", "q.S: Get(A) B"],
      ["p.S → q.S"],
    ],
  ])("%s", (_, before, after, moved) => {
    expect(moves(before, after)).toEqual(moved);
  });

  test("types that were renamed in between are the same types", () => {
    expect(moves(["S: Get(A) B"], ["T: Get(C) D"])).toEqual([]);
    expect(moves(["S: Get(A) B"], ["T: Get(C) D"], [["A", "C"]])).toEqual(["S → T"]);
  });
});

test("names that very many services have in common tell nothing, and cost no time", () => {
  const many = (scope: string) => Array.from({ length: 5000 }, (_, index) => `${scope}${index}.S: Get(A) B`);
  expect(moves(many("p"), many("q"))).toEqual([]);
});
