import { describe, expect, test } from "vitest";
import { breaksOf, findingsBetween, findingsOver, linesOf } from "../../testing/reported.js";
import { someOf } from "../../testing/thorough.js";
import { scalarNames } from "../schema/schema.js";
import type { Finding } from "./finding.js";

/** A message that requests carry, before and after, with whatever stands beside it. */
function between(
  before: string,
  after: string,
  { rest = "", syntax = 'syntax = "proto3";' } = {},
): Finding[] {
  const file = (body: string) =>
    `${syntax} message M { ${body} } message Req { map<string, M> m = 1; } message Res {}
     service S { rpc Call(Req) returns (Res); } ${rest}`;
  return findingsBetween(file(before), file(after));
}

const proto2 = { syntax: 'syntax = "proto2";' };

const groups = [
  ["int32", "int64", "uint32", "uint64", "bool"],
  ["sint32", "sint64"],
  ["fixed32", "sfixed32"],
  ["fixed64", "sfixed64"],
  ["string", "bytes"],
];
const pairs = scalarNames.flatMap((before) =>
  scalarNames.filter((after) => after !== before).map((after) => ({ before, after })),
);

test.each(someOf(pairs, 4))("$before → $after: tier and bytes agree", ({ before, after }) => {
  const [finding, ...others] = between(`${before} a = 1;`, `${after} a = 1;`);
  expect(others).toEqual([]);
  const conditional = groups.some((group) => group.includes(before) && group.includes(after));
  expect(finding).toMatchObject({ check: "R4/type-changed", tier: conditional ? "conditional" : "unsafe" });
  // A sample that uses the whole width of its type arrives wrong in at least one direction.
  expect(finding?.breaks.length, "no direction hurts").toBeGreaterThan(0);
  expect(finding?.breaks.map((each) => each.outcome)).not.toContain("same");
});

type Case = [title: string, before: string, after: string, severity: string];

test.each<Case>([
  ["enum to int32", "E a = 1;", "int32 a = 1;", "warning"],
  ["enum to uint64", "E a = 1;", "uint64 a = 1;", "warning"],
  ["enum to bool", "E a = 1;", "bool a = 1;", "warning"],
  ["enum without a 1 to bool", "Even.E a = 1;", "bool a = 1;", "error"],
  ["enum to bytes", "E a = 1;", "bytes a = 1;", "error"],
  ["string to enum", "string a = 1;", "E a = 1;", "error"],
  ["enum to an enum of the same values", "E a = 1;", "Twin.E a = 1;", "info"],
  ["enum to an enum of the same values in another order", "E a = 1;", "Shuffled.E a = 1;", "info"],
  ["enum to an enum with another name", "E a = 1;", "Named.E a = 1;", "warning"],
  ["enum to an enum with fewer values", "E a = 1;", "Fewer.E a = 1;", "warning"],
  ["enum to a message", "E a = 1;", "N a = 1;", "error"],
  ["message to bytes", "N a = 1;", "bytes a = 1;", "warning"],
  ["bytes to message", "bytes a = 1;", "N a = 1;", "warning"],
  ["message to string", "N a = 1;", "string a = 1;", "error"],
  ["message to one of the same shape", "N a = 1;", "Same a = 1;", "info"],
  ["message to one with another type", "N a = 1;", "Other a = 1;", "error"],
  ["message to one with another number", "N a = 1;", "Second a = 1;", "error"],
  ["message to one with a list", "N a = 1;", "List a = 1;", "error"],
  ["message to one with the type of one field another", "More a = 1;", "Mixed a = 1;", "error"],
  ["message to one with a field more", "N a = 1;", "More a = 1;", "info"],
  ["message to one with the names the other way round", "Pair a = 1;", "Turned.Pair a = 1;", "error"],
  ["message to one where two fields exclude each other", "More a = 1;", "One a = 1;", "error"],
  ["message to one with other presence inside", "N a = 1;", "Present a = 1;", "warning"],
  ["message to one with a field less", "More a = 1;", "N a = 1;", "error"],
  ["list to one that is not packed", "InPacked a = 1;", "InExpanded a = 1;", "info"],
  ["the value of a map", "map<string, int32> a = 1;", "map<string, int64> a = 1;", "warning"],
  ["the value of a map, another wire type", "map<string, int32> a = 1;", "map<string, N> a = 1;", "error"],
  ["the key of a map", "map<int32, int32> a = 1;", "map<int64, int32> a = 1;", "warning"],
  [
    "the key of a map of numbers that stay",
    "map<int32, double> a = 1;",
    "map<int64, double> a = 1;",
    "warning",
  ],
  ["the key of a map, another wire type", "map<string, int32> a = 1;", "map<int32, int32> a = 1;", "error"],
  ["both of a map: the worse one", "map<int32, int32> a = 1;", "map<int64, string> a = 1;", "error"],
])("type: %s", (_, before, after, severity) => {
  const rest = `
    enum E { E_UNSPECIFIED = 0; A = 1; B = 2; }
    message Even { enum E { E_UNSPECIFIED = 0; B = 2; } }
    message Twin { enum E { E_UNSPECIFIED = 0; A = 1; B = 2; } }
    message Shuffled { enum E { E_UNSPECIFIED = 0; B = 2; A = 1; } }
    message Named { enum E { E_UNSPECIFIED = 0; A = 1; C = 2; } }
    message Fewer { enum E { E_UNSPECIFIED = 0; A = 1; } }
    message N { int32 n = 1; }
    message Same { int32 m = 1; }
    message Other { string n = 1; }
    message Second { int32 n = 2; }
    message Pair { int32 left = 1; int32 right = 2; }
    message Turned { message Pair { int32 right = 1; int32 left = 2; } }
    message One { oneof o { int32 n = 1; int32 m = 2; } }
    message Present { optional int32 n = 1; }
    message List { repeated int32 n = 1; }
    message More { int32 n = 1; int32 m = 2; }
    message Mixed { int32 n = 1; string m = 2; }
    message InPacked { repeated int32 n = 1; }
    message InExpanded { repeated int32 n = 1 [packed = false]; }
    message Uses { repeated E e = 1; repeated Twin.E twin = 2; repeated Shuffled.E mixed = 3;
                   repeated Named.E named = 4; repeated Fewer.E fewer = 5;
                   repeated Even.E even = 6; }`;
  expect(linesOf(between(before, after, { rest }))).toContain(`R4/type-changed ${severity} M.a`);
});

test.each<Case>([
  ["singular to repeated string", "string a = 1;", "repeated string a = 1;", "warning"],
  ["repeated to singular string", "repeated string a = 1;", "string a = 1;", "warning"],
  ["singular to repeated bytes of a string", "string a = 1;", "repeated bytes a = 1;", "warning"],
  ["singular to repeated of another wire type", "string a = 1;", "repeated fixed32 a = 1;", "error"],
  [
    "singular to expanded number of another size",
    "int32 a = 1;",
    "repeated int64 a = 1 [packed = false];",
    "warning",
  ],
  ["repeated to singular message", "repeated N a = 1;", "N a = 1;", "warning"],
  ["singular to packed number", "int32 a = 1;", "repeated int32 a = 1;", "error"],
  ["packed to singular number", "repeated int32 a = 1;", "int32 a = 1;", "error"],
  ["singular to expanded number", "int32 a = 1;", "repeated int32 a = 1 [packed = false];", "warning"],
  ["map to a list of messages", "map<string, int32> a = 1;", "repeated Entry a = 1;", "warning"],
  ["list of messages to a map", "repeated Entry a = 1;", "map<string, int32> a = 1;", "warning"],
  ["map to a list of strings", "map<string, int32> a = 1;", "repeated string a = 1;", "error"],
  ["map to the bytes of an entry", "map<string, int32> a = 1;", "bytes a = 1;", "warning"],
  ["list of the bytes of entries to a map", "repeated bytes a = 1;", "map<string, int32> a = 1;", "warning"],
  ["map to text", "map<string, int32> a = 1;", "string a = 1;", "error"],
  ["singular to map", "N a = 1;", "map<string, int32> a = 1;", "error"],
  ["map to singular", "map<string, int32> a = 1;", "N a = 1;", "error"],
])("cardinality: %s", (_, before, after, severity) => {
  const rest = "message N { int32 n = 1; } message Entry { string key = 1; int32 value = 2; }";
  expect(linesOf(between(before, after, { rest }))).toEqual([`R4/cardinality-changed ${severity} M.a`]);
});

describe("a message that becomes repeated is merged by a reader that has one", () => {
  const gateway = "message A { string ip = 1; int32 prefix = 2; }";
  const [one, several] = [`message M { A a = 1; } ${gateway}`, `message M { repeated A a = 1; } ${gateway}`];

  test("of the older release", () => {
    const [finding] = findingsBetween(one, several);
    expect(finding).toMatchObject({
      severity: "warning",
      message:
        "M.a is repeated A, and A in the older release. A reader of the older release merges several elements into one message.",
      witness: {
        written: { a: [{ ip: "a" }, { prefix: -3 }] },
        read: { a: { ip: "a", prefix: -3 } },
      },
    });
    expect(finding?.breaks.map(({ outcome }) => outcome)).toEqual(["reinterpreted"]);
  });

  test("of this release", () => {
    expect(findingsBetween(several, one)[0]?.message).toContain("A reader of this release merges");
  });

  test("also where a message has one field: the last one is left", () => {
    const field = (label: string) => `message M { ${label} A a = 1; } message A { string ip = 1; }`;
    const [finding] = findingsBetween(field(""), field("repeated"));
    expect(finding?.witness).toMatchObject({
      written: { a: [{ ip: "a" }, { ip: "b" }] },
      read: { a: { ip: "b" } },
    });
  });
});

test("packed or not is the same to a conforming reader", () => {
  expect(between("repeated int32 a = 1;", "repeated int32 a = 1 [packed = false];")).toEqual([]);
});

test.each<[...Case, syntax?: { syntax: string }]>([
  ["implicit to explicit", "int32 a = 1;", "optional int32 a = 1;", "warning"],
  ["explicit to implicit", "optional int32 a = 1;", "int32 a = 1;", "warning"],
  ["optional to required", "optional int32 a = 1;", "required int32 a = 1;", "error", proto2],
  ["required to optional", "required int32 a = 1;", "optional int32 a = 1;", "error", proto2],
])("presence: %s", (_, before, after, severity, syntax = { syntax: 'syntax = "proto3";' }) => {
  expect(linesOf(between(before, after, syntax))).toEqual([`R4/presence-changed ${severity} M.a`]);
});

test.each<[title: string, before: string, after: string, breaks: string, fix: string]>([
  [
    "added: a new reader refuses what the old writer sends",
    "optional int32 a = 1;",
    "optional int32 a = 1; required int32 b = 2;",
    "runtime 1 > agent 2: rejected",
    "optional int32 b = 2;",
  ],
  [
    "removed: an old reader refuses what the new writer sends",
    "optional int32 a = 1; required int32 b = 2;",
    'optional int32 a = 1; reserved 2; reserved "b";',
    "runtime 2 > agent 1: rejected",
    "required int32 b = 2;",
  ],
])("a required field, %s", (_, before, after, breaks, advice) => {
  const findings = between(before, after, proto2);
  expect(linesOf(findings)).toEqual(["R4/presence-changed error M.b"]);
  expect(breaksOf(findings)).toEqual([breaks]);
  expect(findings[0]).toMatchObject({
    element: { kind: "field", fullName: "M.b", owner: "M" },
    fix: { advice },
  });
  const described = { name: "b", number: 2, type: "int32" };
  expect([findings[0]?.before, findings[0]?.after].filter((each) => each !== null)).toMatchObject([
    described,
  ]);
});

test("a field that an edition's feature makes required has no label to change", () => {
  const [finding] = between("", "int32 a = 1 [features.field_presence = LEGACY_REQUIRED];", {
    syntax: 'edition = "2023";',
  });
  expect(finding?.fix?.advice).toBe("features.field_presence = EXPLICIT");
});

test.each<Case>([
  ["into one of its own, with presence", "optional int32 a = 1;", "oneof o { int32 a = 1; }", "info"],
  ["into one of its own, without presence", "int32 a = 1;", "oneof o { int32 a = 1; }", "warning"],
  ["out of one", "oneof o { int32 a = 1; }", "int32 a = 1;", "warning"],
  [
    "into one that others are in",
    "oneof o { int32 b = 1; } int32 a = 2;",
    "oneof o { int32 b = 1; int32 a = 2; }",
    "error",
  ],
])("oneof: %s", (_, before, after, severity) => {
  expect(linesOf(between(before, after))).toEqual([`R4/oneof-changed ${severity} M.a`]);
});

test("a oneof with another name, and a new field in it", () => {
  expect(between("oneof o { int32 a = 1; }", "oneof p { int32 a = 1; int32 c = 3; }")).toEqual([]);
});

test.each<[title: string, before: string, after: string, syntax: string, message: string]>([
  ["its type", "int32 a = 1;", "repeated string a = 1;", "proto3", "M.a is repeated string, and int32"],
  [
    "its presence",
    "int32 a = 1;",
    "optional int32 a = 1;",
    "proto3",
    "M.a has explicit presence, and implicit",
  ],
  [
    "the oneof that it goes into",
    "int32 a = 1; int32 b = 2;",
    "oneof o { int32 a = 1; int32 b = 2; }",
    "proto3",
    'M.a moved into the oneof "o": of a message with "b" as well, one side keeps only one of them.',
  ],
  [
    "the oneof that it leaves",
    "oneof o { int32 a = 1; int32 b = 2; }",
    "int32 a = 1; int32 b = 2;",
    "proto3",
    'M.a moved out of the oneof "o": of a message with "b" as well, one side keeps only one of them.',
  ],
  [
    "the two oneofs",
    "oneof o { int32 a = 1; int32 b = 2; } int32 c = 3;",
    "oneof o { int32 b = 2; } oneof p { int32 a = 1; int32 c = 3; }",
    "proto3",
    'M.a moved from the oneof "o" into "p": of a message with "b" or "c" as well, one side keeps only one of them.',
  ],
])("the sentence about a field tells %s", (_, before, after, syntax, message) => {
  expect(between(before, after, { syntax: `syntax = "${syntax}";` })[0]?.message).toContain(message);
});

test("a message that becomes a group says how it is encoded", () => {
  const file = (options: string) => `edition = "2023"; message M { N n = 1${options}; } message N {}`;
  const [finding] = findingsBetween(file(""), file(" [features.message_encoding = DELIMITED]"));
  expect(finding).toMatchObject({
    tier: "unsafe",
    message: "M.n is encoded as a group, and with its length in the older release.",
  });
  const [back] = findingsBetween(file(" [features.message_encoding = DELIMITED]"), file(""));
  expect(back?.message).toBe("M.n is encoded with its length, and as a group in the older release.");
});

test.each<[title: string, before: string, after: string, tier: string]>([
  ["to bytes", "N n = 1 [features.message_encoding = DELIMITED];", "bytes n = 1;", "unsafe"],
  [
    "to another group",
    "N n = 1 [features.message_encoding = DELIMITED];",
    "O n = 1 [features.message_encoding = DELIMITED];",
    "safe",
  ],
])("a group %s", (_, before, after, tier) => {
  const file = (field: string) =>
    `edition = "2023"; message M { ${field} } message N { string a = 1; } message O { string a = 1; }`;
  expect(findingsBetween(file(before), file(after))).toMatchObject([{ check: "R4/type-changed", tier }]);
});

test("a change carries what the field was and is, and how to keep it; one that is safe needs nothing", () => {
  const [unsafe] = between("oneof o { int32 a = 1; }", "oneof o { string a = 1; }");
  expect(unsafe).toMatchObject({
    element: { kind: "field", fullName: "M.a", owner: "M" },
    before: { name: "a", number: 1, type: "int32", presence: "explicit", oneof: "o" },
    after: { name: "a", number: 1, type: "string", presence: "explicit", oneof: "o" },
    fix: { advice: "int32 a = 1;\nstring a_string = 2;" },
  });
  const [safe] = between("optional int32 a = 1;", "oneof o { int32 a = 1; }");
  expect(safe).toMatchObject({ tier: "safe", fix: null });
});

describe("types of protobuf itself that no file declares", () => {
  const own = {
    syntax: 'syntax = "proto3"; import "google/protobuf/duration.proto";',
    rest: "message Duration { int64 seconds = 1; int32 nanos = 2; } message Flag { bool on = 1; }",
  };
  const wellKnown = "google.protobuf.Duration a = 1;";

  test("take the place of a message of the same shape, and back", () => {
    for (const [before, after] of [
      ["Duration a = 1;", wellKnown],
      [wellKnown, "Duration a = 1;"],
    ] as const) {
      const [finding, ...others] = between(before, after, own);
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ check: "R4/type-changed", tier: "safe", breaks: [], witness: null });
    }
  });

  test("do not take that of one of another shape", () => {
    const [finding] = between("Flag a = 1;", wellKnown, own);
    expect(finding).toMatchObject({ check: "R4/type-changed", tier: "unsafe" });
  });
});

test("nobody is said to break with a type that is not at hand", () => {
  const file = (type: string) =>
    `syntax = "proto3"; import "elsewhere.proto"; message N { string s = 1; } message M { ${type} a = 1; }
     service S { rpc Call(M) returns (M); }`;
  for (const [before, after] of [
    ["N", "else.where.T"],
    ["else.where.T", "N"],
  ] as const) {
    expect(findingsBetween(file(before), file(after))).toMatchObject([
      {
        check: "R4/type-changed",
        severity: "error",
        breaks: [],
        unnamed: "nobody can be named, since a type is not at hand",
        witness: null,
      },
    ]);
  }
});

describe("over releases", () => {
  const file = (field: string) =>
    `message Req {} message Res { ${field} } service S { rpc Call(Req) returns (Res); }`;

  test.each<[title: string, before: string, after: string, reported: string]>([
    ["a conditional type", "int32 a = 1;", "int64 a = 1;", "R4/type-changed warning Res.a, safe from 3.0"],
    ["an unsafe type", "string a = 1;", "int64 a = 1;", "R4/type-changed error Res.a"],
    [
      "a conditional cardinality",
      "string a = 1;",
      "repeated string a = 1;",
      "R4/cardinality-changed warning Res.a, safe from 3.0",
    ],
    [
      "a conditional presence",
      "int32 a = 1;",
      "optional int32 a = 1;",
      "R4/presence-changed warning Res.a, safe from 3.0",
    ],
    [
      "a conditional oneof",
      "int32 a = 1;",
      "oneof o { int32 a = 1; }",
      "R4/oneof-changed warning Res.a, safe from 3.0",
    ],
  ])("%s: time helps where readers only have to learn it", (_, before, after, reported) => {
    expect(linesOf(findingsOver([file(before), file(after)]))).toEqual([reported]);
  });

  const inRequests = (field: string) =>
    `message Req { ${field} } message Res {} service S { rpc Call(Req) returns (Res); }`;

  test.each<[title: string, before: string, after: string, check: string, help: RegExp]>([
    ["a type", "int32 a = 1;", "int64 a = 1;", "R4/type-changed", /values that both forms read alike/],
    [
      "a cardinality",
      "string a = 1;",
      "repeated string a = 1;",
      "R4/cardinality-changed",
      /values that both forms read alike/,
    ],
    [
      "a presence",
      "int32 a = 1;",
      "optional int32 a = 1;",
      "R4/presence-changed",
      /an absent field and a zero mean the same/,
    ],
    [
      "a oneof",
      "int32 a = 1;",
      "oneof o { int32 a = 1; }",
      "R4/oneof-changed",
      /an absent field and a zero mean the same/,
    ],
  ])("%s that hurts whom no limit keeps away is safe from no release", (_, before, after, check, help) => {
    const texts = [inRequests(before), inRequests(after)];
    for (const releases of [texts, [...texts, inRequests(after)]]) {
      const [finding] = findingsOver(releases);
      expect(finding).toMatchObject({ check, severity: "warning", safeFrom: null });
      expect(finding?.message).toMatch(/ Agents before 2\.0 never leave the window: /);
      expect(finding?.message).toMatch(help);
    }
    const limited = findingsOver(texts, { window: { upgrade: 1, downgrade: 1 } });
    expect(limited).toMatchObject([{ check, safeFrom: "3.0" }]);
  });

  const window = { upgrade: 1, downgrade: 2 } as const;
  const onBoth = (field: string) => `message Both { ${field} } service S { rpc Call(Both) returns (Both); }`;

  test.each<[title: string, of: (field: string) => string, before: string, after: string, wait: RegExp]>([
    [
      "a narrower type in a response",
      file,
      "uint64 a = 1;",
      "uint32 a = 1;",
      /one release after .* both forms/,
    ],
    ["in a request", inRequests, "uint64 a = 1;", "uint32 a = 1;", /2 releases after .* both forms/],
    ["in both", onBoth, "uint64 a = 1;", "uint32 a = 1;", /2 releases after .* both forms/],
    [
      "a type that each side reads wrongly",
      file,
      "int32 a = 1;",
      "uint32 a = 1;",
      /2 releases after .* both/,
    ],
    ["a list that is one now", file, "repeated string a = 1;", "string a = 1;", /one release after .* both/],
    [
      "presence that is gone",
      file,
      "optional int32 a = 1;",
      "int32 a = 1;",
      /one release after .* a zero mean/,
    ],
    ["verified text", file, "bytes a = 1;", "string a = 1;", /one release after .* both forms read alike/],
  ])("%s: no release is named that moves while older writers go on", (_, of, before, after, wait) => {
    const texts = [of(before), of(before), of(before), of(after)];
    for (const count of [2, 3, 4]) {
      const [finding, ...others] = findingsOver(texts.slice(-count), { window });
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ severity: "warning", safeFrom: null });
      expect(finding?.message).toMatch(/ It is safe [^.]* after the first (?:whose|in which) [^.]*\.$/);
      expect(finding?.message).toMatch(wait);
    }
  });

  test("a narrower type in a response: the older server goes on writing what does not fit", () => {
    const [finding] = findingsOver([file("int64 a = 1;"), file("int32 a = 1;")]);
    expect(finding).toMatchObject({ check: "R4/type-changed", safeFrom: null });
    expect(finding?.message).toContain("Agents before 2.0 never leave the window");
  });

  test("counts only while the releases may meet", () => {
    const [old, fresh] = [file("int32 a = 1;"), file("string a = 1;")];
    expect(findingsOver([old, fresh, fresh], { window: { upgrade: 1, downgrade: 1 } })).toEqual([]);
    expect(breaksOf(findingsOver([old, fresh, fresh]))).toEqual(["agent 1.0 > runtime 3.0: rejected"]);
  });
});

describe("a name that stood for an enum, and stands for a message now", () => {
  const enumOf = "enum E { E_NONE = 0; E_A = 1; }";
  const messageOf = "message E { string s = 1; }";
  const fields = ["E e = 1;", "repeated E e = 1;", "map<string, E> e = 1;", "oneof o { E e = 1; }"];

  test.each(fields)("%s", (field) => {
    const [older, newer] = [enumOf, messageOf].map((type) => `${type} message M { ${field} }`);
    const kinds = [
      ["a message, and an enum", older, newer],
      ["an enum, and a message", newer, older],
    ] as const;
    for (const [words, before = "", after = ""] of kinds) {
      const finding = findingsBetween(before, after).find(({ check }) => check === "R4/type-changed");
      expect(finding?.severity).toBe("error");
      expect(finding?.message).toContain(`M.e has type E, which is ${words} in the older release.`);
      expect(finding?.fix?.title).toContain("give the new type another name");
    }
  });
});
