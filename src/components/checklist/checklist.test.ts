// cspell:ignore evil javascript
import { deflateRawSync } from "node:zlib";
import { checklist } from "@grpc-evolution/engine/rules/checklist.js";
import { type ChangeKind, changeKinds, reviewSteps } from "@grpc-evolution/engine/rules/review.js";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  answers,
  type CheckedChange,
  checkedFragment,
  isSameChange,
  readCheckedChange,
} from "../../content/checked-change.js";
import type { ChecklistContent } from "../../content/content.js";
import { someRuns } from "../../testing/thorough.js";
import { answerTo, checkedItem, handAnswers } from "./checked.js";
import { checklistMarkdown } from "./markdown.js";
import { applyingItems, progressOf, progressText } from "./progress.js";
import { carriesData, readFragment, sheetFragment } from "./share.js";
import {
  emptySheet,
  headingLimit,
  noteLimit,
  readSheet,
  type Sheet,
  sheetOf,
  withChecked,
  withEntry,
} from "./sheet.js";
import { loadSheets, saveSheet, sheetFor, takeRestated } from "./store.js";

const content: ChecklistContent = {
  steps: reviewSteps.map((step) => ({
    ...step,
    guide: "",
    items: checklist.filter((item) => item.step === step.id).map((item) => ({ ...item, pages: [] })),
  })),
  kinds: [...changeKinds],
};
const asked = content.steps.filter((step) => step.asked === "change").flatMap(({ items }) => items);

/** How many items are asked of a change that adds something. */
const forAdding = applyingItems(asked, ["adds"]).length;

function itemOf(id: string) {
  const item = checklist.find((each) => each.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
}

const checked: CheckedChange = {
  subject: "storage.proto, 2.3 to 2.4",
  release: "2.4",
  elements: ["field-removed acme.M.queue_size", "field-renamed acme.M.mount_path"],
  kinds: ["adds", "removes"],
  answers: null,
  hasHistory: false,
  findings: [
    {
      check: "R1/removed-without-reserved",
      severity: "error",
      text: "queue_size is gone.",
      place: "storage.proto:12",
    },
    { check: "R1/renamed", severity: "warning", text: "mount_point has another name.", place: "" },
  ],
};

const sheet: Sheet = {
  heading: { change: "Adds a field", release: "2.4", reviewer: "Ada" },
  kinds: ["adds"],
  entries: {
    "R1-1": { answer: "holds", note: "" },
    "R2-1": { answer: "not-ready", note: "sent by default" },
    "REVIEW-6": { answer: null, note: "ask the storage team" },
  },
  checked: null,
};

/** What a link would carry if somebody packed any data whatsoever into it. */
const packed = (prefix: string, data: unknown) =>
  `${prefix}1${deflateRawSync(JSON.stringify(data)).toString("base64url")}`;

describe("a shared checklist", () => {
  const line = (limit: number) =>
    fc
      .string({ unit: "grapheme", maxLength: limit / 4 })
      .map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ""));
  const entry = fc
    .record({ answer: fc.option(fc.constantFrom(...answers)), note: line(noteLimit) })
    .filter(({ answer, note }) => answer !== null || note !== "");
  const anySheet: fc.Arbitrary<Sheet> = fc.record({
    heading: fc.record({
      change: line(headingLimit),
      release: line(headingLimit),
      reviewer: line(headingLimit),
    }),
    kinds: fc.subarray(changeKinds.map(({ id }) => id)),
    entries: fc.dictionary(fc.constantFrom(...checklist.map(({ id }) => id)), entry, {
      noNullPrototype: true,
    }),
    checked: fc.constantFrom(null, checked),
  });

  test("comes back as it was, and needs no escaping in an address", async () => {
    await fc.assert(
      fc.asyncProperty(anySheet, async (shared) => {
        const fragment = await sheetFragment(shared);
        expect(fragment).toMatch(/^#c=1[\w-]+$/);
        expect(await readFragment(fragment ?? "")).toEqual({ sheet: shared, from: "link" });
      }),
    );
  });

  test("is short", async () => {
    expect((await sheetFragment(sheet))?.length).toBeLessThan(400);
    const entries = Object.fromEntries(asked.map(({ id }) => [id, { answer: "holds" as const, note: "" }]));
    expect((await sheetFragment({ ...sheet, entries }))?.length).toBeLessThan(700);
  });

  test("is refused where it is too long", async () => {
    const noise = (length: number) =>
      Array.from({ length }, (_, at) => ((at * 7919 * at) % 99_991).toString(36)).join("");
    const long = { answer: null, note: noise(60_000) };
    expect(await sheetFragment({ ...sheet, entries: { "R1-1": long } })).toBeNull();
  });

  test("anything else is nothing, and throws nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.anything(), async (text, data) => {
        for (const prefix of ["#c=", "#f=", "#c=1", "#f=1", "#"]) {
          expect(await readFragment(prefix + text)).toBeNull();
          expect(await readFragment(prefix + text.replace(/[^\w-]/g, ""))).toBeNull();
        }
        const read = await readFragment(packed("#c=", data ?? null));
        if (read) expect(readSheet(JSON.parse(JSON.stringify(read.sheet)))).toEqual(read.sheet);
      }),
      { numRuns: someRuns(30, 5) },
    );
  });

  test("the fragment of an item carries nothing", async () => {
    expect(carriesData("#r1-2")).toBe(false);
    expect(await readFragment("#r1-2")).toBeNull();
    expect(carriesData("#c=1A")).toBe(true);
  });

  test("of data of another shape only what is known is taken over, and nothing too long", () => {
    const hostile = JSON.parse(`{
      "heading": { "change": "${"x".repeat(999)}", "release": 4, "reviewer": "a\\u202eb\\nc" },
      "kinds": ["adds", "evil", "adds", 7],
      "entries": {
        "__proto__": { "answer": "holds", "note": "" },
        "constructor": { "answer": "holds", "note": "" },
        "R1-1": { "answer": "<b>", "note": "${"n".repeat(5000)}" },
        "R1-2": { "answer": "holds", "note": 1, "more": 1 },
        "R1-3": null,
        "R9999-1": { "answer": "holds", "note": "" }
      },
      "checked": { "findings": [], "kinds": {} },
      "more": 1
    }`);
    expect(readSheet(hostile)).toEqual({
      heading: { change: "x".repeat(headingLimit), release: "", reviewer: "a b c" },
      kinds: ["adds"],
      entries: {
        "R1-1": { answer: null, note: "n".repeat(noteLimit) },
        "R1-2": { answer: "holds", note: "" },
      },
      checked: null,
    });
  });

  test.each([null, [], "sheet", 1, {}, { ...sheet, kinds: {} }, { ...sheet, entries: [] }])(
    "%j is no checklist",
    (data) => {
      expect(readSheet(data)).toBeNull();
    },
  );
});

describe("what check said", () => {
  test("comes along in an address", async () => {
    const fragment = await checkedFragment(checked);
    const read = await readFragment(fragment ?? "");
    expect(read?.from).toBe("check");
    expect(read?.sheet).toEqual({
      ...emptySheet,
      heading: { change: checked.subject, release: "2.4", reviewer: "" },
      kinds: checked.kinds,
      checked,
    });
  });

  test("is trusted in nothing", () => {
    const read = readCheckedChange({
      subject: "a\u202eb".repeat(200),
      release: 4,
      elements: ["a", 1, "b".repeat(900), ...Array.from({ length: 500 }, () => "c")],
      kinds: ["removes", "adds", null],
      answers: { "R1-1": "holds", "R1-2": "<b>", __proto__: "holds", constructor: "holds" },
      hasHistory: "yes",
      findings: [
        { check: "R1/renamed", severity: "error", text: "<img src=x onerror=alert(1)>", place: 7 },
        { check: "javascript:alert(1)", severity: "error", text: "", place: "" },
        { check: "R1/renamed", severity: "fatal", text: "", place: "" },
        null,
        ...Array.from({ length: 500 }, () => ({
          check: "R1/renamed",
          severity: "info",
          text: "x".repeat(900),
        })),
      ],
    });
    expect(read?.subject).toMatch(/^a\\u202eb.{1,600}…$/);
    expect(read?.kinds).toEqual(["adds", "removes"]);
    expect(read?.hasHistory).toBe(false);
    expect(read).toMatchObject({ release: "", answers: { "R1-1": "holds" } });
    expect(Object.keys(read?.answers ?? {})).toEqual(["R1-1"]);
    expect(read?.elements.length).toBeLessThanOrEqual(100);
    expect(read?.elements[1]?.length).toBeLessThanOrEqual(201);
    expect(read?.findings.length).toBe(197);
    expect(read?.findings[0]).toEqual({
      check: "R1/renamed",
      severity: "error",
      text: "<img src=x onerror=alert(1)>",
      place: "",
    });
    expect(read?.findings[1]?.text).toBe(`${"x".repeat(600)}…`);
  });

  test.each([null, [], {}, { findings: [] }, { kinds: [] }, { findings: {}, kinds: [] }])(
    "%j is nothing",
    (data) => {
      expect(readCheckedChange(data)).toBeNull();
    },
  );

  test("an error is not ready, a warning is left to a person", () => {
    expect(checkedItem(itemOf("R1-2"), checked)).toMatchObject({ answer: "not-ready", remark: "" });
    expect(checkedItem(itemOf("R1-7"), checked)).toMatchObject({ answer: null, remark: "" });
  });

  test("silence decides where the schemas show all, and with the history where that is needed", () => {
    expect(checkedItem(itemOf("R3-6"), checked)?.answer).toBe("holds");
    expect(checkedItem(itemOf("R1-1"), checked)).toMatchObject({
      answer: null,
      remark: "check reports nothing, and has not seen the history.",
    });
    expect(checkedItem(itemOf("R1-1"), { ...checked, hasHistory: true })?.answer).toBe("holds");
    expect(checkedItem(itemOf("GL1-1"), { ...checked, hasHistory: true })).toMatchObject({
      answer: null,
      remark: "check reports nothing, and does not say here which releases it has seen.",
    });
    expect(checkedItem(itemOf("R2-1"), checked)).toMatchObject({
      answer: null,
      remark: "check reports nothing, and sees only a part of it.",
    });
    expect(checkedItem(itemOf("REVIEW-1"), checked)).toBeNull();
  });

  test("what an analysis answers counts, so that comment and checklist say the same", () => {
    const analyzed: CheckedChange = {
      ...checked,
      answers: { "R1-6": "not-ready", "R1-7": "not-ready", "R2-5": "not-applicable" },
    };
    // Nothing says that its check reports nothing: the schemas refute it.
    expect(checkedItem(itemOf("R1-6"), analyzed)).toEqual({
      answer: "not-ready",
      findings: [],
      remark: "The schemas show a name that is gone and not reserved.",
    });
    expect(checkedItem(itemOf("R1-7"), analyzed)).toMatchObject({ answer: "not-ready" });
    expect(checkedItem(itemOf("R1-7"), analyzed)?.findings).toHaveLength(1);
    expect(checkedItem(itemOf("R2-5"), analyzed)).toMatchObject({ answer: "not-applicable", findings: [] });
    // The check reports nothing, and the analysis leaves it open all the same.
    expect(checkedItem(itemOf("R3-3"), analyzed)).toMatchObject({ answer: null });
    expect(checkedItem(itemOf("REVIEW-1"), analyzed)).toBeNull();
  });

  test("new of the same change replaces no answer, no note and no choice of the reviewer", () => {
    const own: Sheet = {
      heading: { change: checked.subject, release: "2.5", reviewer: "Ada" },
      kinds: ["adds", "selects"],
      entries: { "R1-2": { answer: "holds", note: "see the comment" } },
      checked,
    };
    const now: CheckedChange = {
      ...checked,
      subject: "new",
      release: "2.6",
      kinds: ["removes", "renames"],
      findings: [],
    };
    expect(withChecked(own, now)).toEqual({
      heading: { change: "new", release: "2.5", reviewer: "Ada" },
      // What check no longer sees goes, what it sees now comes; the one that was taken out stays out.
      kinds: ["renames", "selects"],
      entries: own.entries,
      checked: now,
    });
    expect(withChecked(emptySheet, now).heading).toEqual({ change: "new", release: "2.6", reviewer: "" });
  });

  test("is of the same change where most of what it does is", () => {
    const of = (...elements: string[]): CheckedChange => ({ ...checked, elements });
    expect(isSameChange(of("a", "b", "c"), of("b", "c", "d", "e"))).toBe(true);
    expect(isSameChange(of("a", "b", "c"), of("c", "d", "e"))).toBe(false);
    expect(isSameChange(of(), of())).toBe(false);
  });

  test("the reviewer's answer counts before that of check", () => {
    const taken: Sheet = { ...emptySheet, checked };
    expect(answerTo(itemOf("R1-2"), taken)).toBe("not-ready");
    const changed = withEntry(taken, "R1-2", { answer: "not-applicable", note: "" });
    expect(answerTo(itemOf("R1-2"), changed)).toBe("not-applicable");
    const back = withEntry(changed, "R1-2", { answer: null, note: "" });
    expect(back).toEqual(taken);
  });
});

describe("triage and progress", () => {
  test("nothing chosen leaves all items, and each kind fewer", () => {
    expect(applyingItems(asked, [])).toEqual(asked);
    for (const { id } of changeKinds)
      expect(applyingItems(asked, [id]).length).toBeLessThan(asked.length / 2);
  });

  test("two kinds leave the items of both", () => {
    const ids = (kinds: Parameters<typeof applyingItems>[1]) =>
      applyingItems(asked, kinds).map(({ id }) => id);
    expect(new Set(ids(["adds", "default"]))).toEqual(new Set([...ids(["adds"]), ...ids(["default"])]));
  });

  test("counts what applies and is answered", () => {
    const { applying, answered, notReady } = progressOf(asked, sheet);
    expect({ answered, notReady }).toEqual({ answered: 2, notReady: 1 });
    expect(progressText({ applying, answered, notReady })).toBe(
      `2 of ${forAdding} items answered, 1 not ready`,
    );
    expect(applying).toBe(forAdding);
    expect(progressText({ applying: 9, answered: 0, notReady: 0 })).toBe("0 of 9 items answered");
    const elsewhere = withEntry(sheet, "R2-5", { answer: "not-ready", note: "" });
    expect(progressOf(asked, elsewhere)).toEqual(progressOf(asked, sheet));
  });
});

describe("as Markdown", () => {
  const address = "https://docs.example.org/checklist/";

  test("says what was answered, what is not ready first, and the rest in a line", () => {
    const markdown = checklistMarkdown(content, sheet, address);
    expect(markdown).toContain("Change: Adds a field  \nRelease: 2.4  \nReviewer: Ada\n");
    expect(markdown).toContain("The change:\n\n- adds a field or a message\n");
    expect(markdown).toContain(`\n2 of ${forAdding} items answered, 1 not ready.\n`);
    expect(markdown).toMatch(/\n### Not ready\n\n- \[R2-1\]\(\S+\) .+ Note: sent by default\n/);
    expect(markdown).toContain("\n### Holds\n\n- [R1-1](https://docs.example.org/checklist/#r1-1)\n");
    expect(markdown).toMatch(
      /\n### Not answered\n\n- \[REVIEW-6\]\(\S+\) .+ Note: ask the storage team\n- \[REVIEW-1\]/,
    );
    const headings = [...markdown.matchAll(/^### (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(["Not ready", "Holds", "Not answered"]);
    expect(markdown.match(/#\w+-\d+\)/g)).toHaveLength(forAdding);
    expect(markdown).not.toContain("[ ]");
  });

  test("shows what check said", () => {
    const markdown = checklistMarkdown(content, { ...emptySheet, checked }, address);
    expect(markdown).toMatch(
      /\n### Not ready\n\n- \[R1-2\].+\n {2}- error `R1\/removed-without-reserved`: queue\\_size is gone\. `storage\.proto:12`\n/,
    );
  });

  test("what people and schemas wrote is text, and mentions nobody", () => {
    const evil = "](javascript:alert(1)) <img src=x onerror=alert(1)> **bold** @everyone `code` # | ~~no~~";
    const hostile: Sheet = {
      ...withEntry(emptySheet, "R1-2", { answer: "holds", note: evil }),
      heading: { change: evil, release: evil, reviewer: evil },
      checked: {
        ...checked,
        findings: [{ check: "R1/renamed", severity: "error", text: evil, place: "`a` @b" }],
      },
    };
    const written = checklistMarkdown(content, hostile, address);
    expect(written).not.toMatch(/<img|[^\\]\*\*bold|@everyone|[^\\]\]\(javascript|[^\\]~~/);
    expect(written).toContain("`` `a` @b ``");
    const headings = written.split("\n").filter((line) => /^#+ /.test(line));
    expect(headings).toEqual([
      "## Checklist for a protocol change",
      "### Not ready",
      "### Holds",
      "### Not answered",
    ]);
  });
});

test("a note alone stands beside the answer of check, and an answer of the reviewer before it", () => {
  const entries = {
    "R4-1": { answer: null, note: "why?" },
    "R1-2": { answer: "holds" as const, note: "" },
    "R2-4": { answer: null, note: "rwx" },
  };
  const answers = { "R4-1": "not-ready" as const, "R1-2": "not-ready" as const };
  expect(handAnswers({ ...emptySheet, entries, checked: { ...checked, answers } })).toEqual([
    { id: "R4-1", answer: "not-ready", note: "why?" },
    { id: "R1-2", answer: "holds", note: "" },
    { id: "R2-4", answer: null, note: "rwx" },
  ]);
});

describe("kept in the browser", () => {
  afterEach(() => vi.unstubAllGlobals());

  test("comes back, and an empty one leaves nothing behind", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    });
    const other = { ...sheet, checked };
    expect(loadSheets()).toEqual([]);
    expect(saveSheet({ id: 1, sheet })).toBe(true);
    expect(saveSheet({ id: 2, sheet: other })).toBe(true);
    expect(loadSheets()).toEqual([
      { id: 2, sheet: other },
      { id: 1, sheet },
    ]);
    expect(sheetFor(loadSheets(), checked)?.id).toBe(2);
    expect(saveSheet({ id: 1, sheet: { ...sheet, kinds: [] } })).toBe(true);
    expect(loadSheets().map(({ id }) => id)).toEqual([1, 2]);
    for (const id of [1, 2]) expect(saveSheet({ id, sheet: emptySheet })).toBe(true);
    expect(kept.size).toBe(0);
    kept.set("checklist", "{");
    expect(loadSheets()).toEqual([]);
    // What was kept before there could be several.
    kept.set("checklist", JSON.stringify(sheet));
    expect(loadSheets()).toEqual([{ id: 0, sheet }]);
  });

  test("tells what was ticked since the change was stated, once", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    });
    const stating = (...kinds: ChangeKind[]): CheckedChange => ({
      ...checked,
      elements: ["added M.a"],
      kinds: ["adds", ...kinds],
    });
    expect(takeRestated(stating(), [])).toBeNull();
    const own = sheetOf(stating("default"));
    saveSheet({ id: 1, sheet: own });
    expect(takeRestated(stating("default"), ["default"])).toBeNull();
    saveSheet({ id: 1, sheet: { ...own, kinds: ["adds", "selects"] } });
    expect(takeRestated(stating("default"), ["default"])).toEqual(["selects"]);
    expect(takeRestated(stating("selects"), ["selects"])).toBeNull();
    // What is stated anew beside the diff is no answer of the checklist.
    expect(takeRestated(stating("default", "selects"), ["default", "selects"])).toBeNull();
    expect(takeRestated(stating(), [])).toBeNull();
    expect(takeRestated({ ...stating("default"), elements: ["added Other.b"] }, [])).toBeNull();
    // A default that a schema shows is nothing that somebody stated.
    saveSheet({ id: 1, sheet: { ...own, kinds: ["adds", "default", "selects"] } });
    expect(takeRestated(stating("default"), [])).toEqual(["selects"]);
  });

  test("a browser that refuses is no error", () => {
    const refuse = () => {
      throw new DOMException("no", "SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(loadSheets()).toEqual([]);
    expect(saveSheet({ id: 1, sheet })).toBe(false);
  });
});
