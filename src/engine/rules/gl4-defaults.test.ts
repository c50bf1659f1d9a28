import { describe, expect, test } from "vitest";
import { breaksOf, findingsBetween, findingsOver, linesOf, requestOver } from "../../testing/reported.js";
import { bumpFor } from "../check/bump.js";
import type { State } from "../check/request.js";
import { readState } from "../schema/read.js";
import type { Feature } from "../window/features.js";
import { readinessOf } from "../window/readiness.js";

const file = (options: string) =>
  `syntax = "proto2"; message Req { optional string a = 1; optional bool on = 2 ${options}; } message Res {}
   service S { rpc Call(Req) returns (Res); }`;

const [none, off, on] = ["", "[default = false]", "[default = true]"].map(file) as [string, string, string];

test.each<[title: string, before: string, after: string, reported: string[]]>([
  ["the same", on, on, []],
  ["the one that its type has, written out", none, off, []],
  ["the one that its type has, left out", off, none, []],
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
  [
    "one that is gone",
    on,
    none,
    "Req.on has the default false of its type, and the default true in",
    "default = true",
  ],
  [
    "one where there was none",
    none,
    on,
    "Req.on has the default true, and the default false of its type in",
    "default = false",
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
      before: { ...field, default: "false" },
      after: { ...field, default: "true" },
      buf: ["FIELD_SAME_DEFAULT"],
    },
  ]);
});

describe("the first value of a closed enum is the default of its fields", () => {
  const proto2 = (values: string, fields: string) =>
    `syntax = "proto2"; enum Mode { ${values} } message Req { ${fields} }`;
  const edition = (values: string, fields: string) =>
    `edition = "2023"; enum Mode { option features.enum_type = CLOSED; ${values} } message Req { ${fields} }`;
  const [safe, fast] = ["SAFE = 1;", "FAST = 2;"];
  const changed = ["GL4/default-changed error Req.mode"];

  test.each<
    [title: string, schema: typeof proto2, before: string, after: string, field: string, reported: string[]]
  >([
    ["another order", proto2, safe + fast, fast + safe, "optional Mode mode = 1;", changed],
    ["of an edition", edition, safe + fast, fast + safe, "Mode mode = 1;", changed],
    ["of a required field", proto2, safe + fast, fast + safe, "required Mode mode = 1;", changed],
    ["of a member of a oneof", proto2, safe + fast, fast + safe, "oneof o { Mode mode = 1; }", changed],
    [
      "one put before",
      proto2,
      safe,
      fast + safe,
      "optional Mode mode = 1;",
      [...changed, "R3/value-added error Mode.FAST"],
    ],
    [
      "the first one gone",
      proto2,
      safe + fast,
      `reserved 1; reserved "SAFE"; ${fast}`,
      "optional Mode mode = 1;",
      [...changed, "R3/value-removed error Mode.SAFE"],
    ],
    ["a list has no default", proto2, safe + fast, fast + safe, "repeated Mode mode = 1;", []],
    ["a map has none", proto2, safe + fast, fast + safe, "map<string, Mode> mode = 1;", []],
    [
      "a declared default stays",
      proto2,
      safe + fast,
      fast + safe,
      "optional Mode mode = 1 [default = FAST];",
      [],
    ],
    [
      "one put behind",
      proto2,
      safe,
      safe + fast,
      "optional Mode mode = 1;",
      ["R3/value-added error Mode.FAST"],
    ],
    [
      "another name",
      proto2,
      safe,
      "CAREFUL = 1;",
      "optional Mode mode = 1;",
      ["R1/renamed warning Mode.CAREFUL"],
    ],
    [
      "an alias",
      proto2,
      "option allow_alias = true; SAFE = 1; CAREFUL = 1;",
      "option allow_alias = true; CAREFUL = 1; SAFE = 1;",
      "optional Mode mode = 1;",
      ["R1/renamed info Mode.CAREFUL"],
    ],
  ])("%s", (_, schema, before, after, field, reported) => {
    const findings = findingsBetween(schema(before, field), schema(after, field));
    expect(linesOf(findings).sort()).toEqual(reported);
  });

  test("each field without a default of its own is told, and can declare the older one", () => {
    const fields = "optional Mode a = 1; optional Mode b = 2; optional Mode c = 3 [default = FAST];";
    const findings = findingsBetween(proto2(safe + fast, fields), proto2(fast + safe, fields));
    expect(findings).toMatchObject([
      {
        element: { fullName: "Req.a" },
        message:
          "Req.a has the default FAST, and the default SAFE in the older release, since Mode begins with another value: where it is absent, the two sides disagree.",
        before: { default: "SAFE" },
        after: { default: "FAST" },
        fix: { advice: "optional Mode a = 1 [default = SAFE];" },
      },
      { element: { fullName: "Req.b" } },
    ]);
  });

  test("one that is gone has to come back first", () => {
    const field = "optional Mode mode = 1;";
    const [ofValue, ofField] = findingsBetween(proto2(safe + fast, field), proto2(fast, field));
    expect(ofField?.fix?.advice).toBe("SAFE = 1;");
    expect(ofValue?.fix?.advice).toBe("SAFE = 1 [deprecated = true];");
  });

  test("another enum begins with another value, and an integer with 0", () => {
    const types = 'syntax = "proto2"; enum E { A = 1; B = 2; } enum F { X = 2; Y = 1; } enum G { V = 1; }';
    const defaults = (before: string, after: string) =>
      findingsBetween(
        `${types} message M { optional ${before} f = 1; }`,
        `${types} message M { optional ${after} f = 1; }`,
      ).filter(({ check }) => check === "GL4/default-changed");
    expect(defaults("E", "F")[0]?.fix?.advice).toBe("optional E f = 1;");
    expect(defaults("int32", "E")[0]?.message).toContain(
      "has the default A, and the default 0 of its type in",
    );
    expect(defaults("E", "G")).toEqual([]);
    expect(defaults("string", "int32")).toEqual([]);
  });
});

test("proto3 declares no default: only writing the field out keeps it", () => {
  const [finding] = findingsBetween(
    'syntax = "proto2"; message M { optional string s = 1 [default = "a\\n"]; }',
    'syntax = "proto3"; message M { optional string s = 1; }',
  );
  expect(finding).toMatchObject({
    check: "GL4/default-changed",
    message: expect.stringContaining('has the default "" of its type, and the default "a\\n" in'),
    fix: { advice: "Write s in every message, since this release cannot declare its default." },
  });
});

describe("over releases, a default that flips", () => {
  const texts = [file("").replace("optional bool on = 2 ;", ""), off, on];

  const stays = "GL4/default-changed error Req.on";

  test.each<[title: string, declared: Pick<Feature, "enabled" | "written"> | null, reported: string[]]>([
    ["no feature says when", null, [stays]],
    [
      "a feature says when every writer wrote it out, and waits for it",
      { written: "2.0", enabled: "3.0" },
      [],
    ],
    ["a feature does not say it", { enabled: "3.0" }, [stays]],
    ["a feature is enabled later", { written: "2.0", enabled: "4.0" }, [stays]],
    [
      "a feature is enabled too early",
      { written: "3.0", enabled: "3.0" },
      [stays, "R2/enabled-too-early error on, safe from 4.0"],
    ],
    [
      "a feature is enabled before it is written out",
      { written: "2.0", enabled: "1.0" },
      [stays, "R2/enabled-too-early error on, safe from 3.0"],
    ],
  ])("%s", (_, declared, reported) => {
    const features = declared === null ? [] : [{ name: "on", elements: ["Req.on"], ...declared }];
    expect(linesOf(findingsOver(texts, { features }))).toEqual(reported);
  });

  test("names no release, since no schema shows when every writer writes it out", () => {
    const window = { upgrade: 1, downgrade: 2 } as const;
    const [finding, ...others] = findingsOver(texts, { window });
    expect(others).toEqual([]);
    expect(finding?.safeFrom).toBeNull();
    expect(finding?.message).toMatch(
      / It is safe 2 releases after the first in which every writer writes the field out\.$/,
    );
    expect(findingsOver(texts)[0]?.message).toMatch(
      / Agents before 3\.0 never leave the window: write the field out to them, .* Without them it would be safe one release after the first in which every writer writes the field out\.$/,
    );
  });

  test("what a feature states counts, not when its field came", () => {
    const window = { upgrade: 1, downgrade: 2 } as const;
    const states = [off, off, off, off, off, on];
    const reportedWith = (written: string) => {
      const feature = { name: "on", elements: ["Req.on"], written, enabled: "6.0" };
      return linesOf(findingsOver(states, { window, features: [feature] }));
    };
    expect(reportedWith("4.0")).toEqual([]);
    expect(reportedWith("5.0")).toEqual([
      `${stays}, 2 releases after`,
      "R2/enabled-too-early error on, safe from 7.0",
    ]);
  });

  test("readiness and bump say the same of a feature that states it and of one that does not", () => {
    const states = [off, off, on];
    const readyWith = (statement: { written?: string }) => {
      const features = [{ name: "on", elements: ["Req"], enabled: "3.0", ...statement }];
      const request = requestOver(states, { features });
      const [previous] = request.released.slice(-1);
      const schemas = [...request.released, request.head].map((state) => readState(state).schema);
      const releases = { names: ["1.0", "2.0", "3.0"], head: 2 };
      const readiness = readinessOf(schemas, request.components, features, releases);
      const version: [number, number, number] = [2, 0, 0];
      const { bump } = bumpFor(request, { ...(previous as State), name: "2.0", version });
      return { from: readiness.features[0]?.enableFrom, bump };
    };
    expect(readyWith({})).toEqual({ from: null, bump: "major" });
    expect(readyWith({ written: "2.0" })).toEqual({ from: "3.0", bump: "minor" });
  });
});
