import { expect, test } from "vitest";
import { ledgerOfTold, type ToldCommit } from "../../testing/ledger-of-commits.js";
import { check } from "./check.js";
import { requestFor } from "./request.js";

const text = (field: string) => `package p; message M { string a = 1; ${field} }`;

/** What is said of the head where another branch takes number 2, too, and what the head's commit is. */
function collision(head: Omit<ToldCommit, "files">) {
  const files = (field: string) => ({ files: { "a.proto": text(field) } });
  const ledger = ledgerOfTold([
    files(""),
    { ...files("bool other = 2;"), branch: "feature/x" },
    { ...files("string own = 2;"), parents: [0], ...head },
  ]);
  const state = (label: string, field: string) => ({
    label,
    files: [{ path: "a.proto", text: `syntax = "proto3"; ${text(field)}` }],
  });
  const { findings } = check({
    ...requestFor(state("before", ""), state("after", "string own = 2;")),
    ledger,
  });
  return findings.map(({ severity, message, fix }) => [severity, message.slice(0, 27), fix?.title]);
}

test("of two branches that take a number, the one that is checked may take another", () => {
  expect(collision({ branch: "feature/y" })).toEqual([
    ["info", "Branch feature/x takes 2 fo", "Take a number that was never used"],
  ]);
});

test("what is official keeps its number, and the branch that is not merged takes another", () => {
  expect(collision({})).toEqual([
    [
      "info",
      "Branch feature/x takes 2 fo",
      "Keep it, and give the field of that branch another number before it is merged",
    ],
  ]);
});

test("what is released has settled it", () => {
  expect(collision({ release: "v1.0" })).toEqual([]);
});
