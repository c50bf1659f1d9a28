import { expect, test } from "vitest";
import {
  aliasesIn,
  holdersIn,
  ledgerOfTexts,
  ledgerOfTold,
  otherHolders,
} from "../../testing/ledger-of-commits.js";
import { declarationsOfFile } from "../identity/of-file.js";
import { parseProto } from "../schema/parse.js";
import { holdersOf } from "./holders.js";
import type { Ledger } from "./ledger.js";
import { followChange, mergeLedgers } from "./merge.js";

function from(source: string, ledger: Ledger): Ledger {
  for (const { numbers } of ledger.owners.values()) {
    for (const { first, last, evidence } of [...numbers.values()].flat()) {
      first.source = last.source = evidence.revision.source = source;
    }
  }
  return ledger;
}

test("a number that another repository spent is spent here", () => {
  const agent = from(
    "agent.json",
    ledgerOfTexts("message M { bool pidns = 8; }", "message M { reserved 8; }"),
  );
  const own = ledgerOfTold([{ files: { "a.proto": "message M { repeated string mounts = 8; }" }, day: 20 }]);
  const merged = mergeLedgers(own, [agent]);
  const [other] = otherHolders(merged, "M", 8, "mounts");
  expect(other).toMatchObject({ names: ["pidns"], first: { source: "agent.json", commit: "c1" } });
  expect(merged.revisions).toBe(3);
});

test("the same field in both is one holder, from the earlier first to the later last", () => {
  const old = from("old.json", ledgerOfTexts("message M { string a = 1; }", "message M { string b = 1; }"));
  const own = ledgerOfTold([{ files: { "a.proto": "message M { string b = 1; }" }, day: 9 }]);
  expect(holdersIn(mergeLedgers(own, [old]), "M", 1)).toEqual(["a>b: string c1..c1"]);
});

test("a field of the same name with another type is another holder: nobody saw the type change in place", () => {
  const old = from("old.json", ledgerOfTexts("message M { string a = 1; }"));
  const own = ledgerOfTold([{ files: { "a.proto": "message M { int32 a = 1; }" }, day: 9 }]);
  expect(holdersIn(mergeLedgers(own, [old]), "M", 1)).toEqual(["a: string c1..c1", "a: int32 c1..c1"]);
});

test("names that a message had there lead to its numbers here", () => {
  const old = ledgerOfTexts(
    "message A { string a = 1; string b = 2; }",
    "message B { string a = 1; string b = 2; }",
  );
  const own = ledgerOfTexts("message B { string a = 1; }");
  const merged = mergeLedgers(own, [old]);
  expect(aliasesIn(merged, "B")).toEqual(["A"]);
  expect([...(merged.owners.get("A")?.numbers.keys() ?? [])]).toEqual([1, 2]);
});

test("merging with nothing changes nothing", () => {
  const ledger = ledgerOfTexts(
    "message M { string a = 1; }",
    "message N { string b = 1; }",
    "enum E { A = 0; }",
  );
  expect(mergeLedgers(ledger, [])).toEqual({ ...ledger });
});

const state = (text: string) => [{ path: "a.proto", ...declarationsOfFile(parseProto(text).file) }];

test("what a change that is not committed renames is known under both names, and nothing is spent by it", () => {
  const committed = "message M { string a = 1; string b = 2; }";
  const ledger = ledgerOfTexts("message M { int32 x = 3; string a = 1; string b = 2; }", committed);
  const now = "message N { string a = 1; string renamed = 2; int32 fresh = 3; }";
  const followed = followChange(ledger, state(committed), state("message N { string a = 1; string b = 2; }"));
  expect(otherHolders(followed, "N", 3, "fresh").map(({ names }) => names)).toEqual([["x"]]);
  const renamed = followChange(ledger, state(committed), state("message M { string a = 1; string c = 2; }"));
  expect(otherHolders(renamed, "M", 2, "c")).toEqual([]);
  expect(otherHolders(renamed, "M", 2, "d")).toHaveLength(1);
  expect(followChange(ledger, state(committed), state(now)).owners.has("N")).toBe(false);
});

test("a type and a number that a change gives in place stay those of the same field", () => {
  const committed = "message M { int32 a = 1; string b = 2; }";
  const now = "message M { int64 a = 1; string b = 3; }";
  const followed = followChange(ledgerOfTexts(committed), state(committed), state(now));
  expect(holdersOf(followed, "M", 1, { name: "a", type: "int64" }).others).toEqual([]);
  expect(holdersOf(followed, "M", 1, { name: "a", type: "bytes" }).others).toHaveLength(1);
  expect(followed.owners.get("M")?.renumbered).toEqual([{ name: "b", before: 2, after: 3 }]);
  const twice = followChange(followed, state(now), state("message M { bytes a = 1; string b = 3; }"));
  expect(holdersOf(twice, "M", 1, { name: "a", type: "bytes" }).others).toEqual([]);
  expect(twice.owners.get("M")?.numbers.get(1)?.[0]).toMatchObject({ type: "int32", names: ["a"] });
});

test("a change that is not committed does not lead to a copy that was there before", () => {
  const one = "message M { string a = 1; string b = 2; }";
  const other = "message N { string a = 1; string b = 2; }";
  const ledger = ledgerOfTold([
    { files: { "a.proto": one } },
    { files: { "a.proto": one, "b.proto": other } },
    { files: { "a.proto": one } },
  ]);
  expect(aliasesIn(followChange(ledger, state(one), state(other)), "N")).toEqual([]);
});

test("what cannot be told is remembered when ledgers are merged", () => {
  const twins = (a: string, b: string) =>
    `message ${a} { string a = 1; string b = 2; } message ${b} { string a = 1; string b = 2; }`;
  const merged = mergeLedgers(ledgerOfTexts(twins("A", "B"), twins("C", "D")), [
    ledgerOfTexts("message M {}"),
  ]);
  expect(merged.ambiguous).toEqual([{ kind: "message", before: ["A", "B"], after: ["C", "D"] }]);
});
