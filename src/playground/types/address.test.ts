import { expect, test } from "vitest";
import type { TypeChoices } from "../../content/type-table.js";
import { inFormat, queryOf, readChoice } from "./address.js";

const kind = (id: string, form: string) => ({ id, form, label: id });
const choices: TypeChoices = {
  formats: {
    binary: [kind("int32", "singular"), kind("packed-int32", "packed"), kind("expanded-int32", "expanded")],
    json: [kind("int32", "singular"), kind("packed-int32", "packed")],
  },
  runtimes: [],
};

test("an address names a pair, and is written as it was read", () => {
  const query = "?from=int32&to=packed-int32&format=json";
  const choice = readChoice(query, choices);
  expect(choice).toMatchObject({ format: "json", from: { id: "int32" }, to: { id: "packed-int32" } });
  expect(choice && queryOf(choice)).toBe(query);
});

test.each(["", "?from=int32", "?from=int32&to=int33", "?from=int32&to=expanded-int32&format=json"])(
  "%j names no pair",
  (query) => expect(readChoice(query, choices)).toBeNull(),
);

test("another format has the same pair, or the nearest one", () => {
  const choice = readChoice("?from=int32&to=expanded-int32", choices);
  expect(choice && queryOf(inFormat(choice, "json", choices))).toBe(
    "?from=int32&to=packed-int32&format=json",
  );
});
