import { describe, expect, test } from "vitest";
import { breaksOf, findingsBetween, findingsOver, linesOf } from "../../testing/reported.js";

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

  test.each<[title: string, enabled: string | null, reported: string[]]>([
    ["no feature says when", null, ["GL4/default-changed error Req.on"]],
    ["a feature is enabled by then, and in time", "3.0", []],
    ["a feature is enabled later", "4.0", ["GL4/default-changed error Req.on"]],
    [
      "a feature is enabled too early",
      "2.0",
      ["GL4/default-changed error Req.on", "R2/enabled-too-early error on, safe from 3.0"],
    ],
  ])("%s", (_, enabled, reported) => {
    const features = enabled === null ? [] : [{ name: "on", elements: ["Req.on"], enabled }];
    expect(linesOf(findingsOver(texts, { features }))).toEqual(reported);
  });

  test("waits for writers of which no schema tells since when they write it out, and else for ever", () => {
    const window = { upgrade: 1, downgrade: 1 } as const;
    const findings = findingsOver(texts, { window });
    expect(linesOf(findings)).toEqual(["GL4/default-changed error Req.on"]);
    expect(findings[0]?.message).toMatch(
      / It is safe one release after the first that writes the field out\.$/,
    );
    expect(findingsOver(texts)[0]?.message).toMatch(
      / Agents before 3\.0 never leave the window: write the field out to them, and read [^.]*\.$/,
    );
  });
});
