import type { JsonObject } from "@bufbuild/protobuf";
import { check } from "@grpc-evolution/engine/check/check.js";
import { requestFor } from "@grpc-evolution/engine/check/request.js";
import type { Change } from "@grpc-evolution/engine/diff/change.js";
import { checklist } from "@grpc-evolution/engine/rules/checklist.js";
import { type CheckId, checkOf } from "@grpc-evolution/engine/rules/index.js";
import { appliesTo, type ChangeKind } from "@grpc-evolution/engine/rules/review.js";
import { topicPath, topics } from "@grpc-evolution/engine/rules/topics.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import { elementsOf } from "@grpc-evolution/engine/window/elements.js";
import type { Feature } from "@grpc-evolution/engine/window/features.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { exchange } from "@grpc-evolution/engine/wire/exchange.js";
import type { Outcome } from "@grpc-evolution/engine/wire/outcome.js";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { configurationSchema } from "../../cli/project/configuration-schema.js";
import { drawnWindows, pictureWindows } from "../../content/changes.js";
import { itemsOfPlan, kindsOfPlan, type Plan, stepsInWindow } from "../../content/plan.js";
import { type WriterAge, withRelease } from "../../content/steps.js";
import { readPages, shownExamples } from "../../testing/pages.js";
import { findExamples } from "../examples/example.js";
import { compileCallers } from "./callers.js";
import { type ChangeEntry, readEntries, verbs } from "./entries.js";
import { sideOf } from "./exchanges.js";
import { judge } from "./judge.js";
import { makeRecord } from "./record.js";
import { readRecord } from "./recorded.js";
import { findingsOf, labels } from "./verdict.js";

const entries = readEntries();
const record = readRecord();
const judged = entries.map((entry) => ({ slug: entry.slug, entry, ...judge(entry, record) }));

/** A change in which the diff says each of what it can say; one more name of a value is a step of a plan. */
const entryOf: Record<Exclude<Change["kind"], "alias-added">, string> = {
  "field-added": "add-a-field",
  "field-removed": "remove-a-field",
  "field-renumbered": "renumber-a-field",
  "field-renamed": "rename-a-field",
  "number-reused": "use-a-number-again",
  "field-type-changed": "change-a-type",
  "field-cardinality-changed": "make-a-field-repeated",
  "field-packing-changed": "change-the-syntax",
  "field-presence-changed": "make-a-field-optional",
  "field-oneof-changed": "move-a-field-into-an-existing-oneof",
  "field-default-changed": "change-a-default",
  "field-utf8-changed": "change-the-syntax",
  "field-constraint-changed": "change-validation",
  "message-constraint-changed": "change-validation",
  "field-json-name-changed": "change-a-json-name",
  "extension-range-removed": "change-an-extension-range",
  "extension-number-taken": "change-an-extension-range",
  "name-taken": "change-a-json-name",
  "message-added": "put-v2-beside-v1",
  "message-removed": "remove-or-split-a-message",
  "message-moved": "rename-a-message",
  "move-ambiguous": "remove-or-split-a-message",
  "reservation-removed": "use-a-number-again",
  "enum-added": "add-an-enum",
  "enum-removed": "remove-or-split-a-message",
  "enum-moved": "rename-a-message",
  "enum-closedness-changed": "change-the-syntax",
  "value-added": "add-an-enum-value",
  "value-removed": "remove-an-enum-value",
  "value-renumbered": "renumber-an-enum-value",
  "value-renamed": "rename-an-enum-value",
  "alias-removed": "remove-a-second-name",
  "alias-put-first": "reorder-enum-values",
  "service-added": "put-v2-beside-v1",
  "service-removed": "remove-a-method",
  "service-moved": "rename-a-method",
  "method-added": "add-a-method",
  "method-removed": "remove-a-method",
  "method-changed": "make-a-method-a-stream",
  "package-changed": "rename-a-package",
};

describe("every change that the diff knows is in the catalogue", () => {
  test.each(Object.entries(entryOf))("%s: %s", (kind, slug) => {
    const { kinds } = judged.find((each) => each.slug === slug) ?? {};
    expect([...(kinds ?? [])]).toContain(kind);
  });
});

describe("the record", () => {
  it("is what calls and compiler say today", async () => {
    expect(await makeRecord(entries)).toEqual(record);
  }, 120_000);

  it("refuses a caller that does not compile with the code it was written for", async () => {
    const [entry] = entries as [ChangeEntry];
    await expect(makeRecord([{ ...entry, caller: "const one: string = 1;\n" }])).rejects.toThrow(/TS2322/);
  });

  it("has what the compiler says of each side", () => {
    const entry = entries.find(({ slug }) => slug === "rename-a-field") as ChangeEntry;
    const { old, new: fresh } = compileCallers([entry]).get(entry.slug) ?? {};
    expect(old).toEqual([]);
    expect(fresh?.join()).toContain("'fsType' does not exist");
  });
});

const ages: readonly WriterAge[] = ["old", "new"];

/** What the engine's own exchange makes of the samples: another way than that of the catalogue. */
function outcomesOf({ message, before, after, ...samples }: ChangeEntry, writer: WriterAge) {
  if (!message) return [];
  const names = typeof message === "string" ? { old: message, new: message } : message;
  const sides = {
    old: sideOf({ path: "a.proto", text: before.text }, names.old),
    new: sideOf({ path: "a.proto", text: after.text }, names.new),
  };
  const [from, to] = writer === "old" ? [sides.old, sides.new] : [sides.new, sides.old];
  const numbers = from.desc.fields.map(({ number }) => number);
  return (samples[writer] ?? []).map((sample) => {
    const set = numbers.filter((number) => {
      const field = from.desc.fields.find((each) => each.number === number);
      return field !== undefined && field.name in sample;
    });
    return exchange(from.desc, to.desc, sample as JsonObject, set).outcome;
  });
}

/** Written out here, so that the catalogue's own list is held against it. */
function isHarm(outcome: Outcome): boolean {
  return ["unimplemented", "rejected", "reinterpreted", "lost"].includes(outcome);
}

/** Samples that say what the engine's exchange cannot: it takes JSON without the types of `Any`. */
const needsTypes = ["rename-a-message", "move-a-message"];

describe("verdicts on the wire", () => {
  const changes = judged.filter(({ slug }) => !needsTypes.includes(slug));

  test.each(changes)("$slug: where the exchange harms every reader, it is unsafe", ({ entry, wire }) => {
    for (const writer of ages) {
      const outcomes = outcomesOf(entry, writer);
      if (outcomes.length > 0 && outcomes.every(isHarm)) expect(wire[writer].verdict).toBe("unsafe");
    }
  });

  test.each(changes)("$slug: where the exchange harms a reader, it is not safe", ({ entry, wire }) => {
    for (const writer of ages)
      if (outcomesOf(entry, writer).some(isHarm))
        expect(["conditional", "unsafe"]).toContain(wire[writer].verdict);
  });

  test.each(judged)(
    "$slug: where the check names the writer, it is as grave as the check says",
    ({ findings, wire }) => {
      const graveness = ["safe", "unseen", "conditional", "unsafe"];
      for (const finding of findings) {
        if (finding.severity === "info") continue;
        for (const { writer } of finding.breaks) {
          const age = writer.state === labels.old ? "old" : "new";
          expect(graveness.indexOf(wire[age].verdict)).toBeGreaterThanOrEqual(
            graveness.indexOf(finding.tier),
          );
        }
      }
    },
  );

  test.each(judged)(
    "$slug: where nobody is harmed and the check names nobody, it is safe or unseen",
    (change) => {
      for (const writer of ages) {
        const { verdict, tried } = change.wire[writer];
        const isUntouched = tried.every(({ outcome }) => ["same", "renamed", "unknown"].includes(outcome));
        if (isUntouched && findingsOf(change.findings, writer).length === 0) {
          expect(verdict).toBe(change.entry.unseen === "" ? "safe" : "unseen");
        }
      }
    },
  );
});

/** What pages show: the older writer, then the newer one, on the wire; the same in JSON; and the caller. */
const expected: Record<string, string> = {
  "add-a-field": "safe, safe, safe, conditional, compiles",
  "add-a-method": "safe, conditional, safe, conditional, compiles",
  "add-an-enum": "safe, conditional, safe, conditional, compiles",
  "add-an-enum-value": "safe, conditional, safe, conditional, does not compile",
  "change-a-behavior": "unseen, unseen, unseen, unseen, compiles",
  "change-a-default": "unsafe, unsafe, unsafe, unsafe, compiles",
  "change-a-header": "unseen, unseen, unseen, unseen, compiles",
  "change-a-json-name": "safe, safe, unsafe, unsafe, compiles",
  "change-a-stream": "safe, safe, safe, conditional, compiles",
  "change-a-type": "safe, conditional, safe, conditional, does not compile",
  "change-an-error": "unseen, unseen, unseen, unseen, compiles",
  "change-an-extension-range": "unsafe, unsafe, conditional, conditional, compiles",
  "change-bytes-on-disk": "safe, safe, safe, conditional, compiles",
  "change-options": "safe, safe, safe, safe, does not compile",
  "change-the-syntax": "conditional, conditional, conditional, safe, compiles",
  "change-validation": "conditional, safe, conditional, safe, compiles",
  "change-what-a-field-means": "unseen, unseen, unseen, unseen, compiles",
  "deprecate-something": "safe, safe, safe, safe, compiles",
  "let-a-message-grow": "unseen, unseen, unseen, unseen, compiles",
  "make-a-field-optional": "safe, conditional, safe, conditional, does not compile",
  "make-a-field-repeated": "safe, conditional, unsafe, unsafe, does not compile",
  "make-a-field-required": "unsafe, safe, unsafe, safe, compiles",
  "make-a-list-a-map": "conditional, safe, unsafe, unsafe, does not compile",
  "make-a-method-a-stream": "unsafe, safe, unsafe, safe, does not compile",
  "make-an-extension-a-field": "safe, safe, unsafe, unsafe, does not compile",
  "move-a-field-into-a-new-oneof": "safe, safe, safe, safe, does not compile",
  "move-a-field-into-an-existing-oneof": "unsafe, safe, conditional, safe, does not compile",
  "move-a-field-out-of-a-oneof": "safe, unsafe, safe, conditional, does not compile",
  "move-a-message": "conditional, conditional, conditional, conditional, compiles",
  "move-two-fields-into-a-oneof": "unsafe, conditional, conditional, conditional, does not compile",
  "promote-an-alpha-protocol": "unsafe, unsafe, unsafe, unsafe, compiles",
  "put-v2-beside-v1": "safe, conditional, safe, conditional, compiles",
  "remove-a-field": "unsafe, unsafe, unsafe, unsafe, does not compile",
  "remove-a-method": "unsafe, safe, unsafe, safe, does not compile",
  "remove-a-second-name": "safe, safe, unsafe, safe, does not compile",
  "remove-an-enum-value": "conditional, safe, conditional, safe, does not compile",
  "remove-or-split-a-message": "unsafe, unsafe, unsafe, unsafe, does not compile",
  "rename-a-field": "safe, safe, unsafe, unsafe, does not compile",
  "rename-a-message": "conditional, conditional, conditional, conditional, does not compile",
  "rename-a-method": "unsafe, unsafe, unsafe, unsafe, does not compile",
  "rename-a-package": "unsafe, unsafe, unsafe, unsafe, compiles",
  "rename-an-enum-value": "safe, safe, unsafe, unsafe, does not compile",
  "renumber-a-field": "unsafe, unsafe, safe, safe, compiles",
  "renumber-an-enum-value": "unsafe, unsafe, unsafe, unsafe, compiles",
  "reorder-enum-values": "unsafe, unsafe, unsafe, unsafe, compiles",
  "replace-an-enum": "safe, safe, safe, conditional, compiles",
  "replace-an-enum-by-another": "unsafe, unsafe, unsafe, unsafe, does not compile",
  "swap-a-request": "unsafe, unsafe, unsafe, unsafe, does not compile",
  "turn-a-feature-on": "unseen, unseen, unseen, conditional, compiles",
  "use-a-number-again": "unsafe, unsafe, conditional, conditional, does not compile",
};

test("the verdicts of all changes", () => {
  const shown = judged.map(({ slug, wire, json }) => {
    const caller = record.changes[slug]?.problems.length === 0 ? "compiles" : "does not compile";
    const both = [wire.old, wire.new, json.old, json.new].map(({ verdict }) => verdict);
    return [slug, [...both, caller].join(", ")];
  });
  expect(Object.fromEntries(shown)).toEqual(expected);
});

test("what is done at once is no error between two releases; one entry shows the line that must not move", () => {
  const atOnce = judged.filter(({ entry }) => entry.plan.kind === "at-once");
  const wrong = atOnce.filter(({ findings }) => findings.some(({ severity }) => severity === "error"));
  expect(atOnce.length).toBeGreaterThan(4);
  expect(wrong.map(({ slug }) => slug)).toEqual(["reorder-enum-values"]);
});

describe("fields into a oneof that was made for one of them", () => {
  const volume = (members: string, beside = "") => ({
    path: "a.proto",
    text: `syntax = "proto3"; package x; message Volume { ${beside} oneof source { ${members} } }`,
  });
  const errorsBetween = (before: string, beside: string, after: string) =>
    check(
      requestFor({ label: "2.4", files: [volume(before, beside)] }, { label: "2.5", files: [volume(after)] }),
    )
      .findings.filter(({ severity }) => severity === "error")
      .map(({ check: id }) => id);

  it("a field that exists breaks when it follows in a later release", () => {
    const after = "string device = 1; string image = 2;";
    expect(errorsBetween("string device = 1;", "string image = 2;", after)).toContain("R4/oneof-changed");
  });

  it("a new field is no error", () => {
    expect(errorsBetween("string device = 1;", "", "string device = 1; string image = 2;")).toEqual([]);
  });
});

test("an edition with its features keeps what proto2 said, as the change of syntax tells", () => {
  const { before } = entries.find(({ slug }) => slug === "change-the-syntax") as ChangeEntry;
  const text = before.text
    .replace('syntax = "proto2";', 'edition = "2023";')
    .replaceAll("optional ", "")
    .replace("string message = 1;", "string message = 1 [features.utf8_validation = NONE];")
    .replace("int32 codes = 3;", "int32 codes = 3 [features.repeated_field_encoding = EXPANDED];")
    .replace("enum Level {", "enum Level { option features.enum_type = CLOSED;");
  const state = (label: string, own: string) => ({ label, files: [{ path: "a.proto", text: own }] });
  expect(check(requestFor(state("2.3", before.text), state("2.4", text))).findings).toEqual([]);
});

describe("an entry", () => {
  const items = new Set(checklist.map(({ id }) => id));
  const examples = new Set(findExamples().map(({ id }) => id));

  test.each(judged)("$slug names a verb, items and an example that exist, and checks report it", (change) => {
    const { verb, items: asked, example, broken } = change.entry;
    expect(verbs).toContain(verb);
    expect(asked.filter((id) => !items.has(id))).toEqual([]);
    const shown = [example, broken].filter((id) => id !== undefined);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((id) => !examples.has(id))).toEqual([]);
    expect(change.findings.filter(({ check }) => checkOf(check) === undefined)).toEqual([]);
  });

  /** What the page that shows an example says of it. */
  const verdicts = new Map(
    readPages()
      .flatMap(shownExamples)
      .map(({ of, verdict }) => [of, verdict]),
  );
  /** What is reported though it is the way to go: another name, or a presence that comes in three steps. */
  const reportedSteps = [
    "names/kept-for-json",
    "names/alias",
    "presence/zero-staged",
    "presence/extension-to-field",
  ];

  test.each(entries)(
    "$slug shows under its steps an example of steps, and beside the change one of it",
    (entry) => {
      const { example, broken } = entry;
      if (example && !reportedSteps.includes(example)) expect(verdicts.get(example)).toBe("clean");
      if (broken) expect(verdicts.get(broken)).not.toBe("clean");
    },
  );

  /** What an entry does in place, by its steps, and beside the schema. */
  const kindsOfEntry = ({ does, entry }: (typeof judged)[number]): ChangeKind[] => [
    ...does,
    ...kindsOfPlan[entry.plan.kind],
    ...entry.does,
  ];

  test.each(judged)("$slug asks what the checklist asks for a change like it", (change) => {
    const asked = checklist.filter(({ id }) => change.entry.items.includes(id));
    expect(asked.filter((item) => !appliesTo(item, kindsOfEntry(change))).map(({ id }) => id)).toEqual([]);
  });

  test.each(Object.entries(itemsOfPlan))("whose steps are to %s is asked items of its kind", (kind, ids) => {
    const asked = ids.map((id) => checklist.find((item) => item.id === id));
    const kinds = kindsOfPlan[kind as Plan["kind"]];
    expect(asked.filter((item) => !item || !appliesTo(item, kinds))).toEqual([]);
  });

  test.each(topics)("some leads to the page on $id", ({ id }) => {
    const paths = entries.flatMap(({ see }) => see.map(({ path }) => path.split("#")[0]));
    expect(paths).toContain(`/${topicPath(id)}`);
  });

  /** The features of a setting as its page shows it in a window. */
  const featuresOf = ({ setting, plan, carried }: ChangeEntry, window: Window) => {
    const { enabled } = stepsInWindow([{ where: "", way: "", plan, carried }], window);
    const text = withRelease(setting ?? "", enabled ?? "");
    return configurationSchema.shape.features.parse(parse(text).features) ?? [];
  };

  test.each(entries.filter(({ setting }) => setting))("$slug has a setting that can be pasted", (entry) => {
    const features = featuresOf(entry, pictureWindows.policy);
    expect(features.length).toBe(1);
    const [{ elements = [] } = {}] = features;
    const { schema } = readSchema([entry.after]);
    const declared = elementsOf(schema).map(({ element }) => element);
    expect(declared).toEqual(expect.arrayContaining(elements));
  });

  /** What is reported where an entry goes into release 2.4, in a window of its pictures. */
  const reportedOf = ({ before, after }: ChangeEntry, window: Window, features: Feature[] = []) =>
    check({
      ...requestFor({ label: labels.old, files: [before] }, { label: labels.new, files: [after] }),
      baselines: [{ label: labels.old, files: [before], releaseIndex: 0, precedesReference: false }],
      released: [{ label: labels.old, files: [before] }],
      components: [{ client: "client", server: "server", window, services: [] }],
      releases: { names: [labels.old], head: 1 },
      features,
    }).findings.map(({ check: id }) => id);

  test("that introduces a feature shows what check says where it is enabled at once", () => {
    const introducing = judged.filter(({ entry }) => entry.plan.kind === "introduce");
    const early = introducing.flatMap((each) =>
      each.early.flatMap(({ windows, findings }) =>
        findings.map(({ check: id, severity, place }) => [
          each.slug,
          windows.length,
          id,
          severity,
          `${place.file}:${place.start.line}`,
        ]),
      ),
    );
    expect(new Set(early.map(([slug]) => slug))).toEqual(new Set(["add-an-enum-value", "turn-a-feature-on"]));
    for (const [, , ...reported] of early)
      expect(reported).toEqual(["R2/enabled-too-early", "error", "grpc-evolution.yaml:4"]);
    const windows = early.reduce((sum, [, count]) => sum + Number(count), 0);
    expect(windows).toBe(2 * drawnWindows.length);
  });

  test.each(judged.filter(({ entry }) => entry.setting))(
    "$slug names one release in its steps, in its setting and in what check says, in every window",
    ({ entry, early }) => {
      for (const window of drawnWindows) {
        const { windows, findings } = early.find((each) => each.windows.includes(window)) ?? {};
        expect(windows).toBeDefined();
        const [{ enabled } = {}] = featuresOf(entry, window);
        expect(findings?.map(({ safeFrom }) => safeFrom)).toEqual([enabled]);
      }
    },
  );

  const answered = entries.filter(({ allowed }) => allowed);

  test.each(answered)("$slug shows a comment that answers what is reported", (entry) => {
    const { after, allowed = "" } = entry;
    const [comment = "", line = "", ...more] = allowed.trimEnd().split("\n");
    expect(more).toEqual([]);
    const [, reported] = /allow (\S+) -- /.exec(comment) ?? [];
    expect(after.text.split(line)).toHaveLength(2);
    const commented = { ...after, text: after.text.replace(line, `\n${comment}\n${line}`) };
    for (const window of Object.values(pictureWindows)) {
      const all = reportedOf(entry, window);
      const left = reportedOf({ ...entry, after: commented }, window);
      // An entry may have two findings of the check, on elements of which the comment stands at one.
      const others = all.toSpliced(all.indexOf(reported as CheckId), 1);
      expect(all).toContain(reported);
      expect(left).toEqual(others);
    }
  });

  test.each(answered.filter(({ setting }) => setting))("$slug shows a setting that does so, too", (entry) => {
    for (const window of drawnWindows) {
      expect(reportedOf(entry, window, featuresOf(entry, window))).toEqual([]);
    }
    expect(reportedOf(entry, pictureWindows.policy)).not.toEqual([]);
  });

  test.each(entries)("$slug says in its advice first what to do", ({ advice }) => {
    expect(advice).toMatch(/^\*\*[A-Z][^*]+[.]\*\*/);
    expect(advice.length).toBeLessThan(320);
  });

  test.each(entries)("$slug tries something", ({ message, old, new: fresh, calls }) => {
    expect(calls !== undefined || (message && old && fresh)).toBeTruthy();
  });

  it("of which there are 25 or more", () => {
    expect(entries.length).toBeGreaterThanOrEqual(25);
  });
});
