import { describe, expect, test } from "vitest";
import { filesOf } from "../../testing/changes-between.js";
import {
  breaksOf,
  findingsBetween,
  findingsOver,
  linesOf,
  requestOver,
  usualWindow,
} from "../../testing/reported.js";
import { bumpFor } from "../check/bump.js";
import { check } from "../check/check.js";
import { readState } from "../schema/read.js";
import { readinessOf } from "../window/readiness.js";
import type { Window } from "../window/window.js";

/** An enum that requests carry, or responses, or neither. */
const enumIn = (request: string, response: string, values: string) =>
  `enum E { E_UNSPECIFIED = 0; ${values} } message Req { ${request} } message Res { ${response} }
   service S { rpc Call(Req) returns (Res); }`;

const inRequests = (values: string) => enumIn("E e = 1;", "", values);
const inResponses = (values: string) => enumIn("", "E e = 1;", values);
const unused = (values: string) => enumIn("", "", values);

type Case = [title: string, before: string, after: string, reported: string[]];

test("a value that is replaced comes back with the mark that the newest release has", () => {
  const releases = ["A = 1; B = 2;", "A = 1; B = 2 [deprecated = true];", "A = 1; C = 3;"].map(inResponses);
  const findings = findingsOver(releases, { window: { upgrade: 3, downgrade: 3 } });
  expect(findings.find((each) => each.check === "R3/value-removed")?.fix).toMatchObject({
    title: expect.stringMatching(/^Keep the value, marked as deprecated, and remove it a window later/),
    advice: "B = 2 [deprecated = true];",
  });
});

describe("a value", () => {
  test.each<Case>([
    ["the same", "A = 1;", "A = 1;", []],
    ["new", "A = 1;", "A = 1; B = 2;", ["R3/value-added error E.B"]],
    [
      "another name of one that was there",
      "option allow_alias = true; A = 1; C = 1;",
      "option allow_alias = true; A = 1; C = 1; B = 1;",
      [],
    ],
    ["removed", "A = 1; B = 2;", 'A = 1; reserved 2; reserved "B";', ["R3/value-removed error E.B"]],
    ["with another number", "A = 1;", 'A = 7; reserved 1; reserved "X";', ["R3/value-renumbered error E.A"]],
    [
      "with the number of another one",
      "A = 1; B = 2;",
      "A = 2; B = 1;",
      ["R3/value-renumbered error E.A", "R3/value-renumbered error E.B"],
    ],
  ])("%s", (_, before, after, reported) => {
    expect(linesOf(findingsBetween(unused(before), unused(after)))).toEqual(reported);
  });

  const added = ["A = 1;", "A = 1; B = 2;"] as const;
  const inBoth = (values: string) => enumIn("E e = 1;", "repeated E e = 1;", values);

  test.each<[title: string, proto: (values: string) => string, breaks: string[]]>([
    ["in requests: old servers", inRequests, ["runtime 2 > agent 1: unrecognized"]],
    ["in responses: old clients", inResponses, ["agent 2 > runtime 1: unrecognized"]],
    ["in both: both", inBoth, ["runtime 2 > agent 1: unrecognized", "agent 2 > runtime 1: unrecognized"]],
    ["in a message that nobody sends: old readers", unused, ["2 > 1: unrecognized"]],
  ])("that is new breaks who does not know it; %s", (_, proto, breaks) => {
    const [before, after] = added.map(proto) as [string, string];
    expect(breaksOf(findingsBetween(before, after))).toEqual(breaks);
    // The older side goes on writing what is gone.
    const removed = findingsBetween(after, proto('A = 1; reserved 2; reserved "B";'));
    expect(linesOf(removed)).toEqual(["R3/value-removed error E.B"]);
    expect(breaksOf(removed)).toEqual(
      breaksOf(findingsBetween(before, after)).map((line) =>
        line.replace(/[12]/g, (release) => (release === "1" ? "2" : "1")),
      ),
    );
  });

  test("with another number has no name on the other side, or the one of another value", () => {
    expect(breaksOf(findingsBetween(inRequests("A = 1;"), inRequests("A = 7; reserved 1;")))).toEqual([
      "runtime 2 > agent 1: unrecognized",
      "runtime 1 > agent 2: unrecognized",
    ]);
    const [moved] = findingsBetween(inRequests("A = 1; B = 2;"), inRequests("A = 2; B = 1;"));
    expect(moved?.breaks.map(({ outcome }) => outcome)).toEqual(["reinterpreted", "reinterpreted"]);
  });

  test("is described by its enum, its name and its number", () => {
    expect(findingsBetween(unused("A = 1; B = 2; C = 3;"), unused("A = 9; D = 4; C = 3;"))).toMatchObject([
      {
        check: "R3/value-removed",
        element: { kind: "value", fullName: "E.B", owner: "E" },
        before: { name: "B", number: 2 },
        after: null,
        // What is new may replace it, so the mark comes later.
        fix: { advice: "B = 2;" },
        buf: ["ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED", "ENUM_VALUE_NO_DELETE"],
      },
      {
        check: "R3/value-renumbered",
        element: { kind: "value", fullName: "E.A", owner: "E" },
        before: { name: "A", number: 1 },
        after: { name: "A", number: 9 },
        fix: { advice: "A = 1;" },
      },
      {
        check: "R3/value-added",
        element: { kind: "value", fullName: "E.D", owner: "E" },
        before: null,
        after: { name: "D", number: 4 },
        fix: { advice: "// grpc-evolution: allow R3/value-added -- read here, written from … on" },
      },
    ]);
  });

  test("with the number of another one has no number to go back to", () => {
    const [finding] = findingsBetween(unused("A = 1; B = 2;"), unused("A = 2; B = 1;"));
    expect(finding).toMatchObject({
      message: '"A" of E is 2, and 1 in the older release, and 1 means something else now.',
      fix: { advice: "A = 1;" },
    });
    const [free] = findingsBetween(unused("A = 1;"), unused("A = 2;"));
    expect(free?.message).toBe('"A" of E is 2, and 1 in the older release.');
  });
});

describe("a closed enum", () => {
  const closed = (values: string, field: string) =>
    `syntax = "proto2"; package a; enum E { E_UNSPECIFIED = 0; ${values} } message Req { ${field} }
     message Res {} service S { rpc Call(Req) returns (Res); }`;

  test.each<[title: string, field: string, bytes: string | undefined, outcome: string]>([
    ["the bytes show it", "optional E e = 1;", "0802", "unknown"],
    ["also of a field behind others", "optional int32 a = 1; optional E e = 2;", "1002", "unknown"],
    ["no single field shows it in a list", "repeated E e = 1;", undefined, "unknown"],
  ])("keeps a new value apart: %s", (_, field, bytes, outcome) => {
    const findings = findingsBetween(closed("A = 1;", field), closed("A = 1; B = 2;", field));
    expect(linesOf(findings)).toEqual(["R3/value-added error a.E.B"]);
    expect(findings[0]?.witness?.bytes).toBe(bytes);
    expect(breaksOf(findings)).toEqual([`runtime 2 > agent 1: ${outcome}`]);
  });

  test("keeps a removed value apart, too", () => {
    const field = "optional E e = 1;";
    const findings = findingsBetween(
      closed("A = 1; B = 2;", field),
      closed('A = 1; reserved 2; reserved "B";', field),
    );
    expect(breaksOf(findings)).toEqual(["runtime 1 > agent 2: unknown"]);
  });
});

describe("a required field of a closed enum", () => {
  const proto2 = (values: string) =>
    `syntax = "proto2"; enum E { E_UNSPECIFIED = 0; ${values} } message Req { required E e = 1; optional E f = 2; }
     message Res {} service S { rpc Call(Req) returns (Res); }`;
  const edition = (values: string) =>
    `edition = "2023"; enum E { option features.enum_type = CLOSED; E_UNSPECIFIED = 0; ${values} }
     message Req { E f = 2; E e = 1 [features.field_presence = LEGACY_REQUIRED]; }
     message Res {} service S { rpc Call(Req) returns (Res); }`;

  test.each([
    ["proto2", proto2],
    ["an edition", edition],
  ])("counts as missing where the value is new: %s", (_, schema) => {
    const findings = findingsBetween(schema("A = 1;"), schema("A = 1; B = 2;"));
    expect(linesOf(findings)).toEqual(["R3/value-added error E.B"]);
    expect(breaksOf(findings)).toEqual(["runtime 2 > agent 1: rejected"]);
    expect(findings).toMatchObject([
      {
        message:
          '"B" is a new value of E: a reader of the older release does not know 2. Where its library sets such a value apart, Req.e counts as missing, and it is required.',
        witness: {
          bytes: "0802",
          written: { e: 2 },
          read: { error: 'message Req lacks its required field "e"' },
        },
      },
    ]);
  });

  test("counts as missing where the value is gone, or has another number", () => {
    const gone = findingsBetween(proto2("A = 1; B = 2;"), proto2('A = 1; reserved 2; reserved "B";'));
    expect(breaksOf(gone)).toEqual(["runtime 1 > agent 2: rejected"]);
    const renumbered = findingsBetween(proto2("A = 1;"), proto2("A = 7; reserved 1;"));
    expect(breaksOf(renumbered)).toEqual(["runtime 2 > agent 1: rejected", "runtime 1 > agent 2: rejected"]);
  });

  test("keeps every number where the enum is open", () => {
    const open = (values: string) => edition(values).replace("CLOSED", "OPEN");
    expect(breaksOf(findingsBetween(open("A = 1;"), open("A = 1; B = 2;")))).toEqual([
      "runtime 2 > agent 1: unrecognized",
    ]);
  });
});

describe("an enum that is open on one side and closed on the other", () => {
  const rest = "message Res {} service S { rpc Call(Req) returns (Res); }";
  const text = (head: string, field: string) =>
    `${head} enum E { E_UNSPECIFIED = 0; A = 1; } message Req { ${field} } ${rest}`;
  const proto2 = text('syntax = "proto2";', "repeated E e = 1 [packed = true];");
  const proto3 = text('syntax = "proto3";', "repeated E e = 1;");
  const open = text('edition = "2023";', "repeated E e = 1;");
  const closed = text('edition = "2023"; option features.enum_type = CLOSED;', "repeated E e = 1;");

  test.each([
    ["proto2 to proto3", proto2, proto3, "runtime 2 > agent 1: unknown"],
    ["proto3 to proto2", proto3, proto2, "runtime 1 > agent 2: unknown"],
    ["an edition that closes it", open, closed, "runtime 1 > agent 2: unknown"],
    ["an edition that opens it", closed, open, "runtime 2 > agent 1: unknown"],
    ["proto3 to an edition that closes it", proto3, closed, "runtime 1 > agent 2: unknown"],
  ])("the closed side keeps what it does not know apart: %s", (_, before, after, broken) => {
    const findings = findingsBetween(before, after);
    expect(linesOf(findings)).toEqual(["R3/closedness-changed warning E"]);
    expect(breaksOf(findings)).toEqual([broken]);
  });

  test.each([
    ["proto2 and a closed one of an edition", proto2, closed],
    ["proto3 and an edition", proto3, open],
  ])("the same in another syntax: %s", (_, before, after) => {
    expect(findingsBetween(before, after)).toEqual([]);
    expect(findingsBetween(after, before)).toEqual([]);
  });

  test("is told with its fields, where they are few", () => {
    const [finding] = findingsBetween(open, closed);
    expect(finding).toMatchObject({
      element: { kind: "enum", fullName: "E", owner: null },
      message:
        "E is closed, and open in the older release: a number without a name is a value of Req.e to a reader of the older release, and to one of this release only where its library does not set it apart.",
      before: { closed: false },
      after: { closed: true },
      fix: { advice: "option features.enum_type = OPEN;" },
      buf: ["ENUM_SAME_TYPE"],
    });
    const many = (schema: string) => schema.replace("Req {", "Req { E b = 2; E c = 3; E d = 4;");
    const [ofMany] = findingsBetween(many(open), many(closed));
    expect(ofMany?.message).toContain("a number without a name is a value to a reader");
    expect(findingsBetween(proto2, proto3)[0]?.fix?.advice).toContain("Give every switch over E a branch");
  });
});

test.each<Case>([
  [
    "an enum, and a field of it: said once",
    "",
    "enum F { F_UNSPECIFIED = 0; } message M { F f = 1; }",
    ["R3/enum-introduced error F"],
  ],
  [
    "an enum, and a new field of it in an old message: said once",
    "message M {}",
    "enum F { F_UNSPECIFIED = 0; } message M { F f = 1; }",
    ["R3/enum-introduced error F"],
  ],
  [
    "a field that starts using one",
    "enum F { F_UNSPECIFIED = 0; } message M {}",
    "enum F { F_UNSPECIFIED = 0; } message M { F f = 1; }",
    ["R3/enum-introduced error M.f"],
  ],
  [
    "a map of one",
    "enum F { F_UNSPECIFIED = 0; } message M {}",
    "enum F { F_UNSPECIFIED = 0; } message M { map<string, F> f = 1; }",
    ["R3/enum-introduced error M.f"],
  ],
  [
    "a field that was an integer",
    "enum F { F_UNSPECIFIED = 0; } message M { int32 f = 1; }",
    "enum F { F_UNSPECIFIED = 0; } message M { F f = 1; }",
    ["R4/type-changed warning M.f", "R3/enum-introduced error M.f"],
  ],
  [
    "a field that was of another one",
    "enum F { F_UNSPECIFIED = 0; } enum G { G_UNSPECIFIED = 0; } message M { F f = 1; }",
    "enum F { F_UNSPECIFIED = 0; } enum G { G_UNSPECIFIED = 0; } message M { G f = 1; }",
    ["R4/type-changed info M.f"],
  ],
  [
    "a field that is an integer now",
    "enum F { F_UNSPECIFIED = 0; } message M { F f = 1; }",
    "enum F { F_UNSPECIFIED = 0; } message M { int32 f = 1; }",
    ["R4/type-changed warning M.f"],
  ],
  ["a field without one", "message M {}", "message M { string s = 1; }", []],
])("what is new: %s", (_, before, after, reported) => {
  expect(linesOf(findingsBetween(before, after)).sort()).toEqual(reported.sort());
});

test("a new enum is described by its values, a field by its type", () => {
  const allow = { advice: "// grpc-evolution: allow R3/enum-introduced -- why nothing else fits" };
  expect(findingsBetween("", "enum F { F_NONE = 0; F_A = 1; }")).toMatchObject([
    {
      element: { kind: "enum", fullName: "F", owner: null },
      before: null,
      after: {
        values: [
          { name: "F_NONE", number: 0 },
          { name: "F_A", number: 1 },
        ],
      },
      fix: allow,
    },
  ]);
  const [old, fresh] = ["", "F f = 1;"].map((field) => `enum F { F_NONE = 0; } message M { ${field} }`);
  expect(findingsBetween(old as string, fresh as string)).toMatchObject([
    {
      element: { kind: "field", fullName: "M.f", owner: "M" },
      message: "M.f starts using the enum F.",
      before: null,
      after: { name: "f", number: 1, type: "F" },
      fix: allow,
    },
  ]);
});

describe("the zero value", () => {
  test.each<[title: string, after: string, says: boolean]>([
    ["UNSPECIFIED", "F_UNSPECIFIED = 0;", false],
    ["UNKNOWN", "F_UNKNOWN = 0;", false],
    ["INVALID", "F_INVALID = 0;", false],
    ["NONE", "F_NONE = 0;", false],
    ["the word alone", "NONE = 0;", false],
    ["in small letters", "f_none = 0;", false],
    ["the word within another one", "F_1NONE = 0;", true],
    ["the word before another one", "F_NONE_YET = 0;", true],
    ["something that was meant", "V4 = 0;", true],
  ])("of a new enum, %s", (_, values, says) => {
    expect(linesOf(findingsBetween("", `enum F { ${values} }`))).toEqual([
      "R3/enum-introduced error F",
      ...(says ? ["R3/zero-value warning F"] : []),
    ]);
  });

  test.each<[title: string, after: string, finding: object]>([
    [
      "means something",
      "enum IpV4Family { FAMILY_A = 0; }",
      { after: { name: "FAMILY_A", number: 0 }, fix: { advice: "IP_V4_FAMILY_UNSPECIFIED = 0;" } },
    ],
    [
      "is missing",
      'syntax = "proto2"; enum Kind { KIND_A = 1; }',
      { after: null, fix: { advice: "KIND_UNSPECIFIED = 0;" } },
    ],
  ])("of a new enum that %s is to be named for nothing", (_, after, finding) => {
    const findings = findingsBetween('syntax = "proto2";', after);
    const [zero] = findings.filter(({ check }) => check === "R3/zero-value");
    expect(zero).toMatchObject({ element: { kind: "enum", owner: null }, before: null, ...finding });
  });

  test("of an old enum, with or without the name of the enum before it, means the same", () => {
    const [plain, prefixed] = ["ALLOW_ALL", "RULE_KIND_ALLOW_ALL"].map(
      (name) => `enum RuleKind { ${name} = 0; DENY = 1; }`,
    ) as [string, string];
    expect(linesOf(findingsBetween(plain, prefixed))).toEqual([
      "R1/renamed warning RuleKind.RULE_KIND_ALLOW_ALL",
    ]);
    expect(linesOf(findingsBetween(prefixed, plain))).toEqual(["R1/renamed warning RuleKind.ALLOW_ALL"]);
  });

  test("of an old enum with another name, but no other value", () => {
    const [before, after] = ["F_NONE", "F_SOME"].map((name) => `enum F { ${name} = 0; F_A = 1; }`);
    expect(linesOf(findingsBetween(before as string, after as string))).toEqual([
      "R1/renamed warning F.F_SOME",
      "R3/zero-value warning F.F_SOME",
    ]);
    expect(findingsBetween(before as string, after as string)[1]).toMatchObject({
      element: { kind: "value", fullName: "F.F_SOME", owner: "F" },
      before: { name: "F_NONE", number: 0 },
      after: { name: "F_SOME", number: 0 },
      fix: { advice: "F_NONE = 0;" },
    });
    const renamed = findingsBetween("enum F { F_NONE = 0; A = 1; }", "enum F { F_NONE = 0; B = 1; }");
    expect(linesOf(renamed)).toEqual(["R1/renamed warning F.B"]);
  });
});

describe("over releases, a new value", () => {
  const [old, fresh] = [inResponses(""), inResponses("B = 1;")];

  test("is an error until it may be written, and not said again by later releases", () => {
    expect(linesOf(findingsOver([old, fresh]))).toEqual(["R3/value-added error E.B, safe from 3.0"]);
    expect(breaksOf(findingsOver([old, fresh]))).toEqual(["agent 2.0 > runtime 1.0: unrecognized"]);
    expect(findingsOver([old, fresh, fresh])).toEqual([]);
    const window = { upgrade: "unbounded", downgrade: 2 } as const;
    expect(linesOf(findingsOver([old, fresh, fresh], { window }))).toEqual([
      "R3/value-added error E.B, safe from 4.0",
    ]);
  });

  test("names all releases that lack it and meet it, also those that an earlier release has told of", () => {
    const findings = findingsOver(["", "", "B = 1;"].map(inRequests));
    expect(breaksOf(findings)).toEqual([
      "runtime 3.0 > agent 1.0: unrecognized",
      "runtime 3.0 > agent 2.0: unrecognized",
    ]);
    expect(findingsOver(["", "B = 1;", "B = 1;"].map(inRequests))).toEqual([]);
  });

  test("in a request of an unbounded window: time is not enough", () => {
    const [finding] = findingsOver([inRequests(""), inRequests("B = 1;")]);
    expect(finding).toMatchObject({ check: "R3/value-added", safeFrom: null });
    expect(finding?.message).toMatch(
      /know 1\. Agents before 2\.0 never leave the window: ask them before you write it, .*\. Without them it could be used from 3\.0 on\.$/,
    );
  });

  test("is answered by a feature that is enabled in time", () => {
    const over = (enabled: string) =>
      linesOf(
        findingsOver([inRequests(""), inRequests("B = 1;")], {
          features: [{ name: "b", elements: ["E.B"], enabled }],
        }),
      );
    expect(over("3.0")).toEqual([]);
    expect(over("2.0")).toEqual(["R3/value-added error E.B", "R2/enabled-too-early error b, safe from 3.0"]);
  });
});

describe("over releases, a value that goes", () => {
  const plain = "B = 1;";
  const marked = "B = 1 [deprecated = true];";
  const gone = 'reserved 1; reserved "B";';
  const limited: Window = { upgrade: 2, downgrade: 1 };

  test.each<
    [title: string, proto: (values: string) => string, values: string[], window: Window, reported: string[]]
  >([
    ["at once", inResponses, [plain, gone], limited, ["R3/value-removed error E.B, once marked, from 4.0"]],
    [
      "at once, in a request",
      inRequests,
      [plain, gone],
      limited,
      ["R3/value-removed error E.B, once marked, from 3.0"],
    ],
    [
      "marked, too early",
      inResponses,
      [plain, marked, gone],
      limited,
      ["R3/value-removed error E.B, safe from 4.0"],
    ],
    ["marked, in a request: no older client is left", inRequests, [plain, marked, gone], limited, []],
    ["marked for as long as the window asks", inResponses, [plain, marked, marked, gone], limited, []],
    [
      "marked, while older servers stay for ever: a warning",
      inResponses,
      [plain, marked, gone],
      usualWindow,
      ["R3/value-removed warning E.B"],
    ],
    ["marked, in a request, while older servers stay", inRequests, [plain, marked, gone], usualWindow, []],
    [
      "marked, with nothing reserved",
      inRequests,
      [plain, marked, ""],
      usualWindow,
      ["R1/removed-without-reserved error E.B"],
    ],
  ])("%s", (_, proto, values, window, reported) => {
    expect(linesOf(findingsOver(values.map(proto), { window }))).toEqual(reported);
  });

  test("the wait is the one of readiness, and bump asks for a major release as long as somebody writes it", () => {
    const texts = [plain, marked, gone].map(inResponses);
    expect(removalOf(texts, usualWindow)).toEqual({ removeFrom: null, staysRelied: true });
    expect(removalOf(texts, limited)).toEqual({ removeFrom: "4.0", staysRelied: false });
    expect(removalOf([plain, marked, gone].map(inRequests), usualWindow)).toEqual({
      removeFrom: "3.0",
      staysRelied: false,
    });
    const bumpIn = (window: Window) => {
      const request = requestOver(texts, { window });
      const previous = { label: "2.0", files: filesOf(inResponses(marked)), name: "2.0" };
      return bumpFor(request, { ...previous, version: [2, 0, 0] }).bump;
    };
    expect([bumpIn(limited), bumpIn(usualWindow), bumpIn({ upgrade: 1, downgrade: 1 })]).toEqual([
      "major",
      "major",
      "minor",
    ]);
  });

  test("is published since the release without it, and not since the one that marks it", () => {
    const texts = [plain, marked, gone].map(inResponses);
    const state = (text: string, releaseIndex: number) => ({
      ...requestOver([text]).head,
      label: `${releaseIndex + 1}.0`,
      releaseIndex,
    });
    const request = requestOver([...texts, inResponses(gone)]);
    const newest = state(inResponses(gone), 2);
    const published = check({ ...request, newest, reference: newest }).findings;
    expect(published).toMatchObject([{ check: "R3/value-removed", published: "3.0" }]);
    const later = requestOver([...texts, inResponses(gone), inResponses(gone)]);
    const last = state(inResponses(gone), 3);
    expect(check({ ...later, newest: last, reference: last }).findings).toMatchObject([{ published: "3.0" }]);
  });

  test("says who goes on writing it, and what to do", () => {
    const [finding] = findingsOver([plain, marked, gone].map(inResponses));
    expect(finding).toMatchObject({
      safeFrom: null,
      message:
        '"B" is gone from E, and the older release still writes 1. Agents before 2.0 never leave the window: keep the value for them, or end their support with a new major release.',
      fix: {
        title: "Keep the value, marked as deprecated, as long as they stay, or allow this with a reason",
        advice: "B = 1 [deprecated = true];",
      },
    });
  });
});

/** What readiness says of the value `E.B`, as the release before the last one has it. */
function removalOf(texts: readonly string[], window: Window) {
  const schemas = texts.slice(0, -1).map((text) => readState({ files: filesOf(text) }).schema);
  const names = schemas.map((_, index) => `${index + 1}.0`);
  const pairs = [{ client: "runtime", server: "agent", window, services: [] }];
  const { elements } = readinessOf(schemas, pairs, [], { names, head: schemas.length - 1 });
  const value = elements.find(({ element }) => element === "E.B");
  return { removeFrom: value?.removeFrom ?? null, staysRelied: value?.staysRelied ?? false };
}

test("over releases, a new enum is said by the release that brings it", () => {
  const [old, fresh] = ["", "enum F { V4 = 0; }"] as const;
  expect(linesOf(findingsOver([old, fresh]))).toEqual([
    "R3/enum-introduced error F",
    "R3/zero-value warning F",
  ]);
  expect(findingsOver([old, fresh, fresh])).toEqual([]);
});
