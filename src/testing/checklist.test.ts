import { compareSchemas } from "@grpc-evolution/engine/check/evaluate.js";
import type { Change, Comparison } from "@grpc-evolution/engine/diff/change.js";
import { jsonReport } from "@grpc-evolution/engine/report/json.js";
import { allowChecks } from "@grpc-evolution/engine/rules/allow.js";
import { kindsOf, kindsOfChanges } from "@grpc-evolution/engine/rules/change-kinds.js";
import { checklist } from "@grpc-evolution/engine/rules/checklist.js";
import { rules } from "@grpc-evolution/engine/rules/index.js";
import { appliesTo, type ChangeKind, changeKinds, reviewSteps } from "@grpc-evolution/engine/rules/review.js";
import { provideCommonFiles } from "@grpc-evolution/engine/schema/common-files.js";
import { commonSources } from "@grpc-evolution/engine/schema/common-sources.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import { describe, expect, test } from "vitest";
import { readCheckReport } from "../content/checked-change.js";
import { schemaOf } from "./changes-between.js";
import { knownChanges } from "./known-changes.js";
import { ledgerOfTexts } from "./ledger-of-commits.js";
import { hostileResult, sampleResult } from "./sample-findings.js";

const kindIds = changeKinds.map(({ id }) => id);
const asked = new Map<string, string>(reviewSteps.map((step) => [step.id, step.asked]));
const itemsOfChange = checklist.filter(({ step }) => asked.get(step) === "change");

/** Every kind of change that a comparison of schemas can find; the type makes the list complete. */
const differentKinds = Object.keys({
  "alias-added": 0,
  "alias-put-first": 0,
  "alias-removed": 0,
  "enum-added": 0,
  "enum-closedness-changed": 0,
  "enum-moved": 0,
  "enum-removed": 0,
  "extension-number-taken": 0,
  "extension-range-removed": 0,
  "field-added": 0,
  "field-cardinality-changed": 0,
  "field-constraint-changed": 0,
  "field-default-changed": 0,
  "field-json-name-changed": 0,
  "field-oneof-changed": 0,
  "field-packing-changed": 0,
  "field-presence-changed": 0,
  "field-removed": 0,
  "field-renamed": 0,
  "field-renumbered": 0,
  "field-type-changed": 0,
  "field-utf8-changed": 0,
  "message-added": 0,
  "message-constraint-changed": 0,
  "message-moved": 0,
  "message-removed": 0,
  "method-added": 0,
  "method-changed": 0,
  "method-removed": 0,
  "move-ambiguous": 0,
  "name-taken": 0,
  "number-reused": 0,
  "package-changed": 0,
  "reservation-removed": 0,
  "service-added": 0,
  "service-moved": 0,
  "service-removed": 0,
  "value-added": 0,
  "value-removed": 0,
  "value-renamed": 0,
  "value-renumbered": 0,
} satisfies Record<Change["kind"], 0>) as Change["kind"][];

describe("what is asked for a kind of change", () => {
  test.each(kindIds)("%s: 5 to 15 items besides those of every change", (kind) => {
    const own = itemsOfChange.filter((item) => item.kinds !== "every" && appliesTo(item, [kind]));
    expect(own.length).toBeGreaterThanOrEqual(5);
    expect(own.length).toBeLessThanOrEqual(15);
  });

  test("every change is asked five more", () => {
    const every = itemsOfChange.filter(({ kinds }) => kinds === "every").map(({ id }) => id);
    expect(every).toEqual(["REVIEW-1", "REVIEW-3", "GL1-1", "REVIEW-2", "REVIEW-7"]);
  });

  test("each item is asked for some kind, and names none twice", () => {
    for (const { id, kinds } of checklist) {
      if (kinds === "every") continue;
      expect(kinds.length, id).toBeGreaterThan(0);
      expect(new Set(kinds).size, id).toBe(kinds.length);
    }
  });

  test("a release is asked two", () => {
    const ofRelease = checklist.filter(({ step }) => asked.get(step) === "release");
    expect(ofRelease.map(({ id }) => id)).toEqual(["REVIEW-4", "REVIEW-5"]);
  });
});

// Constraints are options that a common file declares.
provideCommonFiles(commonSources);

/** All changes that the site knows. */
const pairs = knownChanges().map(({ name, before, after }) => ({
  name,
  comparison: compareSchemas(readSchema(before).schema, readSchema(after).schema, null),
}));

/** The checks that report a change, where it is the only one. */
function checksReporting(comparison: Comparison, change: Change): string[] {
  const alone = { ...comparison, changes: [change] };
  return rules.flatMap((rule) => rule.compare?.(alone) ?? []).map(({ check }) => check);
}

/** For each check the kinds of the changes that make it report. */
const reportedKinds = new Map<string, Set<ChangeKind>>();
for (const { comparison } of pairs)
  for (const change of comparison.changes)
    for (const check of checksReporting(comparison, change)) addKinds(check, kindsOf(change));

function addKinds(check: string, kinds: readonly ChangeKind[]): void {
  reportedKinds.set(check, new Set([...(reportedKinds.get(check) ?? []), ...kinds]));
}

/** What only the history shows: the first of three states spends a number or a name, the second gives it up. */
const remembered: [check: string, texts: [string, string, string]][] = [
  ["R1/number-reused", ["message M { string a = 1; }", "message M {}", "message M { int32 b = 1; }"]],
  [
    "R1/number-reused",
    [
      "message M { string a = 1; string b = 2; }",
      "message M { string a = 1; }",
      "message M { string a = 2; }",
    ],
  ],
  ["R1/number-reused", ["enum E { A = 0; B = 1; }", "enum E { A = 0; }", "enum E { A = 0; C = 1; }"]],
  [
    "R1/number-reused",
    ["enum E { A = 0; B = 1; C = 2; }", "enum E { A = 0; B = 1; }", "enum E { A = 0; B = 2; }"],
  ],
  ["R1/name-reused", ["message M { string a = 1; }", "message M {}", "message M { string a = 2; }"]],
  [
    "R1/name-reused",
    [
      "message M { string a = 1; string b = 2; }",
      "message M { string b = 2; }",
      "message M { string a = 2; }",
    ],
  ],
  [
    "R1/name-reused",
    [
      "message M { string a = 1; string b = 2; }",
      "message M { string b = 2; }",
      'message M { string b = 2 [json_name = "a"]; }',
    ],
  ],
  ["R1/name-reused", ["enum E { A = 0; B = 1; }", "enum E { A = 0; }", "enum E { A = 0; B = 2; }"]],
];

test.each(remembered)("%s is asked about where the history has spent it, case %#", (check, texts) => {
  const [, before, after] = texts;
  const head = schemaOf(after);
  const violations = rules.flatMap((rule) => rule.remember?.(head, ledgerOfTexts(...texts)) ?? []);
  expect(violations.map((violation) => violation.check)).toContain(check);
  const kinds = kindsOfChanges(compareSchemas(schemaOf(before), head, null).changes);
  expect(kinds.length).toBeGreaterThan(0);
  for (const item of checklist.filter(({ checks }) => checks.includes(check)))
    expect(
      kinds.filter((kind) => !appliesTo(item, [kind])),
      item.id,
    ).toEqual([]);
});

test("a number that was a value's is not spent for a field of a message that has the name of the enum now", () => {
  const head = "message E { string s = 1; }";
  const ledger = ledgerOfTexts("enum E { A = 0; B = 1; } message M { E e = 1; }");
  const found = rules.flatMap((rule) => rule.remember?.(schemaOf(head), ledger) ?? []);
  expect(found).toEqual([]);
});

/** Checks that no single change of a schema makes report: they read the configuration, or a release. */
const ofNoSchema = ["R2/enabled-too-early", "GL1/no-window", "GL1/no-release", "GL1/release-unreadable"];

describe("an item that checks answer applies to every kind of change that makes one report", () => {
  test.each([...reportedKinds])("%s", (check, kinds) => {
    const answered = checklist.filter(({ checks }) => checks.includes(check));
    expect(answered.length).toBeGreaterThan(0);
    for (const item of answered) {
      const hidden = [...kinds].filter((kind) => !appliesTo(item, [kind]));
      expect(hidden, item.id).toEqual([]);
    }
  });

  test("the changes make every check report that a change can make report", () => {
    const all = rules.flatMap(({ checks }) => checks.map(({ id }) => id));
    const silent = all.filter((check) => !reportedKinds.has(check));
    expect(silent.toSorted()).toEqual(ofNoSchema.toSorted());
  });

  test("the changes are of every kind that a comparison knows", () => {
    const all = pairs.flatMap(({ comparison }) => comparison.changes.map(({ kind }) => kind));
    expect(differentKinds.filter((kind) => !all.includes(kind))).toEqual([]);
  });

  test("what a declared feature may be about is asked for", () => {
    const item = checklist.find(({ checks }) => checks.includes("R2/enabled-too-early"));
    expect(item?.kinds).toEqual(["adds", "adds-value", "method", "selects"]);
  });
});

describe("checks and items", () => {
  test("every check answers an item, and every item that a check settles has one", () => {
    const answered = new Set(checklist.flatMap(({ checks }) => checks));
    const all = rules.flatMap(({ checks }) => checks.map(({ id }) => id));
    expect(all.filter((check) => !answered.has(check))).toEqual([]);
    for (const { id, checks, settledBy } of checklist)
      if (settledBy) expect(checks.length, id).toBeGreaterThan(0);
    for (const { id } of Object.values(allowChecks)) expect(answered.has(id)).toBe(false);
  });

  test("what a reader would say of all these changes is said", () => {
    const said = new Set(pairs.flatMap(({ comparison }) => kindsOfChanges(comparison.changes)));
    // The first of the last two kinds changes what no schema shows, the other one shows there where it is a constraint.
    expect(kindIds.filter((kind) => !said.has(kind))).toEqual(["selects"]);
  });
});

describe("the output of check", () => {
  test("is taken over with what each finding says, and where", () => {
    const result = sampleResult();
    const checked = readCheckReport(jsonReport(result));
    const fresh = result.findings.filter(({ status }) => status === "new");
    expect(fresh.length).toBeGreaterThan(0);
    expect(checked?.findings).toEqual(
      fresh.map(({ check, severity, message, place }) => ({
        check,
        severity,
        text: message,
        place: `${place.file}:${place.start.line}`,
      })),
    );
    expect(checked?.hasHistory).toBe(result.summary.revisions > 0);
    expect(checked?.subject).toBe(
      `the output of check, compared with ${result.summary.baselines.join(", ")}`,
    );
  });

  test("hostile names become visible signs", () => {
    const checked = readCheckReport(jsonReport(hostileResult()));
    for (const { text, place } of checked?.findings ?? [])
      expect(text + place).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test.each(["", "{", "[]", "{}", '{"summary": {}, "findings": {}}', '{"findings": []}'])(
    "%s is not it",
    (text) => {
      expect(readCheckReport(text)).toBeNull();
    },
  );
});
