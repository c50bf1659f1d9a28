import { describe, expect, test } from "vitest";
import { aliasesIn, holdersIn, ledgerOfTexts, ledgerOfTold } from "../../testing/ledger-of-commits.js";
import { ledgerFromJson, ledgerToJson } from "./json.js";
import type { Ledger } from "./ledger.js";
import { mergeLedgers } from "./merge.js";

const message = (name: string, body: string) => `message ${name} { ${body} }`;
const inPackage = (...messages: string[]) => `package p; ${messages.join(" ")}`;

const labels = "string name = 1; map<string, string> labels = 2;";
const version = "int32 version = 1; string created_at = 2; string updated_at = 3;";
const meta = message("Meta", labels);
const annotations = message("Annotations", labels);
const newMeta = message("Meta", version);

function numbersIn(ledger: Ledger, name: string): number[] {
  return [...(ledger.owners.get(name)?.numbers.keys() ?? [])];
}

describe("a name that something new gets after a rename", () => {
  const history = [inPackage(meta), inPackage(annotations), inPackage(annotations, newMeta)];

  function expectTwo(ledger: Ledger): void {
    expect(aliasesIn(ledger, "p.Annotations")).toEqual([]);
    expect(aliasesIn(ledger, "p.Meta")).toEqual([]);
    expect(numbersIn(ledger, "p.Annotations")).toEqual([1, 2]);
    expect(numbersIn(ledger, "p.Meta")).toEqual([1, 2, 3]);
  }

  test("stands for the new one alone", () => {
    const ledger = ledgerOfTexts(...history);
    expectTwo(ledger);
    expect(holdersIn(ledger, "p.Annotations", 2)).toEqual(["labels: map<string, string> c1..c3"]);
    expect(holdersIn(ledger, "p.Meta", 2)).toEqual(["created_at: string c3..c3"]);
  });

  test("does so in an export, and with others", () => {
    const ledger = ledgerOfTexts(...history);
    // An export names commits by their hashes.
    const text = ledgerToJson(ledger).replaceAll('"commit":"c', '"commit":"000000c');
    expectTwo(ledgerFromJson(text, "one"));
    expectTwo(mergeLedgers(ledger, [ledgerOfTexts(inPackage(annotations))]));
  });

  test("leaves the numbers that were spent under it to what was renamed", () => {
    const spent = message("Meta", `${labels} string old = 5;`);
    const ledger = ledgerOfTexts(inPackage(spent), ...history);
    expect(holdersIn(ledger, "p.Annotations", 5)).toEqual(["old: string c1..c1"]);
    expect(numbersIn(ledger, "p.Meta")).toEqual([1, 2, 3]);
  });

  test("keeps a number that both have under one name", () => {
    const ledger = ledgerOfTexts(
      ...history.slice(0, 2),
      inPackage(annotations, message("Meta", "string name = 1; string other = 2;")),
    );
    expect(numbersIn(ledger, "p.Meta")).toEqual([1, 2]);
    expect(holdersIn(ledger, "p.Annotations", 2)).toEqual(["labels: map<string, string> c1..c3"]);
  });

  test("is followed in its turn", () => {
    const ledger = ledgerOfTexts(...history, inPackage(annotations, message("Stamp", version)));
    expect(aliasesIn(ledger, "p.Stamp")).toEqual(["p.Meta"]);
    expect(aliasesIn(ledger, "p.Annotations")).toEqual([]);
  });

  test("is one name even where the rename went on", () => {
    const notes = message("Notes", labels);
    const ledger = ledgerOfTexts(
      inPackage(meta),
      inPackage(annotations),
      inPackage(notes),
      inPackage(notes, newMeta),
    );
    expect(aliasesIn(ledger, "p.Notes")).toEqual(["p.Annotations"]);
    expect(aliasesIn(ledger, "p.Meta")).toEqual([]);
  });
});

describe("a name stands for one message", () => {
  test("that is renamed and back", () => {
    const ledger = ledgerOfTexts(
      inPackage(meta),
      inPackage(annotations),
      inPackage(meta),
      inPackage(message("Meta", `${labels} string more = 3;`)),
    );
    expect(aliasesIn(ledger, "p.Meta")).toEqual(["p.Annotations"]);
    expect(numbersIn(ledger, "p.Annotations")).toEqual([1, 2, 3]);
  });

  test("that is removed and comes back", () => {
    const other = message("Other", "bytes data = 1;");
    const ledger = ledgerOfTexts(inPackage(meta, other), inPackage(other), inPackage(newMeta, other));
    expect(holdersIn(ledger, "p.Meta", 2)).toEqual([
      "labels: map<string, string> c1..c1",
      "created_at: string c3..c3",
    ]);
  });

  test("that comes back after it was renamed and removed", () => {
    const ledger = ledgerOfTexts(inPackage(meta), inPackage(annotations), "package p;", inPackage(newMeta));
    expect(aliasesIn(ledger, "p.Meta")).toEqual(["p.Annotations"]);
    expect(numbersIn(ledger, "p.Meta")).toEqual([1, 2, 3]);
    expect(holdersIn(ledger, "p.Meta", 1)).toHaveLength(2);
  });

  test("that goes on under its old name on a branch until that is merged", () => {
    const more = `${labels} string more = 3;`;
    const ledger = ledgerOfTold([
      { files: { "a.proto": inPackage(meta) } },
      { files: { "a.proto": inPackage(annotations) } },
      { files: { "a.proto": inPackage(message("Meta", more)) }, parents: [0] },
      { files: { "a.proto": inPackage(message("Annotations", more)) }, parents: [1, 2] },
    ]);
    expect(aliasesIn(ledger, "p.Annotations")).toEqual(["p.Meta"]);
    expect(holdersIn(ledger, "p.Annotations", 3)).toEqual(["more: string c3..c4"]);
  });

  test("that a branch has by a copy of the commit that added it", () => {
    const other = message("Other", "bytes data = 1;");
    const ledger = ledgerOfTold([
      { files: { "a.proto": inPackage(other) } },
      { files: { "a.proto": inPackage(other, meta) } },
      { files: { "a.proto": inPackage(other, annotations) } },
      { files: { "a.proto": inPackage(other, meta) }, parents: [0] },
      { files: { "a.proto": inPackage(other, message("Meta", `${labels} string more = 3;`)) } },
    ]);
    expect(aliasesIn(ledger, "p.Annotations")).toEqual(["p.Meta"]);
    expect(numbersIn(ledger, "p.Annotations")).toEqual([1, 2, 3]);
  });
});
