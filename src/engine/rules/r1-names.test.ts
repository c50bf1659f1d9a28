import { describe, expect, test } from "vitest";
import { ledgerOfTexts, ledgerOfTold, type ToldCommit } from "../../testing/ledger-of-commits.js";
import {
  findingsBetween,
  findingsOver,
  linesOf,
  requestBetween,
  usualWindow,
} from "../../testing/reported.js";
import { check } from "../check/check.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Window } from "../window/window.js";

const message = (body: string) => `message M { ${body} }`;
const values = (body: string) => `enum E { E_UNSPECIFIED = 0; ${body} }`;

test("a field with another name says where that shows", () => {
  const renamed = (field: string) =>
    findingsBetween(message("string price = 1;"), message(field))[0]?.message;
  expect(renamed("string cost = 1;")).toMatch(/ safe on the wire, not in JSON, text format, field masks and/);
  expect(renamed('string cost = 1 [json_name = "price"];')).toMatch(
    / safe on the wire and in JSON that is written with JSON names, not in JSON with the names of the \.proto file, text format, field masks and generated code\.$/,
  );
});

describe("over releases, an alias that is put first", () => {
  const release = (body: string, side: "request" | "response") =>
    `${values(`option allow_alias = true; ${body}`)} message Req {} message Res {} message Carrier { E e = 1; }
     service S { rpc Call(${side === "request" ? "Carrier" : "Req"}) returns (${side === "response" ? "Carrier" : "Res"}); }`;
  const [one, behind, first] = ["A = 1; A_TOO = 1;", "A = 1; A_TOO = 1; B = 1;", "B = 1; A_TOO = 1; A = 1;"];

  test.each<[title: string, side: "request" | "response", releases: string[], reported: string[]]>([
    ["in the release that brings it", "response", [one, first], ["R1/renamed warning E.B"]],
    ["in the same, in requests", "request", [one, first], ["R1/renamed warning E.B"]],
    ["once every reader knows it", "response", [one, behind, first], ["R1/renamed info E.B"]],
    ["while servers that do not know it stay", "request", [one, behind, first], ["R1/renamed warning E.B"]],
  ])("%s", (_, side, bodies, reported) => {
    expect(linesOf(findingsOver(bodies.map((body) => release(body, side))))).toEqual(reported);
  });

  const left = "B = 1; A_TOO = 1; A = 1 [deprecated = true];";
  const gone = 'reserved "A"; B = 1; A_TOO = 1;';
  const limited: Window = { upgrade: 1, downgrade: 1 };

  test.each<[title: string, releases: string[], window: Window, reported: string[]]>([
    ["at once, while the other side writes the old one", [behind, gone], limited, ["R1/renamed warning E.A"]],
    ["once nobody writes the old one", [behind, left, gone], limited, []],
    ["while servers that write it stay", [behind, left, gone], usualWindow, ["R1/renamed warning E.A"]],
  ])("whose older name goes %s", (_, bodies, window, reported) => {
    const findings = findingsOver(
      bodies.map((body) => release(body, "response")),
      { window },
    );
    expect(linesOf(findings).filter((line) => line.endsWith("E.A"))).toEqual(reported);
  });

  test("is not to be put back where all readers know it", () => {
    const bodies = [one, behind, first].map((body) => release(body, "response"));
    expect(findingsOver(bodies)[0]?.fix).toBeNull();
    expect(findingsOver(bodies.filter((_, index) => index !== 1))[0]?.fix?.title).toBe(
      "Put the older name first",
    );
  });
});

describe("between two states, a field that takes a name of another one", () => {
  test.each<[title: string, before: string, after: string, reported: string[]]>([
    [
      "in JSON, of one that is gone",
      "string unit_price = 1;",
      'reserved 1; reserved "unit_price"; repeated int32 unitPrice = 2;',
      ["R1/name-reused warning M.unitPrice"],
    ],
    [
      "in JSON, of one that lives on under another name there",
      "string price = 1;",
      'string price = 1 [json_name = "oldPrice"]; int64 cost = 2 [json_name = "price"];',
      ["R1/renamed warning M.price", "R1/name-reused warning M.cost"],
    ],
    [
      "in JSON, while that one takes its own",
      'string a = 1 [json_name = "left"]; string b = 2 [json_name = "right"];',
      'string a = 1 [json_name = "right"]; string b = 2 [json_name = "left"];',
      ["R1/name-reused warning M.a", "R1/name-reused warning M.b"],
    ],
    [
      "in the schema, which was the name of another one in JSON",
      'string a = 1 [json_name = "b"];',
      'reserved 1; reserved "a"; string b = 2;',
      ["R1/name-reused warning M.b"],
    ],
    [
      "as a member of a oneof",
      "string unit_price = 1;",
      'reserved 1; reserved "unit_price"; oneof one { int32 unitPrice = 2; }',
      ["R1/name-reused warning M.unitPrice"],
    ],
    [
      "as a map",
      "string unit_price = 1;",
      'reserved 1; reserved "unit_price"; map<string, int32> unitPrice = 2;',
      ["R1/name-reused warning M.unitPrice"],
    ],
    [
      "that was its own under another number: that is told as such",
      "string unit_price = 1;",
      "string unit_price = 2;",
      ["R1/number-changed error M.unit_price"],
    ],
    ["that it had already", "string a_b = 1;", 'string a_b = 1 [json_name = "aB"];', []],
    [
      "which its own older name had as well",
      "string a_b = 1; int32 c = 2;",
      "string aB = 1; int32 c = 2;",
      ["R1/renamed warning M.aB"],
    ],
  ])("%s", (_, before, after, reported) => {
    expect(linesOf(findingsBetween(message(before), message(after)))).toEqual(reported);
  });

  test("is told whose it was, and to keep its own where it had one", () => {
    const findings = findingsBetween(
      message('string a = 1 [json_name = "left"]; string b = 2 [json_name = "right"];'),
      message('string a = 1 [json_name = "right"]; string b = 2 [json_name = "left"];'),
    );
    expect(findings[0]).toMatchObject({
      tier: "conditional",
      message:
        '"a", number 1 of M, takes the name "right" in JSON, which number 2, "b" (string), has in the older release: JSON, text format and field masks take the one for the other.',
      before: { name: "b", number: 2, taken: "right" },
      after: { name: "a", number: 1 },
      fix: { advice: '[json_name = "left"]' },
    });
  });
});

describe("a value with several names", () => {
  const aliased = (body: string) => values(`option allow_alias = true; ${body}`);

  test.each<[title: string, before: string, after: string, reported: string[]]>([
    ["gets one more behind the first", values("A = 1;"), aliased("A = 1; B = 1;"), []],
    [
      "gets one more before the first",
      values("A = 1;"),
      aliased("B = 1; A = 1;"),
      ["R1/renamed warning E.B"],
    ],
    [
      "has another one of them first",
      aliased("A = 1; B = 1;"),
      aliased("B = 1; A = 1;"),
      ["R1/renamed info E.B"],
    ],
    ["loses the second", aliased("A = 1; B = 1;"), values("A = 1;"), ["R1/renamed warning E.B"]],
    ["loses the first", aliased("A = 1; B = 1;"), values("B = 1;"), ["R1/renamed warning E.A"]],
    [
      "loses the second, whose name is reserved",
      aliased("A = 1; B = 1;"),
      values('A = 1; reserved "B";'),
      ["R1/renamed warning E.B"],
    ],
    [
      "loses one of three",
      aliased("A = 1; B = 1; C = 1;"),
      aliased("A = 1; C = 1;"),
      ["R1/renamed warning E.B"],
    ],
  ])("%s", (_, before, after, reported) => {
    expect(linesOf(findingsBetween(before, after))).toEqual(reported);
  });

  test("is told which name is gone, and whether it is reserved", () => {
    const messages = (after: string) =>
      findingsBetween(aliased("A = 1; B = 1;"), values(after)).map(({ message: text }) => text);
    const gone =
      '"B" is gone from E, and number 1 is only called "A" now: safe on the wire, but no longer known in JSON and text format under the name that is gone.';
    expect(messages("A = 1;")).toEqual([`${gone} The name is not reserved.`]);
    expect(messages('A = 1; reserved "B";')).toEqual([gone]);
  });
});

/** What is said of the newest of some states, compared with the one before it and with all of their history. */
function remembered(...texts: string[]) {
  const [before = "", after = ""] = texts.slice(-2);
  return check({ ...requestBetween(before, after), ledger: ledgerOfTexts(...texts) }).findings;
}

/** The same of the last one alone: what it says of names and numbers that are spent. */
function spentIn(ledger: Ledger, text: string): string[] {
  return linesOf(check({ ...requestBetween(text, text), ledger }).findings);
}

describe("over the history, a name", () => {
  test.each<[title: string, states: string[], reported: string[]]>([
    [
      "comes back under another number",
      [
        "string id = 1; string note = 2;",
        "string id = 1; reserved 2;",
        "string id = 1; reserved 2; int32 note = 3;",
      ],
      ["R1/name-reused warning M.note"],
    ],
    [
      "comes back under another number after it was reserved",
      ["string note = 2;", 'reserved 2; reserved "note";', "reserved 2;", "reserved 2; string note = 3;"],
      ["R1/name-reused warning M.note"],
    ],
    ["comes back under its number", ["string note = 2;", "", "string note = 2;"], []],
    [
      "is given to a new field after a rename",
      ["string note = 2;", "string remark = 2;", "string remark = 2; string note = 3;"],
      ["R1/name-reused warning M.note"],
    ],
    [
      "is exchanged with another one in two steps",
      [
        "string user = 1; string code = 2;",
        "string first = 1; string second = 2;",
        "string code = 1; string user = 2;",
      ],
      ["R1/name-reused warning M.code", "R1/name-reused warning M.user"],
    ],
    [
      "in JSON comes back as that of another field",
      ['string a = 1 [json_name = "x"];', "reserved 1;", 'reserved 1; string b = 2 [json_name = "x"];'],
      ["R1/name-reused warning M.b"],
    ],
    [
      "that follows in JSON comes back in the schema",
      ["string unit_price = 1;", "reserved 1;", "reserved 1; string unitPrice = 2;"],
      ["R1/name-reused warning M.unitPrice"],
    ],
    [
      "comes back as that of a member of a oneof",
      ["string note = 2;", "reserved 2;", "reserved 2; oneof one { int32 note = 3; }"],
      ["R1/name-reused warning M.note"],
    ],
    [
      "goes to another number with its field",
      ["string note = 2;", "string note = 3;", "string note = 3;"],
      [],
    ],
    [
      "goes to another number with its field, twice, and comes back later",
      ["string n = 2;", "string n = 3;", "string n = 4;", "", "string n = 2;"],
      [],
    ],
    [
      "goes to another number with its field, and was that of a third one before",
      ["string n = 9;", "", "string n = 2;", "string n = 3;", "string n = 3;"],
      ["R1/name-reused warning M.n"],
    ],
  ])("%s", (_, states, reported) => {
    expect(linesOf(remembered(...states.map(message)))).toEqual(reported);
  });

  test("of a field in a message that was renamed is spent in it", () => {
    const inA = "message A { string note = 2; string one = 3; string two = 4; }";
    const inB = (more: string) => `message B { ${more} string one = 3; string two = 4; }`;
    const found = remembered(
      inA,
      inB("string note = 2;"),
      inB("reserved 2;"),
      inB("reserved 2; int32 note = 5;"),
    );
    expect(linesOf(found)).toEqual(["R1/name-reused warning B.note"]);
  });

  test("of a field in a nested message is spent in that one alone", () => {
    const nested = (inner: string, outer: string) => `message M { message Inner { ${inner} } ${outer} }`;
    const [first, second] = [nested("string note = 2;", ""), nested("reserved 2;", "")];
    expect(linesOf(remembered(first, second, nested("reserved 2; int32 note = 3;", "")))).toEqual([
      "R1/name-reused warning M.Inner.note",
    ]);
    expect(linesOf(remembered(first, second, nested("reserved 2;", "int32 note = 3;")))).toEqual([]);
  });

  test.each<[title: string, states: string[], reported: string[]]>([
    [
      "comes back under another number",
      ["A = 1;", "reserved 1;", "reserved 1; A = 2;"],
      ["R3/value-added error E.A", "R1/name-reused warning E.A"],
    ],
    [
      "is given to a new one after a rename",
      ["A = 1;", "B = 1;", "B = 1; A = 2;"],
      ["R3/value-added error E.A", "R1/name-reused warning E.A"],
    ],
    ["comes back under its number", ["A = 1;", "", "A = 1;"], ["R3/value-added error E.A"]],
    [
      "was an alias, and comes back under another number",
      ["option allow_alias = true; A = 1; B = 1;", "A = 1;", "A = 1; B = 2;"],
      ["R3/value-added error E.B", "R1/name-reused warning E.B"],
    ],
    ["goes to another number with its value", ["A = 1;", "A = 2;", "A = 2;"], []],
  ])("of an enum value %s", (_, states, reported) => {
    const found = linesOf(remembered(...states.map(values)));
    expect(found.filter((line) => !line.includes("zero-value")).sort()).toEqual(reported.sort());
  });

  test("is told with the number and the release that had it", () => {
    const told = (body: string, more: Partial<ToldCommit> = {}): ToldCommit => ({
      files: { "a.proto": message(body) },
      ...more,
    });
    const ledger = ledgerOfTold([told("string note = 2;", { release: "v1.0" }), told("reserved 2;")]);
    const request = requestBetween(message("reserved 2;"), message("reserved 2; int32 note = 3;"));
    expect(check({ ...request, ledger }).findings).toMatchObject([
      {
        check: "R1/name-reused",
        tier: "conditional",
        element: { kind: "field", fullName: "M.note", owner: "M" },
        message:
          '"note", number 3 of M, takes the name "note", which number 2 (string) had in release v1.0: JSON, text format and field masks take the one for the other.',
        before: { name: "note", number: 2, type: "string", taken: "note", evidence: { release: "v1.0" } },
        after: { name: "note", number: 3, type: "int32" },
      },
    ]);
  });

  test("that only work in progress had is free, whatever else its field was called officially", () => {
    const told = (body: string, isWork: boolean): ToldCommit => ({
      files: { "a.proto": message(body) },
      isWork,
    });
    const tried = ledgerOfTold([told("string note = 2;", true), told("reserved 2;", false)]);
    expect(spentIn(tried, message("reserved 2; int32 note = 3;"))).toEqual([]);
    const official = [
      told("string remark = 2;", false),
      told("string note = 2;", true),
      told("string remark = 2;", false),
    ];
    expect(spentIn(ledgerOfTold(official), message("string remark = 2; int32 note = 3;"))).toEqual([]);
    const both = [told("string note = 2;", false), told("string remark = 2;", false)];
    expect(spentIn(ledgerOfTold(both), message("string remark = 2; int32 note = 3;"))).toEqual([
      "R1/name-reused warning M.note",
    ]);
  });

  test("that two living fields share in JSON is told of the later one", () => {
    const proto2 = (body: string) => `syntax = "proto2"; message M { ${body} }`;
    const both = proto2("optional string unit_price = 1; optional int32 unitPrice = 2;");
    const together = ledgerOfTexts(message("string unit_price = 1; int32 unitPrice = 2;"));
    expect(spentIn(together, both)).toEqual([]);
    const later = ledgerOfTexts(
      message("string unit_price = 1;"),
      message("string unit_price = 1; int32 unitPrice = 2;"),
    );
    expect(spentIn(later, both)).toEqual(["R1/name-reused warning M.unitPrice"]);
  });
});
