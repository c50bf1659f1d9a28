import { describe, expect, test } from "vitest";
import { breaksOf, findingsBetween, findingsOver, linesOf } from "../../testing/reported.js";

const file = (options: string) =>
  `syntax = "proto2"; message Req { optional string a = 1; optional bool on = 2 ${options}; } message Res {}
   service S { rpc Call(Req) returns (Res); }`;

const [none, off, on] = ["", "[default = false]", "[default = true]"].map(file) as [string, string, string];

test.each<[title: string, before: string, after: string, reported: string[]]>([
  ["the same", on, on, []],
  ["another one", off, on, ["GL4/default-changed error Req.on"]],
  ["declared where there was none", none, on, ["GL4/default-changed error Req.on"]],
  ["gone", on, none, ["GL4/default-changed error Req.on"]],
  ["of a field that is new", file("").replace("optional bool on = 2 ;", ""), on, []],
])("a default: %s", (_, before, after, reported) => {
  const findings = findingsBetween(before, after);
  expect(linesOf(findings)).toEqual(reported);
  // Whoever leaves the field out is taken at a word that it never said.
  expect(breaksOf(findings)).toEqual(
    reported.length === 0 ? [] : ["runtime 2 > agent 1: reinterpreted", "runtime 1 > agent 2: reinterpreted"],
  );
});

test.each<[title: string, before: string, after: string, message: string, advice: string]>([
  ["another one", off, on, "Req.on has the default true, and the default false in", "default = false"],
  ["one that is gone", on, none, "Req.on has no declared default, and the default true in", "default = true"],
  [
    "one where there was none",
    none,
    on,
    "Req.on has the default true, and no declared default in",
    "bool on = 2;",
  ],
])("the finding tells both, and how to keep the older: %s", (_, before, after, message, advice) => {
  const [finding] = findingsBetween(before, after);
  expect(finding?.message).toContain(message);
  expect(finding?.fix?.advice).toContain(advice);
});

test("programs read both defaults", () => {
  const field = { name: "on", number: 2, type: "bool" };
  expect(findingsBetween(none, on)).toMatchObject([
    {
      element: { kind: "field", fullName: "Req.on", owner: "Req" },
      before: { ...field, default: null },
      after: { ...field, default: "true" },
      buf: ["FIELD_SAME_DEFAULT"],
    },
  ]);
});

describe("over releases, a default that flips", () => {
  const texts = [file("").replace("optional bool on = 2 ;", ""), off, on];

  test.each<[title: string, enabled: string | null, reported: string[]]>([
    ["no feature says when", null, ["GL4/default-changed error Req.on, safe from 4.0"]],
    ["a feature is enabled by then, and in time", "3.0", []],
    ["a feature is enabled later", "4.0", ["GL4/default-changed error Req.on, safe from 4.0"]],
    [
      "a feature is enabled too early",
      "2.0",
      ["GL4/default-changed error Req.on, safe from 4.0", "R2/enabled-too-early error on, safe from 3.0"],
    ],
  ])("%s", (_, enabled, reported) => {
    const features = enabled === null ? [] : [{ name: "on", elements: ["Req.on"], enabled }];
    expect(linesOf(findingsOver(texts, { features }))).toEqual(reported);
  });
});
