import { describe, expect, test } from "vitest";
import type { Texts } from "../../testing/changes-between.js";
import { ledgerOfTexts } from "../../testing/ledger-of-commits.js";
import { breaksOf, findingsBetween, findingsOver, linesOf, requestBetween } from "../../testing/reported.js";
import { check } from "../check/check.js";

/** A message that requests carry. */
const message = (body: string) =>
  `message M { ${body} } message Req { M m = 1; } message Res {} service S { rpc Call(Req) returns (Res); }`;

type Case = [title: string, before: string, after: string, reported: string[]];

describe("a field", () => {
  test.each<Case>([
    ["the same", "int32 a = 1;", "int32 a = 1;", []],
    ["another comment", "int32 a = 1;", "/* more */ int32 a = 1; // words\n", []],
    ["a new field", "int32 a = 1;", "int32 a = 1; string b = 2;", []],
    [
      "removed, nothing reserved",
      "int32 a = 1; int32 b = 2;",
      "int32 a = 1;",
      ["R1/removed-without-reserved error M.b"],
    ],
    [
      "removed, only the name reserved",
      "int32 a = 1; int32 b = 2;",
      'int32 a = 1; reserved "b";',
      ["R1/removed-without-reserved error M.b"],
    ],
    [
      "removed, only the number reserved",
      "int32 a = 1; int32 b = 2;",
      "int32 a = 1; reserved 2;",
      ["R1/name-not-reserved warning M.b"],
    ],
    ["removed, both reserved", "int32 a = 1; int32 b = 2;", 'int32 a = 1; reserved 2; reserved "b";', []],
    [
      "removed, the number in a reserved range",
      "int32 a = 1; int32 b = 2;",
      'int32 a = 1; reserved 2 to max; reserved "b";',
      [],
    ],
    ["another name", "int32 a = 1;", "int32 b = 1;", ["R1/renamed warning M.b"]],
    ["another name in JSON", "int32 a = 1;", 'int32 a = 1 [json_name = "x"];', ["R1/renamed warning M.a"]],
    ["another number", "int32 a = 1;", "int32 a = 2;", ["R1/number-changed error M.a"]],
    [
      "another name, the old one elsewhere",
      "int32 a = 1;",
      "int32 b = 1; int32 a = 2;",
      ["R1/number-reused error M.b", "R1/number-changed error M.a"],
    ],
    [
      "numbers exchanged",
      "int32 a = 1; string b = 2;",
      "int32 a = 2; string b = 1;",
      [
        "R1/number-changed error M.a",
        "R1/number-reused error M.a",
        "R1/number-changed error M.b",
        "R1/number-reused error M.b",
      ],
    ],
  ])("%s", (_, before, after, reported) => {
    expect(linesOf(findingsBetween(message(before), message(after)))).toEqual(reported);
  });

  test("whose number another one takes: the bytes show both directions", () => {
    const findings = findingsBetween(
      message("string a = 1; bool b = 2;"),
      message("string a = 1; string c = 2;"),
    );
    expect(findings).toMatchObject([
      {
        check: "R1/number-reused",
        tier: "unsafe",
        element: { kind: "field", fullName: "M.c", owner: "M" },
        before: { name: "b", number: 2, type: "bool" },
        after: { name: "c", number: 2, type: "string" },
        fix: { advice: 'string c = 3; reserved 2; reserved "b";' },
        witness: { bytes: "120161", written: { c: "a" } },
      },
    ]);
    expect(breaksOf(findings)).toEqual(["runtime 2 > agent 1: rejected", "runtime 1 > agent 2: rejected"]);
  });

  test("with another number: the older bytes are of a field that nobody knows", () => {
    expect(breaksOf(findingsBetween(message("int32 a = 1;"), message("int32 a = 2;")))).toEqual([
      "runtime 1 > agent 2: unknown",
    ]);
  });

  test.each<[title: string, before: string, after: string, advice: string[]]>([
    ["that is gone", "int32 a = 1; int32 b = 2;", "int32 a = 1;", ['reserved 2; reserved "b";']],
    ["whose name is not reserved", "int32 a = 1;", "reserved 1;", ['reserved "a";']],
    ["whose number is not reserved", "int32 a = 1;", 'reserved "a";', ["reserved 1;"]],
    [
      "with a number that an older field has: the next one free in both",
      "int32 a = 1; int32 b = 2; int32 c = 9;",
      'int32 a = 1; string x = 2; reserved 9, 10; reserved "b", "c";',
      ["string x = 11; reserved 2;"],
    ],
    [
      "two of which each take the other's number: each gets a free one of its own",
      "int32 a = 1; string b = 2;",
      "string x = 1; int32 y = 2;",
      ['string x = 3; reserved 1; reserved "a";', 'int32 y = 4; reserved 2; reserved "b";'],
    ],
    ["with another name", "int32 a = 1;", "int32 b = 1;", ["int32 a = 1;"]],
    ["with another name in JSON", "int32 a = 1;", 'int32 a = 1 [json_name = "x"];', ['[json_name = "a"]']],
    ["with another number, the old one free", "int32 a = 1;", "int32 a = 2;", ["int32 a = 1;"]],
    [
      "with another number, the old one taken",
      "repeated int32 a = 1; string b = 2;",
      "repeated int32 a = 3; string b = 1; reserved 2; ",
      ["string b = 4;", "repeated int32 a = 1;", "string b = 2;"],
    ],
  ])("is told what to do: one %s", (_, before, after, advice) => {
    const findings = findingsBetween(message(before), message(after));
    expect(findings.map(({ fix }) => fix?.advice).sort()).toEqual(advice.sort());
  });

  test("for which no number is left", () => {
    const full = "reserved 2 to max;";
    const findings = findingsBetween(
      message(`int32 a = 1; ${full}`),
      message(`string b = 1; ${full} reserved "a";`),
    );
    expect(findings.map(({ fix }) => fix?.advice)).toEqual([
      "No number is left: the field needs another message or enum.",
    ]);
  });
});

test.each<Case>([
  ["split and merged", "reserved 2 to 9;", "reserved 2 to 4, 5; reserved 6 to 9;", []],
  ["widened", "reserved 2, 3, 4;", "reserved 2 to 20;", []],
  ["narrowed", "reserved 2 to 9;", "reserved 2 to 3, 7 to 9;", ["R1/reservation-removed error M"]],
  ["a name less", 'reserved "x", "y";', 'reserved "x";', ["R1/reservation-removed error M"]],
])("a reservation: %s", (_, before, after, reported) => {
  expect(linesOf(findingsBetween(message(before), message(after)))).toEqual(reported);
});

test("a reservation that is gone is to be put back, numbers and names", () => {
  const before = message('reserved 2 to 9; reserved "x", "y";');
  const after = message('reserved 2 to 3, 7 to 9; reserved "x";');
  expect(findingsBetween(before, after)).toMatchObject([
    {
      element: { kind: "message", fullName: "M", owner: null },
      before: { reserved: ["reserved 4 to 6;", 'reserved "y";'] },
      after: { reserved: [] },
      fix: { advice: 'reserved 4 to 6; reserved "y";' },
    },
  ]);
});

const values = (body: string) => `enum E { E_UNSPECIFIED = 0; ${body} }`;

test.each<Case>([
  ["removed, nothing reserved", "A = 1;", "", ["R3/value-removed error E.A"]],
  [
    "removed, the number reserved",
    "A = 1;",
    "reserved 1;",
    ["R1/name-not-reserved warning E.A", "R3/value-removed error E.A"],
  ],
  ["removed, both reserved", "A = 1;", 'reserved 1; reserved "A";', ["R3/value-removed error E.A"]],
  ["another name", "A = 1;", "B = 1;", ["R1/renamed warning E.B"]],
  ["a reservation less", "reserved 1;", "", ["R1/reservation-removed error E"]],
])("an enum value: %s", (_, before, after, reported) => {
  expect(linesOf(findingsBetween(values(before), values(after)))).toEqual(reported);
});

test("what is said of an enum and its values names the enum", () => {
  expect(findingsBetween(values("A = 1; B = 2; reserved 7;"), values("C = 1;"))).toMatchObject([
    { check: "R1/reservation-removed", element: { kind: "enum", fullName: "E" } },
    {
      check: "R3/value-removed",
      element: { kind: "value", fullName: "E.B", owner: "E" },
      message: '"B" is gone from E, and the older release still writes 2. The number is not reserved.',
    },
    {
      check: "R1/renamed",
      element: { kind: "value", fullName: "E.C", owner: "E" },
      before: { name: "A", number: 1 },
      after: { name: "C", number: 1 },
      fix: { advice: "A = 1;" },
    },
  ]);
});

const two = "string a = 1; int32 b = 2;";

test.each<[title: string, before: Texts, after: Texts, reported: string[]]>([
  [
    "a message in another package",
    `package p; message M { ${two} }`,
    `package q; message M { ${two} }`,
    ["GL2/message-moved info q.M"],
  ],
  [
    "a message with another name",
    `message M { ${two} }`,
    `message N { ${two} }`,
    ["GL2/message-moved info N"],
  ],
  [
    "a field gone on the way",
    `package p; message M { ${two} } message U { M m = 1; }`,
    "package q; message M { string a = 1; } message U { M m = 1; }",
    ["GL2/message-moved info q.M", "GL2/message-moved info q.U", "R1/removed-without-reserved error p.M.b"],
  ],
  [
    "two messages that fit alike",
    `message M { ${two} }`,
    `message A { ${two} } message B { ${two} }`,
    ["R1/move-ambiguous info M"],
  ],
  [
    "two enums that fit alike",
    "enum E { E_UNSPECIFIED = 0; E_A = 1; }",
    {
      "a.proto": "package a; enum E { E_UNSPECIFIED = 0; E_A = 1; }",
      "b.proto": "package b; enum E { E_UNSPECIFIED = 0; E_A = 1; }",
    },
    ["R3/enum-introduced error a.E", "R1/move-ambiguous info E", "R3/enum-introduced error b.E"],
  ],
])("where something went: %s", (_, before, after, reported) => {
  expect(linesOf(findingsBetween(before, after)).sort()).toEqual(reported.sort());
});

test("of many that fit, the first three are named", () => {
  const many = ["A", "B", "C", "D", "F"].map((name) => `message ${name} { ${two} }`);
  const [finding] = findingsBetween(`message M { ${two} }`, many.join(" "));
  expect(finding).toMatchObject({
    check: "R1/move-ambiguous",
    element: { kind: "message", fullName: "M", owner: null },
    before: { name: "M" },
    after: { names: ["A", "B", "C", "D", "F"] },
    fix: null,
  });
  expect(finding?.message).toContain("(A, B, C and 2 more)");
  const [ofThree] = findingsBetween(`message M { ${two} }`, many.slice(0, 3).join(" "));
  expect(ofThree?.message).toContain("(A, B, C)");
});

describe("the history", () => {
  /** What the last of these states is told, compared with the one before it. */
  const remembered = (...texts: string[]) => {
    const [before = "", after = ""] = texts.slice(-2);
    return check({ ...requestBetween(before, after), ledger: ledgerOfTexts(...texts) }).findings;
  };

  test.each<[title: string, states: string[], reported: string[]]>([
    [
      "a number that a field had long ago",
      ["message M { int32 a = 1; }", "message M {}", "message M { string b = 1; }"],
      ["R1/number-reused error M.b"],
    ],
    [
      "the same field again",
      ["message M { int32 a = 1; }", "message M {}", "message M { int32 a = 1; }"],
      [],
    ],
    [
      "the same name again with another type",
      ["message M { int32 mode = 1; }", "message M {}", "message M { double mode = 1; }"],
      ["R1/number-reused error M.mode"],
    ],
    [
      "the same name and type again, in a oneof",
      ["message M { int32 mode = 1; }", "message M {}", "message M { oneof one { int32 mode = 1; } }"],
      [],
    ],
    [
      "a field as a list that was none",
      ["message M { int32 mode = 1; }", "message M {}", "message M { repeated int32 mode = 1; }"],
      ["R1/number-reused error M.mode"],
    ],
    [
      "the second name of a field again with another type",
      [
        "message M { string a = 1; }",
        "message M { string b = 1; }",
        "message M {}",
        "message M { int32 b = 1; }",
      ],
      ["R1/number-reused error M.b"],
    ],
    [
      "a field whose type went from step to step, and that changes nothing now",
      ["message M { int32 a = 1; }", "message M { int64 a = 1; }", "message M { int64 a = 1; }"],
      [],
    ],
    [
      "a field with its first type after steps and a gap",
      [
        "message M { int32 a = 1; }",
        "message M { int64 a = 1; }",
        "message M {}",
        "message M { int32 a = 1; }",
      ],
      [],
    ],
    [
      "a number that a value had long ago",
      [values("A = 1;"), values(""), values("B = 1;")],
      ["R3/value-added error E.B", "R1/number-reused error E.B"],
    ],
    [
      "an alias beside a value that lives on",
      [values("A = 1;"), values("A = 1;"), values("option allow_alias = true; A = 1; B = 1;")],
      [],
    ],
  ])("%s", (_, states, reported) => {
    expect(linesOf(remembered(...states)).sort()).toEqual(reported.sort());
  });

  test("offers no number that only the newest state has, which is not committed yet", () => {
    const reported = (older: string, newer: string) =>
      check({ ...requestBetween("", newer), ledger: ledgerOfTexts(older, "") }).findings.flatMap(
        ({ check: id, fix }) => (id === "R1/number-reused" ? [fix?.advice] : []),
      );
    expect(reported("message M { int32 a = 1; }", "message M { string b = 1; bool c = 2; }")).toEqual([
      "string b = 3;",
    ]);
    expect(reported(values("A = 1;"), values("B = 1; C = 2;"))).toEqual(["B = 3;"]);
  });

  test("says which type a field of the same name had", () => {
    const states = ["message M { int32 mode = 1; }", "message M {}", "message M { double mode = 1; }"];
    expect(remembered(...states)[0]?.message).toMatch(
      /^"mode" \(double\) takes number 1 of M, which "mode" \(int32\) has used since /,
    );
  });

  test("says who had the number, and which one nobody ever had", () => {
    const texts = ["message M { int32 a = 1; int32 c = 2; }", "message M {}", "message M { string b = 1; }"];
    expect(remembered(...texts)).toMatchObject([
      {
        check: "R1/number-reused",
        element: { kind: "field", fullName: "M.b", owner: "M" },
        before: { name: "a", number: 1, type: "int32", first: { commit: "c1" }, last: { commit: "c1" } },
        after: { name: "b", number: 1, type: "string" },
        fix: { advice: "string b = 3;" },
        message: expect.stringContaining('"a" (int32) has used since commit c1'),
      },
    ]);
    const reused = remembered(values("A = 1; C = 2;"), values(""), values("B = 1;"));
    expect(reused.find(({ check: id }) => id === "R1/number-reused")).toMatchObject({
      element: { kind: "value", fullName: "E.B", owner: "E" },
      before: { name: "A", number: 1, first: { commit: "c1" }, last: { commit: "c1" } },
      after: { name: "B", number: 1 },
      fix: { advice: "B = 3;" },
    });
  });
});

describe("every check counts between all releases, whatever the window says", () => {
  // Neither side of a release ever meets another release.
  const window = { upgrade: 0, downgrade: 0 };

  test.each<[title: string, before: string, after: string, reported: string]>([
    ["a number used again", message("int32 a = 1;"), message("string b = 1;"), "R1/number-reused error M.b"],
    ["a field gone", message("int32 a = 1;"), message(""), "R1/removed-without-reserved error M.a"],
    [
      "a name not reserved",
      message("int32 a = 1;"),
      message("reserved 1;"),
      "R1/name-not-reserved warning M.a",
    ],
    ["a reservation gone", message("reserved 1;"), message(""), "R1/reservation-removed error M"],
    ["another number", message("int32 a = 1;"), message("int32 a = 2;"), "R1/number-changed error M.a"],
    ["another name", message("int32 a = 1;"), message("int32 b = 1;"), "R1/renamed warning M.b"],
    [
      "a message that went nobody knows where",
      `message M { ${two} }`,
      `message A { ${two} } message B { ${two} }`,
      "R1/move-ambiguous info M",
    ],
  ])("%s", (_, before, after, reported) => {
    expect(linesOf(findingsOver([before, after, after], { window }))).toEqual([reported]);
  });
});
