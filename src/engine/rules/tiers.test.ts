// cspell:ignore fffe
import { describe, expect, test } from "vitest";
import { breaksOf, findingsBetween } from "../../testing/reported.js";
import { someOf } from "../../testing/thorough.js";
import type { Finding } from "./finding.js";

/** What requests carry, before and after; whatever stands beside it is in both. */
function between(before: string, after: string, rest: string, syntax = 'syntax = "proto3";'): Finding[] {
  const file = (body: string) =>
    `${syntax} package acme.fleet.v1; message M { ${body} } message Req { map<string, M> m = 1; } message Res {}
     service S { rpc Call(Req) returns (Res); } ${rest}`;
  const findings = findingsBetween(file(before), file(after));
  return findings.filter(({ check }) => check.startsWith("R4/"));
}

/** A line each: `warning, old > new: lost`. */
function told(findings: readonly Finding[]): string[] {
  return findings.map((finding) => {
    const breaks = breaksOf([finding]).map((line) =>
      line.replace("runtime 1 > agent 2", "old > new").replace("runtime 2 > agent 1", "new > old"),
    );
    return [finding.severity, ...breaks].join(", ");
  });
}

/** The places of a field where a type can stand. */
const places: [place: string, field: (type: string) => string][] = [
  ["alone", (type) => `${type} a = 1;`],
  ["in a list", (type) => `repeated ${type} a = 1;`],
  ["in a map", (type) => `map<string, ${type}> a = 1;`],
  ["in a oneof", (type) => `oneof o { ${type} a = 1; string z = 9; }`],
];

describe.each(someOf(places, 2))("enums %s", (_, field) => {
  const rest = `
    enum Rule { RULE_UNSPECIFIED = 0; RULE_ALLOW = 1; RULE_DENY = 2; }
    enum Policy { POLICY_UNSPECIFIED = 0; POLICY_ALLOW = 1; POLICY_DENY = 2; }
    enum Mode { MODE_UNSPECIFIED = 0; MODE_DENY = 1; MODE_ALLOW = 2; }
    enum Color { COLOR_UNSPECIFIED = 0; COLOR_RED = 1; COLOR_BLUE = 2; }
    enum Few { FEW_UNSPECIFIED = 0; FEW_ALLOW = 1; }
    enum Apart { APART_UNSPECIFIED = 0; APART_X = 7; }
    message Uses { repeated Rule a = 1; repeated Policy b = 2; repeated Mode c = 3; repeated Color d = 4;
                   repeated Few e = 5; repeated Apart f = 6; }`;
  const wrong = "old > new: reinterpreted, new > old: reinterpreted";

  test.each([
    ["the same values behind another prefix", "Rule", "Policy", "info"],
    ["each number is the other value", "Rule", "Mode", `error, ${wrong}`],
    ["nothing in common but the zero", "Rule", "Color", `error, ${wrong}`],
    ["no number in common", "Rule", "Apart", "error, old > new: unrecognized, new > old: unrecognized"],
    ["fewer values", "Rule", "Few", "warning, old > new: unrecognized"],
    ["more values", "Few", "Rule", "warning, new > old: unrecognized"],
    ["an integer", "Rule", "int32", "warning, new > old: unrecognized"],
    ["from an integer", "int32", "Rule", "warning, old > new: unrecognized"],
    ["an integer without a sign that has more bits", "Rule", "uint64", "warning, new > old: reinterpreted"],
  ])("%s", (_title, before, after, expected) => {
    const [line] = told(between(field(before), field(after), rest));
    expect(line?.split(", ").sort()).toEqual(expected.split(", ").sort());
  });
});

test("a number with a sign is what a reader without one gets wrong", () => {
  const rest =
    "enum Level { LEVEL_UNSPECIFIED = 0; LEVEL_BELOW = -1; LEVEL_HIGH = 1; } message U { Level a = 1; }";
  const [finding] = between("Level a = 1;", "uint32 a = 1;", rest);
  expect(finding?.breaks.map(({ outcome }) => outcome)).toEqual(["reinterpreted", "reinterpreted"]);
});

test("a closed enum keeps a number that it does not list apart", () => {
  const rest =
    "enum Few { FEW_A = 1; } enum Many { MANY_A = 1; MANY_B = 2; } message U { optional Few a = 1; optional Many b = 2; }";
  const proto2 = 'syntax = "proto2";';
  const lines = told(between("optional Many a = 1;", "optional Few a = 1;", rest, proto2));
  expect(lines).toEqual(["warning, old > new: unknown"]);
});

describe.each(places)("messages %s", (_, field) => {
  const rest = `
    message N { int32 n = 1; } message Empty {}
    message Tree { Tree left = 1; map<string, Tree> named = 2; repeated Tree more = 3; string text = 4; }
    message Copy { Copy left = 1; map<string, Copy> named = 2; repeated Copy more = 3; string text = 4; }
    message Grown { Grown left = 1; map<string, Grown> named = 2; repeated Grown more = 3; string text = 4; bool b = 5; }
    message Deep { N n = 1; Inner i = 2; message Inner { string a = 1; Rule r = 2; } enum Rule { RULE_ALLOW = 0; RULE_DENY = 1; } }
    message Turned { N n = 1; Inner i = 2; message Inner { string a = 1; Rule r = 2; } enum Rule { RULE_DENY = 0; RULE_ALLOW = 1; } }
    message Place { double lat = 1; double lon = 2; } message Point { double y = 1; double x = 2; }
    message Swapped { double lon = 1; double lat = 2; }`;

  test.each([
    ["a copy of one that holds itself", "Tree", "Copy", "info"],
    ["a copy with a field more", "Tree", "Grown", "info, new > old: unknown"],
    ["a copy with a field less", "Grown", "Tree", "error, old > new: unknown"],
    ["one without fields that gets some", "Empty", "N", "info, new > old: unknown"],
    [
      "another meaning far inside",
      "Deep",
      "Turned",
      "error, old > new: reinterpreted, new > old: reinterpreted",
    ],
    ["the same types under other names", "Place", "Point", "info"],
    [
      "the same names the other way round",
      "Place",
      "Swapped",
      "error, old > new: reinterpreted, new > old: reinterpreted",
    ],
    ["its bytes", "N", "bytes", "warning, new > old: rejected"],
    ["from its bytes", "bytes", "N", "warning, old > new: rejected"],
  ])("%s", (_title, before, after, expected) => {
    const [line] = told(between(field(before), field(after), rest));
    expect(line?.split(", ").sort()).toEqual(expected.split(", ").sort());
  });
});

test("what differs four messages inside is shown by bytes", () => {
  const chain = (name: string, last: string) =>
    `message ${name} { B b = 1; message B { C c = 1; string s = 2; } message C { D d = 1; } message D { ${last} } }`;
  const rest = `${chain("One", "string s = 1; int32 n = 2;")} ${chain("Two", "string s = 1; string n = 2;")}`;
  const [finding] = between("One a = 1;", "Two a = 1;", rest);
  expect(finding?.severity).toBe("error");
  expect(finding?.breaks.length).toBe(2);
});

test.each([
  ["fields under other names", "Place", "Point", 'The bytes are the same; in JSON, "lat" is called "y".'],
  ["the same names", "Place", "Copy", "The bytes are the same."],
  [
    "values behind another prefix",
    "Uses",
    "Takes",
    'The bytes are the same; in JSON, "RULE_A" is called "MODE_A".',
  ],
  [
    "a form of its own",
    "Moment",
    "google.protobuf.Timestamp",
    "The bytes are the same; in JSON, google.protobuf.Timestamp has a form of its own.",
  ],
])("messages with the same bytes say what JSON makes of them: %s", (_, before, after, sentence) => {
  const rest = `
    message Place { double lat = 1; double lon = 2; } message Point { double y = 1; double x = 2; }
    message Copy { double lat = 1; double lon = 2; } message Moment { int64 seconds = 1; int32 nanos = 2; }
    enum Rule { RULE_A = 0; } enum Mode { MODE_A = 0; } message Uses { Rule r = 1; } message Takes { Mode r = 1; }`;
  const [finding] = between(`${before} a = 1;`, `${after} a = 1;`, rest);
  expect(finding?.message).toMatch(sentence);
  expect(finding?.breaks).toEqual([]);
});

describe("a map and a list of messages", () => {
  const rest = `
    message Entry { string key = 1; int32 value = 2; } message Named { string k = 1; int32 v = 2; }
    message Wide { string key = 1; int64 value = 2; } message More { string key = 1; int32 value = 2; bool b = 3; }
    message Single { string key = 1; } message One { oneof o { string key = 1; int32 value = 2; } }`;
  const map = "map<string, int32> a = 1;";

  test.each([
    ["Entry", "warning, new > old: lost"],
    ["Named", "warning, new > old: lost"],
    ["Wide", "warning, new > old: reinterpreted"],
    ["More", "error"],
    ["Single", "error"],
    ["One", "error"],
  ])("of %s", (message, expected) => {
    const list = `repeated ${message} a = 1;`;
    expect(told(between(map, list, rest))[0]).toMatch(expected);
    const back = expected.replace("new > old", "old > new");
    expect(told(between(list, map, rest))[0]).toMatch(back);
  });

  test("in groups have other bytes", () => {
    const list = "repeated Entry a = 1 [features.message_encoding = DELIMITED];";
    const lines = told(between(map, list, rest, 'edition = "2023";'));
    expect(lines).toEqual(["error, new > old: rejected, old > new: rejected"]);
  });

  test.each(["Entry", "Single"])("and a single %s are never each other", (message) => {
    const [there] = between(map, `${message} a = 1;`, rest);
    const [back] = between(`${message} a = 1;`, map, rest);
    expect([there, back]).toMatchObject([{ tier: "unsafe" }, { tier: "unsafe" }]);
  });
});

test("a bool is the 0 and the 1 of an enum", () => {
  const tiersOf = (values: string) => {
    const rest = `enum E { E_OFF = 0; ${values} } message U { E e = 1; }`;
    const types = [["bool", "E"] as const, ["E", "bool"] as const];
    return types.flatMap(([before, after]) =>
      between(`${before} a = 1;`, `${after} a = 1;`, rest).map(({ tier }) => tier),
    );
  };
  expect(tiersOf("E_ON = 1;")).toEqual(["conditional", "conditional"]);
  expect(tiersOf("E_ON = 1; E_X = 2;")).toEqual(["conditional", "conditional"]);
  expect(tiersOf("E_X = 2;")).toEqual(["unsafe", "unsafe"]);
});

test("what both sides reject is never a matter of care", () => {
  const types = ["bool", "int32", "sint64", "fixed32", "double", "string", "bytes", "N", "E"];
  const forms = [
    ...types.flatMap((type) => [`${type} a = 1;`, `repeated ${type} a = 1;`]),
    ...types.map((type) => `map<string, ${type}> a = 1;`),
  ];
  const rest = "message N { int32 n = 1; } enum E { E_UNSPECIFIED = 0; E_A = 1; } message U { E e = 1; }";
  const pairs = forms.flatMap((before) =>
    forms.flatMap((after) => (before === after ? [] : [{ before, after }])),
  );
  const careless = someOf(pairs, 5).flatMap(({ before, after }) =>
    between(before, after, rest).filter(
      ({ tier, breaks }) =>
        tier !== "unsafe" && breaks.filter(({ outcome }) => outcome === "rejected").length > 1,
    ),
  );
  expect(careless.map(({ message }) => message)).toEqual([]);
});

test.each([
  ["bool", "int32", "new > old: lost"],
  ["uint64", "bool", "old > new: lost"],
  ["string", "bytes", "new > old: rejected"],
  ["bytes", "string", "old > new: rejected"],
  ["int32", "int64", "new > old: reinterpreted"],
  ["uint32", "uint64", "new > old: reinterpreted"],
  ["uint32", "int64", "new > old: reinterpreted"],
  ["int32", "uint32", "new > old: reinterpreted, old > new: reinterpreted"],
  ["int32", "uint64", "new > old: reinterpreted, old > new: reinterpreted"],
  ["int64", "uint64", "new > old: reinterpreted, old > new: reinterpreted"],
  ["sint32", "sint64", "new > old: reinterpreted"],
  ["fixed32", "sfixed32", "new > old: reinterpreted, old > new: reinterpreted"],
  ["sfixed64", "fixed64", "new > old: reinterpreted, old > new: reinterpreted"],
])("of %s and %s only the direction is named that is hurt", (before, after, expected) => {
  const [line] = told(between(`${before} a = 1;`, `${after} a = 1;`, ""));
  expect(line).toBe(`warning, ${expected}`);
});

describe("who loses one of two fields that exclude each other", () => {
  const message = "message N { int32 n = 1; }";

  test.each([
    [
      "two into a new one",
      "string a = 1; N b = 2;",
      "oneof o { string a = 1; N b = 2; }",
      ["old > new", "old > new"],
    ],
    [
      "three into a new one",
      "string a = 1; N b = 2; bool c = 3;",
      "oneof o { string a = 1; N b = 2; bool c = 3; }",
      ["old > new", "old > new", "old > new"],
    ],
    [
      "one into one that exists",
      "string a = 1; oneof o { N b = 2; }",
      "oneof o { string a = 1; N b = 2; }",
      ["old > new"],
    ],
    [
      "one out of it",
      "oneof o { string a = 1; N b = 2; }",
      "string a = 1; oneof o { N b = 2; }",
      ["new > old"],
    ],
    [
      "two merged",
      "oneof o { string a = 1; } oneof p { N b = 2; bool c = 3; }",
      "oneof o { string a = 1; N b = 2; bool c = 3; }",
      ["old > new", "old > new"],
    ],
    [
      "split in two",
      "oneof o { string a = 1; N b = 2; bool c = 3; }",
      "oneof o { string a = 1; } oneof p { N b = 2; bool c = 3; }",
      ["new > old", "new > old"],
    ],
  ])("%s", (_, before, after, directions) => {
    const expected = directions.map((direction) => `error, ${direction}: lost`);
    expect(told(between(before, after, message))).toEqual(expected);
    const [finding] = between(before, after, message);
    const set = [finding?.witness?.written, finding?.witness?.read].map(
      (values) => Object.keys(values ?? {}).length,
    );
    expect(set).toEqual([2, 1]);
  });

  test("also beside a required field, and far away in a long message", () => {
    const many = Array.from({ length: 300 }, (_, index) => `optional int32 f${index} = ${index + 100};`).join(
      " ",
    );
    const before = `required int32 r = 1; optional string a = 2; optional string b = 900; ${many}`;
    const after = `required int32 r = 1; oneof o { string a = 2; string b = 900; } ${many}`;
    expect(told(between(before, after, "", 'syntax = "proto2";'))).toEqual([
      "error, old > new: lost",
      "error, old > new: lost",
    ]);
  });
});

test("bytes are shown as bytes, and text as text", () => {
  const [finding] = between("string a = 1;", "bytes a = 1;", "");
  expect(finding?.witness?.written).toEqual({ a: { bytes: "fffe" } });
});

test.each([
  ["repeated int32 a = 1 [packed = true];", "optional int32 a = 1;"],
  ["optional int32 a = 1 [default = 5];", "repeated int32 a = 1 [packed = true];"],
])("the fix takes options with it that only fit the other label: %s", (before, after) => {
  // The edits of every finding are applied, and compiled by buf.
  expect(between(before, after, "", 'syntax = "proto2";')).toMatchObject([
    { check: "R4/cardinality-changed" },
  ]);
});

test("every error names who breaks, or says why it names nobody", () => {
  const removed = findingsBetween("message M { string a = 1; }", "message M {}");
  const alone = removed.find(({ check }) => check === "R1/removed-without-reserved");
  expect(alone).toMatchObject({ breaks: [], unnamed: "nobody by this change alone" });
  const [broken] = findingsBetween("message M { string a = 1; }", "message M { double a = 1; }");
  expect(broken).toMatchObject({ severity: "error", unnamed: null });
  expect(broken?.breaks.length).toBeGreaterThan(0);
});

describe("who notices another presence", () => {
  const proto2 = 'syntax = "proto2";';

  test.each([
    ["gained", "int32 a = 1;", "optional int32 a = 1;", "warning, new > old: defaulted", undefined],
    ["given up", "optional string a = 1;", "string a = 1;", "warning, old > new: defaulted", undefined],
    [
      "gained in a oneof of its own",
      "bool a = 1;",
      "oneof o { bool a = 1; }",
      "warning, new > old: defaulted",
      undefined,
    ],
    ["required", "optional int32 a = 1;", "required int32 a = 1;", "error, old > new: rejected", proto2],
    [
      "not required any more",
      "required int32 a = 1;",
      "optional int32 a = 1;",
      "error, new > old: rejected",
      proto2,
    ],
  ])("%s", (_, before, after, expected, syntax) => {
    expect(told(between(before, after, "", syntax))).toEqual([expected]);
  });
});

describe("what is said to break is what the bytes show, for each pair of types", () => {
  const scalars = [
    ..."double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64".split(" "),
    ..."bool string bytes".split(" "),
  ];
  const enums = ["Rule", "Policy", "Mode"];
  const types = [...scalars, ...enums, "Point", "Place"];
  const rest = `
    enum Rule { RULE_UNSPECIFIED = 0; RULE_ALLOW = 1; RULE_DENY = 2; }
    enum Policy { POLICY_UNSPECIFIED = 0; POLICY_ALLOW = 1; POLICY_DENY = 2; }
    enum Mode { MODE_UNSPECIFIED = 0; MODE_DENY = 1; MODE_ALLOW = 2; }
    message Point { int32 x = 1; } message Place { int32 x = 1; }
    message Uses { repeated Rule a = 1; repeated Policy b = 2; repeated Mode c = 3; repeated Point d = 4;
                   repeated Place e = 5; }`;
  const pairs = types.flatMap((one) => types.filter((other) => other !== one).map((other) => [one, other]));

  test.each(someOf(pairs, 4))("%s to %s", (before = "", after = "") => {
    const [finding] = between(`${before} a = 1;`, `${after} a = 1;`, rest);
    expect(finding).toBeDefined();
    if (!finding) return;
    const { tier, breaks, witness, severity } = finding;
    if (tier === "safe")
      expect({ severity, breaks, witness }).toEqual({ severity: "info", breaks: [], witness: null });
    else expect(breaks.length).toBeGreaterThan(0);
    const isSilent = breaks.some(({ outcome }) => outcome === "reinterpreted");
    // The number of another value is the same number.
    const isOfMeaning = enums.includes(before) && enums.includes(after);
    if (isSilent && !isOfMeaning) expect(witness?.read).not.toEqual(witness?.written);
  });
});
