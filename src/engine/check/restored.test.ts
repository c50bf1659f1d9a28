import { expect, test } from "vitest";
import { ledgerOfTexts } from "../../testing/ledger-of-commits.js";
import { readSchema } from "../schema/read.js";
import { compareSchemas } from "./evaluate.js";

const schemaOf = (text: string) =>
  readSchema([{ path: "a.proto", text: `syntax = "proto3"; ${text}` }]).schema;

/** What is no longer reserved, after a history in which something was there, was removed and reserved, and what is now. */
function givenUp(history: readonly string[], head: string): string[] {
  const reserving = history.at(-1) ?? "";
  const { changes } = compareSchemas(schemaOf(reserving), schemaOf(head), ledgerOfTexts(...history));
  return changes.flatMap((change) =>
    change.kind === "reservation-removed"
      ? [
          ...change.numbers.map(({ start, end }) => `${start}-${end}`),
          ...change.names.map(({ name }) => name),
        ]
      : [],
  );
}

const fields = [
  "message M { int32 a = 1; int32 y = 5; }",
  'message M { int32 a = 1; reserved 4 to 9; reserved "y"; }',
];
const values = ["enum E { Z = 0; B = 1; C = 2; }", 'enum E { Z = 0; C = 2; reserved 1; reserved "B"; }'];

test.each([
  [
    "a field that comes back as it was",
    fields,
    "message M { int32 a = 1; int32 y = 5; reserved 4, 6 to 9; }",
    [],
  ],
  ["what else was reserved with it", fields, "message M { int32 a = 1; int32 y = 5; }", ["4-4", "6-9"]],
  [
    "a field of another type",
    fields,
    "message M { int32 a = 1; string y = 5; reserved 4, 6 to 9; }",
    ["5-5", "y"],
  ],
  [
    "a field with another name",
    fields,
    "message M { int32 a = 1; int32 z = 5; reserved 4, 6 to 9; }",
    ["5-5", "y"],
  ],
  ["a field with another number", fields, "message M { int32 a = 1; int32 y = 3; reserved 4 to 9; }", ["y"]],
  ["nothing comes back", fields, "message M { int32 a = 1; reserved 4, 6 to 9; }", ["5-5", "y"]],
  ["a value that comes back as it was", values, "enum E { Z = 0; B = 1; C = 2; }", []],
  ["a value with another name", values, "enum E { Z = 0; D = 1; C = 2; }", ["1-1", "B"]],
  [
    "one whose number another field had in between",
    [fields[0] as string, "message M { int32 a = 1; string other = 5; }", fields[1] as string],
    "message M { int32 a = 1; int32 y = 5; reserved 4, 6 to 9; }",
    ["5-5", "y"],
  ],
])("%s", (_, history, head, expected) => {
  expect(givenUp(history, head)).toEqual(expected);
});
