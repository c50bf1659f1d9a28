import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import type { Impact } from "../rules/violation.js";
import type { Window } from "../window/window.js";
import { compareSchemas } from "./evaluate.js";
import { measureImpact } from "./impact.js";
import { peerPairsOf } from "./peer-pairs.js";

type Asked = Omit<Impact & { kind: "bytes" }, "kind" | "before" | "after" | "number">;

/** Measures what is asked for of field 1 of a message, always between the same two schemas, three releases apart. */
function measuring(before: string, after: string, window: Window | null = null) {
  const comparison = compareSchemas(schemaOf(before), schemaOf(after), null);
  const peerPairs = peerPairsOf(
    comparison,
    { components: [{ client: "client", server: "server", window, services: [] }] },
    3,
  );
  const labels = { older: { label: "1" }, newer: { label: "2" } };
  return (asked: Asked = {}) =>
    measureImpact(
      { kind: "bytes", before: "M", after: "M", number: 1, ...asked },
      comparison,
      peerPairs,
      labels,
    );
}

test("the same two messages exchange what each impact asks for", () => {
  const message = "message M { string a = 1; }";
  const measured = measuring(message, message);
  const outcomes = (asked: Asked) => measured(asked).breaks.map(({ outcome }) => outcome);
  expect(outcomes({})).toEqual([]);
  expect(outcomes({ isOther: true })).toEqual(["reinterpreted", "reinterpreted"]);
  expect(outcomes({ value: { a: "x" } })).toEqual([]);
  expect(outcomes({ value: { a: "x" }, refusal: "no" })).toEqual(["rejected"]);
  expect(outcomes({})).toEqual([]);
});

test("fields beside it are set and count", () => {
  const measured = measuring(
    "message M { string a = 1; string b = 2; }",
    "message M { string a = 1; int32 b = 2; }",
  );
  expect(measured().breaks).toEqual([]);
  expect(measured({ beside: [2] }).breaks.length).toBe(2);
  expect(measured({ beside: [2] }).witness?.written).toMatchObject({ a: expect.any(String) });
});

test("nobody is named for one reason", () => {
  const [text, number] = ["message M { string a = 1; }", "message M { int32 a = 1; }"];
  const never = { upgrade: 0, downgrade: 0 };
  expect(measuring(text, number)().unnamed).toBeNull();
  expect(measuring(text, number, never)()).toMatchObject({
    breaks: [],
    unnamed: "nobody that the window lets meet",
  });
  expect(measuring(text, text)().unnamed).toBe("nobody in the exchanges that were tried");
  const missing = 'import "other.proto"; message M { Other a = 1; }';
  expect(measuring(missing, text)().unnamed).toBe("nobody can be named, since a type is not at hand");
});
