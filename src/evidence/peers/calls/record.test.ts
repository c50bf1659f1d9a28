import { expect, it } from "vitest";
import { type Answers, callRows, type RecordedPair } from "./record.js";

const side = { id: "a", language: "A", library: "a", version: "1.0" };

function rowsOf(answers: Answers) {
  const pair: RecordedPair = { client: side, server: side, date: "2026-01-01", digest: "", answers };
  return callRows([pair]).map(({ scenario, outcomes }) => ({ scenario, outcomes }));
}

it("has a row a call, in the order of the scenarios", () => {
  const answers = { "unknown-method": [], unary: [] };
  expect(rowsOf(answers).map(({ scenario }) => scenario)).toEqual(["unary", "unknown-method"]);
});

it("says how many messages came, and what was printed", () => {
  const received = { code: "OK", message: "", messages: 0, lines: ["the response is None"] };
  const broken = { code: "INTERNAL", message: "too many", messages: 2, lines: [] };
  const missing = { code: "UNIMPLEMENTED", message: "", messages: 0, lines: [] };
  expect(rowsOf({ unary: [received, broken, missing] })).toEqual([
    {
      scenario: "unary",
      outcomes: [
        { code: "OK", text: "no message\nthe response is None" },
        { code: "INTERNAL", text: "2 messages\ntoo many" },
        { code: "UNIMPLEMENTED", text: "" },
      ],
    },
  ]);
});

it("says why a call was not made", () => {
  expect(rowsOf({ unary: { reason: "no streams" } })).toEqual([
    { scenario: "unary", outcomes: [{ code: "NOT_OFFERED", text: "no streams" }] },
  ]);
});
