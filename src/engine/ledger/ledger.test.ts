import { describe, expect, test } from "vitest";
import {
  aliasesIn,
  holdersIn,
  ledgerOfTexts,
  ledgerOfTold,
  otherHolders,
} from "../../testing/ledger-of-commits.js";
import { isThorough } from "../../testing/thorough.js";
import { evidenceText } from "./evidence.js";
import type { Ledger } from "./ledger.js";
import { followChange, mergeLedgers } from "./merge.js";

const message = (body: string, name = "M") => `package p; message ${name} { ${body} }`;

describe("a number", () => {
  test("is remembered with the first and the last revision that had it", () => {
    const ledger = ledgerOfTexts(
      message("string a = 1; string b = 2;"),
      message("string a = 1; string b = 2; string c = 3;"),
      message("string a = 1; reserved 2;"),
    );
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: string c1..c3"]);
    expect(holdersIn(ledger, "p.M", 2)).toEqual(["b: string c1..c2"]);
    expect(ledger.revisions).toBe(3);
  });

  test("that another field takes later has two holders", () => {
    const ledger = ledgerOfTexts(
      message("string a = 1; string b = 2;"),
      message("string a = 1;"),
      message("string a = 1; string c = 2;"),
    );
    expect(holdersIn(ledger, "p.M", 2)).toEqual(["b: string c1..c1", "c: string c3..c3"]);
    expect(otherHolders(ledger, "p.M", 2, "c").map(({ names }) => names)).toEqual([["b"]]);
    expect(otherHolders(ledger, "p.M", 1, "a")).toEqual([]);
  });

  test("that a hole leaves was never used", () => {
    const ledger = ledgerOfTexts(message("string a = 1; reserved 2; string c = 3;"));
    expect([...(ledger.owners.get("p.M")?.numbers.keys() ?? [])]).toEqual([1, 3]);
  });

  test("of an enum value is one too, zero and negative ones included", () => {
    const ledger = ledgerOfTexts(
      "enum E { A = 0; B = 1; MINUS = -1; }",
      "enum E { A = 0; }",
      "enum E { A = 0; C = 1; }",
    );
    expect(holdersIn(ledger, "E", 1)).toEqual(["B: value c1..c1", "C: value c3..c3"]);
    expect(holdersIn(ledger, "E", -1)).toEqual(["MINUS: value c1..c1"]);
  });

  test("with several names by allow_alias has one holder", () => {
    const aliased = "enum E { option allow_alias = true; A = 0; B = 1; C = 1; }";
    const ledger = ledgerOfTexts("enum E { A = 0; }", aliased);
    expect(holdersIn(ledger, "E", 1)).toEqual(["B>C: value c2..c2"]);
  });
});

describe("a field renamed in place", () => {
  test("is the same holder under two names", () => {
    const ledger = ledgerOfTexts(message("string a = 1;"), message("string b = 1;"));
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a>b: string c1..c2"]);
  });

  test("with another type is another holder", () => {
    const ledger = ledgerOfTexts(message("string a = 1;"), message("int32 b = 1;"));
    expect(holdersIn(ledger, "p.M", 1)).toHaveLength(2);
  });

  test("is another holder while the old name lives on under another number", () => {
    const ledger = ledgerOfTexts(message("string a = 1;"), message("string b = 1; string a = 2;"));
    expect(holdersIn(ledger, "p.M", 1)).toHaveLength(2);
  });

  test("is another holder where the new name comes from another number", () => {
    const ledger = ledgerOfTexts(message("string a = 1; string b = 2;"), message("string b = 1;"));
    expect(holdersIn(ledger, "p.M", 1)).toHaveLength(2);
  });

  test("is followed through the rename of its type", () => {
    const ledger = ledgerOfTexts(
      "package p; message T { int32 x = 1; } message M { repeated T old = 1; }",
      "package p; message U { int32 x = 1; } message M { repeated U new = 1; }",
    );
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["old>new: repeated p.U c1..c2"]);
  });

  test("is followed where the type is only written in another way", () => {
    const ledger = ledgerOfTexts(message("Other old = 1;"), message(".p.Other new = 1;"));
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["old>new: p.Other c1..c2"]);
  });

  test("is followed while the message moves to another file and package", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": "package p; message M { string a = 1; int32 b = 2; }" } },
      { files: { "b.proto": "package q; message M { string a = 1; int32 new = 2; }" } },
    ]);
    expect(holdersIn(ledger, "q.M", 2)).toEqual(["b>new: int32 c1..c2"]);
  });

  test("a change of type under the same name is the same holder, with the last type", () => {
    const ledger = ledgerOfTexts(message("int32 a = 1;"), message("int64 a = 1;"));
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: int64 c1..c2"]);
  });
});

describe("what comes back after a gap", () => {
  const gap = message("reserved 1;");

  test.each<[title: string, states: string[], holders: string[]]>([
    ["with the same type is the same holder", ["int32 a = 1;", "", "int32 a = 1;"], ["a: int32 c1..c3"]],
    [
      "with another type is another holder",
      ["int32 a = 1;", "", "double a = 1;"],
      ["a: int32 c1..c1", "a: double c3..c3"],
    ],
    [
      "as a list is another holder",
      ["int32 a = 1;", "", "repeated int32 a = 1;"],
      ["a: int32 c1..c1", "a: repeated int32 c3..c3"],
    ],
    [
      "with a type that it had before it changed in place is the same holder",
      ["int32 a = 1;", "int64 a = 1;", "", "int32 a = 1;"],
      ["a: int32 c1..c4"],
    ],
    [
      "under another name that it had, with another type, is another holder",
      ["string a = 1;", "string b = 1;", "", "int32 b = 1;"],
      ["a>b: string c1..c2", "b: int32 c4..c4"],
    ],
    [
      "with another type, to change in place to the first one, connects both",
      ["int32 a = 1;", "", "double a = 1;", "int32 a = 1;"],
      ["a: int32 c1..c4"],
    ],
  ])("%s", (_, states, holders) => {
    const ledger = ledgerOfTexts(...states.map((body) => (body === "" ? gap : message(body))));
    expect(holdersIn(ledger, "p.M", 1)).toEqual(holders);
  });

  test("with a type that was renamed meanwhile is the same holder", () => {
    const text = (type: string, body: string) =>
      `package p; message ${type} { int32 x = 1; string y = 2; } message M { ${body} }`;
    const states = [text("T", "T a = 1;"), text("T", ""), text("U", ""), text("U", "U a = 1;")];
    expect(holdersIn(ledgerOfTexts(...states), "p.M", 1)).toEqual(["a: p.U c1..c4"]);
  });

  test("with a type that is imported now, and written in another way, is the same holder", () => {
    const type = "message T { int32 x = 1; }";
    const state = (body: string, inside: string, elsewhere: string) => ({
      files: { "a.proto": `${message(body)} ${inside}`, "t.proto": `package p; ${elsewhere}` },
    });
    const ledger = ledgerOfTold([
      state("T a = 1;", type, ""),
      state("", type, ""),
      state("T a = 1;", "", type),
    ]);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: T c1..c3"]);
  });

  test("with a type of the same name in another package is another holder", () => {
    const types = {
      "t.proto": "package p.t; message T { int32 x = 1; }",
      "u.proto": "package p.u; message T {}",
    };
    const state = (body: string) => ({ files: { "a.proto": message(body), ...types } });
    const ledger = ledgerOfTold([state("t.T a = 1;"), state(""), state("u.T a = 1;")]);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: t.T c1..c1", "a: u.T c3..c3"]);
  });

  test("in a commit that merges what a branch had gone through is what it is on the branch", () => {
    const commit = (body: string, parents: number[], day: number) => ({
      files: { "a.proto": message(body) },
      parents,
      day,
    });
    const gone = ledgerOfTold([
      commit("int32 a = 1;", [], 1),
      commit("int32 a = 1; string b = 2;", [0], 2),
      commit("reserved 1;", [0], 3),
      commit("double a = 1;", [2], 4),
      commit("double a = 1; string b = 2;", [1, 3], 5),
    ]);
    expect(holdersIn(gone, "p.M", 1)).toEqual(["a: int32 c1..c2", "a: double c4..c5"]);
    const inPlace = ledgerOfTold([
      commit("int32 a = 1;", [], 1),
      commit("int32 a = 1; string b = 2;", [0], 2),
      commit("int64 a = 1;", [0], 3),
      commit("int64 a = 1; string b = 2;", [1, 2], 4),
    ]);
    expect(holdersIn(inPlace, "p.M", 1)).toEqual(["a: int64 c1..c4"]);
  });
});

describe("a form of a field", () => {
  test("has its own evidence, and its own name in JSON", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": message('string a = 1 [json_name = "x"];') }, release: "v1" },
      { files: { "a.proto": message("string a = 1;") } },
      { files: { "a.proto": message("string b = 1;") }, isWork: true },
    ]);
    const [holder] = ledger.owners.get("p.M")?.numbers.get(1) ?? [];
    expect(holder?.forms).toMatchObject([
      { name: "a", jsonName: "x", seen: { evidence: { kind: "release", release: "v1" } } },
      { name: "a", seen: { evidence: { kind: "official" } } },
      { name: "b", seen: { evidence: { kind: "other" } } },
    ]);
    expect(holder?.forms[1]).not.toHaveProperty("jsonName");
    expect(holder?.names).toEqual(["a", "b"]);
  });

  test("that has the name that follows from it in JSON, written out, is the same form", () => {
    const ledger = ledgerOfTexts(message("string a_b = 1;"), message('string a_b = 1 [json_name = "aB"];'));
    expect(ledger.owners.get("p.M")?.numbers.get(1)?.[0]?.forms).toHaveLength(1);
  });
});

test("what gets another number in one step is remembered as such", () => {
  const ledger = ledgerOfTexts(
    message("string a = 1; string b = 2;"),
    message("string a = 3; string renamed = 2;"),
    message("string a = 3; string b = 4; string renamed = 2;"),
  );
  expect(ledger.owners.get("p.M")?.renumbered).toEqual([{ name: "a", before: 1, after: 3 }]);
});

describe("what comes back", () => {
  test("a revert is no re-use", () => {
    const first = message("string a = 1;");
    const ledger = ledgerOfTexts(first, message("int32 b = 1;"), first);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: string c1..c3", "b: int32 c2..c2"]);
    expect(otherHolders(ledger, "p.M", 1, "a").map(({ names }) => names)).toEqual([["b"]]);
  });

  test("the same name at the same number is the same holder, whatever was between", () => {
    const ledger = ledgerOfTexts(message("string a = 1;"), message("reserved 1;"), message("string a = 1;"));
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: string c1..c3"]);
  });

  test("a file that was deleted and comes back, too", () => {
    const text = message("string a = 1;");
    const ledger = ledgerOfTold([
      { files: { "a.proto": text } },
      { files: {} },
      { files: { "b.proto": text } },
    ]);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: string c1..c3"]);
  });
});

describe("a message", () => {
  const fields = "string a = 1; string b = 2;";

  test("is followed through a rename with the same content", () => {
    const ledger = ledgerOfTexts(
      message("string a = 1; string b = 2; string gone = 3;", "Old"),
      message("string a = 1; string b = 2;", "Old"),
      message("string a = 1; string b = 2;", "New"),
      message("string a = 1; string b = 2; int32 fresh = 3;", "New"),
    );
    expect(holdersIn(ledger, "p.New", 3)).toEqual(["gone: string c1..c1", "fresh: int32 c4..c4"]);
    expect(aliasesIn(ledger, "p.New")).toEqual(["p.Old"]);
    expect(ledger.owners.get("p.Old")?.numbers).toBe(ledger.owners.get("p.New")?.numbers);
  });

  test("is followed into another package with half of its content", () => {
    const ledger = ledgerOfTexts(
      `package p; message M { ${fields} }`,
      "package q; message M { string a = 1; }",
    );
    expect(aliasesIn(ledger, "q.M")).toEqual(["p.M"]);
  });

  test("is not followed with less than half", () => {
    const ledger = ledgerOfTexts(
      `package p; message M { ${fields} string c = 3; }`,
      "package q; message M { string a = 1; string x = 2; string y = 3; }",
    );
    expect(aliasesIn(ledger, "q.M")).toEqual([]);
  });

  test("is not followed to a name and a content that differ both", () => {
    const ledger = ledgerOfTexts(message(fields, "Old"), message("string a = 1;", "New"));
    expect(aliasesIn(ledger, "p.New")).toEqual([]);
  });

  test("is followed with all that stands in it, types of the package included", () => {
    const inner = "message M { T t = 1; enum Kind { A = 0; } message T { Kind k = 1; } }";
    const ledger = ledgerOfTexts(`package p; ${inner}`, `package q; ${inner}`);
    expect(["q.M", "q.M.T", "q.M.Kind"].map((name) => aliasesIn(ledger, name))).toEqual([
      ["p.M"],
      ["p.M.T"],
      ["p.M.Kind"],
    ]);
    expect(holdersIn(ledger, "q.M", 1)).toEqual(["t: q.M.T c1..c2"]);
  });

  test("of several that are alike goes to the one of its name, and to none where no name tells", () => {
    const twins = (a: string, b: string, pkg: string) =>
      `package ${pkg}; message ${a} { string x = 1; } message ${b} { string x = 1; }`;
    const moved = ledgerOfTexts(twins("Get", "Put", "p"), twins("Get", "Put", "q"));
    expect(aliasesIn(moved, "q.Put")).toEqual(["p.Put"]);
    const renamed = ledgerOfTexts(twins("Get", "Put", "p"), twins("Load", "Store", "p"));
    expect(aliasesIn(renamed, "p.Store")).toEqual([]);
  });

  test("of several that are alike is said not to be followed, if a later commit does not tell", () => {
    const twins = (a: string, b: string) => `${message(fields, a)} message ${b} { ${fields} }`;
    const ledger = ledgerOfTexts(twins("Get", "Put"), twins("Load", "Store"));
    expect(aliasesIn(ledger, "p.Load")).toEqual([]);
    expect(ledger.ambiguous).toEqual([
      { kind: "message", before: ["p.Get", "p.Put"], after: ["p.Load", "p.Store"] },
    ]);
  });

  test("of several that are alike goes to the one that the same method carries", () => {
    const service = (get: string, put: string) =>
      `service S { rpc Get(${get}) returns (${get}); rpc Put(${put}) returns (${put}); }`;
    const twins = (a: string, b: string) =>
      `${message(fields, a)} message ${b} { ${fields} } ${service(a, b)}`;
    const ledger = ledgerOfTexts(twins("Get", "Put"), twins("Store", "Load"));
    expect(aliasesIn(ledger, "p.Store")).toEqual(["p.Get"]);
    expect(aliasesIn(ledger, "p.Load")).toEqual(["p.Put"]);
  });

  test("that takes its reservations along is followed, however much it grew", () => {
    const ledger = ledgerOfTexts(
      message("string a = 1; string b = 2;"),
      message("string a = 1; reserved 2;"),
      "package q; message M { string a = 1; reserved 2; string c = 3; string d = 4; string e = 5; }",
      "package q; message M { string a = 1; string z = 2; string c = 3; string d = 4; string e = 5; }",
    );
    expect(holdersIn(ledger, "q.M", 2)).toEqual(["b: string c1..c1", "z: string c4..c4"]);
  });

  test("is not followed to another version of its protocol", () => {
    const ledger = ledgerOfTexts(
      `package pay.v1; message M { ${fields} }`,
      `package pay.v2; message M { ${fields} }`,
    );
    expect(aliasesIn(ledger, "pay.v2.M")).toEqual([]);
  });

  test("of one field is followed to another name only where something carries both", () => {
    const carrier = (name: string) => `message O { ${name} it = 1; }`;
    const one = (name: string) => message("string id = 1;", name);
    expect(aliasesIn(ledgerOfTexts(one("A"), one("B")), "p.B")).toEqual([]);
    const carried = ledgerOfTexts(`${one("A")} ${carrier("A")}`, `${one("B")} ${carrier("B")}`);
    expect(aliasesIn(carried, "p.B")).toEqual(["p.A"]);
  });

  test("without fields is known, and not followed by content", () => {
    const ledger = ledgerOfTexts("package p; message A {}", "package p; message B {}");
    expect([...ledger.owners.keys()]).toEqual(["p.A", "p.B"]);
    expect(aliasesIn(ledger, "p.B")).toEqual([]);
  });

  test("is the same in another file", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": message("string a = 1; string b = 2;") } },
      { files: { "sub/b.proto": message("string a = 1;") } },
      { files: { "sub/b.proto": message("string a = 1; int32 c = 2;") } },
    ]);
    expect(holdersIn(ledger, "p.M", 2)).toEqual(["b: string c1..c1", "c: int32 c3..c3"]);
  });

  test("that is copied and lives on is not followed to the copy", () => {
    const ledger = ledgerOfTold([
      { files: { "v1.proto": `package v1; message M { ${fields} }` } },
      {
        files: {
          "v1.proto": `package v1; message M { ${fields} }`,
          "v2.proto": `package v2; message M { ${fields} }`,
        },
      },
    ]);
    expect(aliasesIn(ledger, "v2.M")).toEqual([]);
  });

  const first = `package p; message M { ${fields} }`;
  const second = `package q; message M { ${fields} }`;

  test("that is copied is not followed to the copy when it is deleted, even if the copy comes and goes", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": first } },
      { files: { "a.proto": first, "b.proto": second } },
      { files: { "a.proto": first } },
      { files: { "b.proto": second } },
    ]);
    expect(aliasesIn(ledger, "q.M")).toEqual([]);
  });

  test("is followed to a name that another one had before it was there", () => {
    const old = `package q; message M { ${fields} int32 old = 3; }`;
    const ledger = ledgerOfTold([
      { files: { "b.proto": old } },
      { files: {} },
      { files: { "a.proto": first } },
      { files: { "b.proto": second } },
    ]);
    expect(aliasesIn(ledger, "q.M")).toEqual(["p.M"]);
  });

  test("that goes back to its old name is followed, with what is renamed on the way", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": first } },
      { files: { "b.proto": second } },
      { files: { "a.proto": "package p; message M { string a = 1; string c = 2; }" } },
      { files: { "b.proto": "package q; message M { string a = 1; string d = 2; }" } },
    ]);
    expect(holdersIn(ledger, "p.M", 2)).toEqual(["b>c>d: string c1..c4"]);
  });

  test("of several copies is one owner, renamed fields too", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": message("string a = 1;"), "copy/a.proto": message("string a = 1;") } },
      { files: { "a.proto": message("string b = 1;"), "copy/a.proto": message("string a = 1;") } },
      { files: { "a.proto": message("string b = 1;"), "copy/a.proto": message("string b = 1;") } },
    ]);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a>b: string c1..c3"]);
  });

  test("of which a copy is deleted lives on, and is not followed to what is alike", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": message(fields), "b.proto": message(fields) } },
      { files: { "b.proto": `${message(fields)} message N { ${fields} }` } },
    ]);
    expect(aliasesIn(ledger, "p.N")).toEqual([]);
  });

  test("is not followed to one that was there before", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": message(fields), "b.proto": message(fields, "N") } },
      { files: { "a.proto": message(fields, "N"), "b.proto": `${message(fields, "N")} message Z {}` } },
    ]);
    expect(aliasesIn(ledger, "p.N")).toEqual([]);
  });

  test("of two copies that differ is compared with itself, not with the other", () => {
    const other = message("string z = 1;");
    const ledger = ledgerOfTold([
      { files: { "a.proto": message("string x = 1;"), "b.proto": other } },
      {
        files: { "a.proto": message("string y = 1;"), "b.proto": message("string z = 1; string more = 2;") },
      },
    ]);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["x>y: string c1..c2", "z: string c1..c2"]);
  });

  test("of two copies that differ moves with both", () => {
    const copies = (pkg: string) => ({
      "a.proto": `package ${pkg}; message M { ${fields} }`,
      "b.proto": `package ${pkg}; message M { ${fields} string c = 3; }`,
    });
    const ledger = ledgerOfTold([{ files: copies("p") }, { files: copies("q") }]);
    expect(aliasesIn(ledger, "q.M")).toEqual(["p.M"]);
  });

  test("that becomes an enum of the same name shares no numbers with it", () => {
    const ledger = ledgerOfTexts("message X { string a = 1; }", "enum X { A = 0; B = 1; }");
    expect(ledger.owners.get("X")?.kind).toBe("enum");
    expect(holdersIn(ledger, "X", 1)).toEqual(["B: value c2..c2"]);
    const back = ledgerOfTexts("enum X { A = 0; B = 1; }", "message X { string a = 1; }");
    expect(holdersIn(back, "X", 1)).toEqual(["a: string c2..c2"]);
  });
});

describe("branches", () => {
  const base = message("string a = 1;");

  test("a number that a branch spent counts after the merge that dropped it", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": base } },
      { files: { "a.proto": message("string a = 1; string left = 2;") } },
      { files: { "a.proto": message("string a = 1; int32 right = 2;") }, parents: [0] },
      { files: { "a.proto": message("string a = 1; int32 right = 2;") }, parents: [1, 2] },
    ]);
    expect(holdersIn(ledger, "p.M", 2)).toEqual(["left: string c2..c2", "right: int32 c3..c3"]);
  });

  test("two branches that gave a number to fields of the same type are not a rename", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": base } },
      { files: { "a.proto": message("string a = 1; string left = 2;") } },
      { files: { "a.proto": message("string a = 1; string right = 2;") }, parents: [0] },
      { files: { "a.proto": message("string a = 1; string right = 2; string c = 3;") }, parents: [1, 2] },
    ]);
    expect(holdersIn(ledger, "p.M", 2)).toHaveLength(2);
  });

  test("a rename that the merge itself makes is followed", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": base } },
      { files: { "a.proto": message("string a = 1; string b = 2;") } },
      { files: { "a.proto": message("string a = 1; string c = 3;") }, parents: [0] },
      { files: { "a.proto": message("string new = 1; string b = 2; string c = 3;") }, parents: [1, 2] },
    ]);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a>new: string c1..c4"]);
  });
});

describe("time", () => {
  test("first and last go by date, then by order", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": message("string a = 1;") }, day: 5 },
      { files: { "a.proto": message("string a = 1; string b = 2;") }, day: 3 },
      { files: { "a.proto": message("string a = 1; string b = 2; string c = 3;") }, day: 3 },
    ]);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: string c2..c1"]);
    expect(holdersIn(ledger, "p.M", 2)).toEqual(["b: string c2..c3"]);
  });

  test("a message that stays as it is was there first at the earliest date", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": message("string a = 1;") }, day: 5 },
      { files: { "a.proto": `${message("string a = 1;")} message N {}` }, day: 3 },
    ]);
    expect(holdersIn(ledger, "p.M", 1)).toEqual(["a: string c2..c1"]);
  });

  test("a thousand copies that move at once, with a rename, are followed", () => {
    const copies = (folder: string, text: string) =>
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${folder}${index}/a.proto`, text]));
    const ledger = ledgerOfTold([
      { files: copies("old", message("string a = 1; string b = 2;")) },
      { files: copies("new", message("string a = 1; string c = 2;")) },
    ]);
    expect(holdersIn(ledger, "p.M", 2)).toEqual(["b>c: string c1..c2"]);
  });

  test.runIf(isThorough)("five thousand names of one enum value, all renamed, are one holder", () => {
    const names = (prefix: string) =>
      Array.from({ length: 5000 }, (_, index) => `${prefix}${index} = 0;`).join(" ");
    const ledger = ledgerOfTexts(`enum E { ${names("A")} }`, `enum E { ${names("B")} }`);
    expect(ledger.owners.get("E")?.numbers.get(0)).toHaveLength(1);
  });

  test.runIf(isThorough)("ten thousand fields, renamed all at once, are followed", () => {
    const fields = (prefix: string) =>
      Array.from({ length: 10_000 }, (_, index) => `string ${prefix}${index} = ${index + 1};`).join(" ");
    const ledger = ledgerOfTexts(message(fields("a")), message(fields("b")));
    expect(holdersIn(ledger, "p.M", 9999)).toEqual(["a9998>b9998: string c1..c2"]);
  });
});

describe("what shows that a number was used", () => {
  const shown = (ledger: Ledger, number: number, owner = "M") =>
    ledger.owners
      .get(owner)
      ?.numbers.get(number)
      ?.map(({ evidence }) => `${evidence.name}: ${evidenceText(evidence)}`);

  test("is a release whose own tree has it, not one that comes after", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": "message M { string a = 1; }" }, release: "v1" },
      { files: { "a.proto": "message M { string tried = 1; }" } },
      { files: { "a.proto": "message M { string tried = 1; bytes b = 2; }" }, release: "v2" },
      { files: { "a.proto": "message M { int32 c = 1; }" }, release: "v3" },
    ]);
    // A field that was renamed is what it was called when it was released first.
    expect(shown(ledger, 1)).toEqual(["a: release v1", "c: release v3"]);
    expect(shown(ledger, 2)).toEqual(["b: release v2"]);
  });

  test("is the first official revision, with the name and the type that it had last", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": "message M { string a = 1; }" }, isWork: true },
      { files: { "a.proto": "message M { string b = 1; }" } },
      { files: { "a.proto": "message M { bytes b = 1; }" } },
      { files: { "a.proto": "message M { bool b = 1; }" }, isWork: true },
    ]);
    expect(shown(ledger, 1)).toEqual(["b: commit c2 of 2024-01-02"]);
    const [holder] = ledger.owners.get("M")?.numbers.get(1) ?? [];
    expect(holder).toMatchObject({ type: "bool", evidence: { kind: "official", type: "bytes" } });
    expect(holder).toMatchObject({ first: { commit: "c1" }, last: { commit: "c4" } });
  });

  test("is only work where nothing official has it", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": "message M { string a = 1; }" }, isWork: true },
      { files: { "a.proto": "message M { int32 b = 1; }" } },
    ]);
    const evidence = ledger.owners
      .get("M")
      ?.numbers.get(1)
      ?.map(({ evidence: { kind } }) => kind);
    expect(evidence).toEqual(["other", "official"]);
  });

  test("is as it was once a ledger was merged with another, and a change was followed", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": "message M { string a = 1; }" }, release: "v1" },
      { files: { "a.proto": "message M { string b = 1; int32 c = 2; }" } },
      { files: { "a.proto": "message M { bool d = 1; int32 c = 2; }" }, isWork: true },
    ]);
    expect(mergeLedgers(ledger, [])).toEqual(ledger);
    expect(followChange(ledger, [], [])).toEqual(ledger);
  });
});

describe("files outside of the protocol", () => {
  const message = (body: string, name = "M") => `package p; message ${name} { ${body} }`;

  test("are its past until it has the name itself", () => {
    const ledger = ledgerOfTold([
      { files: { "past/a.proto": message("string a = 1; string b = 2;") }, release: "v1" },
      { files: { "past/a.proto": message("string a = 1;") } },
      { files: { "a.proto": message("string a = 1;") } },
      { files: { "a.proto": message("string a = 1;"), "past/copy.proto": message("bool copied = 3;") } },
      { files: { "a.proto": message("string a = 1; int32 c = 2;") } },
    ]);
    expect(holdersIn(ledger, "p.M", 2)).toEqual(["b: string c1..c1", "c: int32 c5..c5"]);
    expect(ledger.owners.get("p.M")?.numbers.get(2)?.[0]?.evidence).toMatchObject({ release: "v1" });
    expect(ledger.owners.get("p.M")?.numbers.get(1)?.[0]?.first.commit).toBe("c1");
    expect([...(ledger.owners.get("p.M")?.numbers.keys() ?? [])]).toEqual([1, 2]);
  });

  test("are its past under names that moves lead from, and under no others", () => {
    const ledger = ledgerOfTold([
      {
        files: {
          "past/a.proto": `${message("string a = 1; string b = 2;", "Old")} message Test { int32 t = 1; }`,
        },
      },
      {
        files: {
          "past/a.proto": `${message("string a = 1; string b = 2;", "Older")} message Test { int32 t = 1; }`,
        },
      },
      {
        files: {
          "past/a.proto": `${message("string a = 1; string z = 3;", "Older")} message Test { int32 t = 1; }`,
        },
      },
      { files: { "a.proto": message("string a = 1; string z = 3;", "New") } },
    ]);
    expect(aliasesIn(ledger, "p.New")).toEqual(["p.Old", "p.Older"]);
    expect([...(ledger.owners.get("p.New")?.numbers.keys() ?? [])]).toEqual([1, 2, 3]);
    expect(ledger.owners.has("p.Test")).toBe(false);
  });

  test("rename nothing that the protocol has", () => {
    const ledger = ledgerOfTold([
      { files: { "a.proto": message("string a = 1; string b = 2;") } },
      {
        files: {
          "a.proto": message("string a = 1;"),
          "past/a.proto": message("string a = 1; string b = 2;"),
        },
      },
      {
        files: {
          "a.proto": message("string a = 1;"),
          "past/a.proto": message("string a = 1; string c = 2;"),
        },
      },
      { files: { "a.proto": message("string a = 1; string c = 2;") } },
    ]);
    expect(otherHolders(ledger, "p.M", 2, "c").map(({ names }) => names)).toEqual([["b"]]);
  });
});
