/** What was recorded of callers belongs to the callers of today, nobody changed it, and what npm has says it again. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../root.js";
import { oldSchema, schemaChanges } from "./changes.js";
import type { Language } from "./language.js";
import { digestOfInputs, languages, recordLanguage } from "./record.js";
import { digestOf, readRecord } from "./recorded.js";
import { callersTable } from "./table.js";
import { typescript } from "./typescript.js";

const record = readRecord();

describe("the record", () => {
  test("belongs to the schema, the changes and the programs of today", () => {
    expect(record.inputs).toBe(digestOfInputs());
  });

  test("is as it was printed", () => {
    expect(digestOf(record.languages)).toBe(record.digest);
  });

  test("that was changed by hand is noticed", () => {
    const changed = JSON.stringify(record.languages).replace("NoSuchMethodError", "NoSuchFieldError");
    expect(digestOf(JSON.parse(changed))).not.toBe(record.digest);
  });

  test("has every language and every change", () => {
    expect(record.languages.map(({ id }) => id)).toEqual(languages.map(({ id }) => id));
    const ids = schemaChanges.map(({ id }) => id);
    for (const { after } of record.languages) expect(Object.keys(after)).toEqual(ids);
  });

  test("is what TypeScript says today", { timeout: 120_000 }, () => {
    expect(recordLanguage(typescript)).toEqual(record.languages[0]);
  });
});

test("a caller that does not compile with the code it was written for is refused", () => {
  const broken: Language = {
    ...typescript,
    attempt: () => new Map([["before", { problems: ["TS2322: no"], printed: [] }]]),
  };
  expect(() => recordLanguage(broken)).toThrow(/typescript: the caller does not compile: TS2322/);
});

/** What the page says in words: TypeScript, Go, Java, Java's old classes, Python. */
const expected: Record<string, string> = {
  "add-field": "same, same, same, same, same",
  "rename-field": "refused, refused, refused, thrown, thrown",
  "into-oneof": "refused, refused, same, same, same",
  "make-optional": "refused, refused, same, same, same",
  "add-value": "refused, other, refused, thrown, same",
  "rename-package": "other, other, refused, thrown, other",
  "add-method": "refused, refused, same, same, same",
  "remove-method": "refused, refused, refused, thrown, thrown",
};

test("the outcomes of all changes", () => {
  const { rows } = callersTable(record);
  expect(Object.fromEntries(rows.map(({ id, outcomes }) => [id, outcomes.join(", ")]))).toEqual(expected);
});

test("the page shows the schema of the callers", () => {
  const page = readFileSync(path.join(root, "docs/beyond/generated-code/index.mdx"), "utf8");
  expect(page).toContain(`\n\`\`\`protobuf\n${oldSchema}\`\`\`\n`);
});
