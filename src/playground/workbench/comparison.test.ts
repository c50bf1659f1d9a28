import { describe, expect, test } from "vitest";
import type { ShareState } from "../share.js";
import {
  type Comparison,
  comparisonOfExample,
  comparisonOfShare,
  emptyComparison,
  isJudged,
  ownFiles,
  shareOf,
} from "./comparison.js";
import { maxFileLength, maxFiles, nameProblem, withFiles, withNewFile } from "./files.js";
import { defaultSettings, type Settings } from "./settings.js";

const named = (...names: string[]) => names.map((name) => ({ name, text: `// ${name}` }));

describe("an example", () => {
  const sides = (...names: string[]) => {
    const comparison = comparisonOfExample(named(...names));
    return (
      comparison && [comparison.files.old, comparison.files.new].map((files) => files.map(({ name }) => name))
    );
  };

  test("has a schema before and one after", () => {
    expect(sides("after.proto", "before.proto", "example.ts", "refused.proto")).toEqual([
      ["before.proto"],
      ["after.proto"],
    ]);
  });

  test("or releases, of which the last two count", () => {
    expect(sides("release-10.proto", "release-2.proto", "release-9.proto")).toEqual([
      ["release-9.proto"],
      ["release-10.proto"],
    ]);
  });

  test("or no two schemas", () => {
    expect(sides("release-1.proto", "example.ts")).toBeNull();
  });
});

test("a diff is judged only where it led to two versions", () => {
  const diff: Comparison = { ...emptyComparison, source: "diff", diff: "--- a", isMade: true };
  expect(isJudged(diff)).toBe(true);
  expect(isJudged({ ...diff, isMade: false })).toBe(false);
  expect(isJudged({ ...diff, diff: " \n" })).toBe(false);
  expect(isJudged({ ...diff, source: "report" })).toBe(false);
});

test("two versions are judged where one of them has a text", () => {
  expect(isJudged(emptyComparison)).toBe(false);
  expect(isJudged({ ...emptyComparison, files: { old: named("a.proto"), new: [] } })).toBe(true);
});

describe("a link", () => {
  const comparison: Comparison = {
    ...emptyComparison,
    files: { old: named("a.proto"), new: named("a.proto", "b.proto") },
    message: "acme.M",
    values: { old: "{}", new: null },
  };

  test("carries everything", () => {
    expect(comparisonOfShare(shareOf(comparison))).toEqual(comparison);
  });

  test("carries what was answered of the change, and of other data only what is known", () => {
    const elements = ["field-added acme.M.a"];
    const answers = [{ id: "R2-1", answer: "not-ready" as const, note: "on in 2.5" }];
    const answered: Comparison = {
      ...comparison,
      sheet: { checked: { elements }, reviewer: "Ada", answers },
    };
    expect(comparisonOfShare(shareOf(answered))).toEqual(answered);
    const hostile = (sheet: unknown) =>
      comparisonOfShare({ ...shareOf(comparison), review: JSON.stringify({ sheet }) } as ShareState)?.sheet;
    const checked = { elements };
    const none = { answer: null, note: "" };
    for (const sheet of [
      7,
      { answers },
      { checked, answers: [] },
      { checked, answers: [null, { id: "R2-1", ...none }] },
    ]) {
      expect(hostile(sheet)).toBeNull();
    }
    const more = [...answers, { id: "<b>", answer: "holds", note: "" }];
    expect(hostile({ checked, reviewer: "Ada", answers: more })).toEqual(answered.sheet);
    // Links that are older than the name have none.
    expect(hostile({ checked, answers })).toMatchObject({ reviewer: "" });
    expect(hostile({ checked, reviewer: "a\u202eb\nc", answers })).toMatchObject({ reviewer: "a b c" });
  });

  test("carries how it is judged, and what check printed", () => {
    const settings: Settings = {
      preset: "standard",
      releases: { old: "2.3", new: "2.4" },
      client: "runtime",
      server: "agent",
      window: { upgrade: "unbounded", downgrade: 1 },
    };
    const judged: Comparison = { ...comparison, settings, source: "report", report: "{}" };
    expect(comparisonOfShare(shareOf(judged))).toEqual(judged);
  });

  test("carries the diff that the versions were made of, by which what they lack is told", () => {
    const made: Comparison = {
      ...comparison,
      source: "diff",
      diff: "--- a\n+++ b\n",
      base: named("a.proto"),
      readsOn: true,
      isMade: true,
    };
    expect(comparisonOfShare(shareOf(made))).toEqual(made);
    expect(comparisonOfShare(shareOf({ ...made, base: null }))).toMatchObject({ base: null });
    // What did not lead to these versions says nothing of them.
    for (const other of [{ isMade: false }, { source: "texts" as const }, { diff: " " }])
      expect(shareOf({ ...made, ...other })).not.toHaveProperty("diff");
    for (const diff of ["", "{", "null", "[]", '{"text":5}', '{"text":" "}'])
      expect(comparisonOfShare({ ...shareOf(comparison), diff } as ShareState)).toEqual(comparison);
    const hostile = JSON.stringify({ text: "x", base: [7], readsOn: "yes" });
    expect(comparisonOfShare({ ...shareOf(comparison), diff: hostile } as ShareState)).toEqual({
      ...comparison,
      source: "diff",
      diff: "x",
      isMade: true,
    });
  });

  test("carries what the description states and the fixes that were tried, as far as it is what it should be", () => {
    const fix = {
      check: "R1/x",
      element: "M.a",
      title: "Reserve it",
      advice: "reserved 2;",
      isJudged: false,
    };
    const reviewed: Comparison = {
      ...comparison,
      stated: { kinds: ["default", "selects"], text: "on by default" },
      fixes: [fix],
      unfixed: named("b.proto"),
    };
    expect(comparisonOfShare(shareOf(reviewed))).toEqual(reviewed);
    expect(ownFiles(reviewed)).toEqual({ old: reviewed.files.old, new: reviewed.unfixed });
    const hostile = {
      stated: { kinds: ["adds", "selects", 5], text: 7 },
      fixes: [{ check: 1 }, null],
      unfixed: [1],
    };
    const state = { ...shareOf(comparison), review: JSON.stringify(hostile) } as ShareState;
    expect(comparisonOfShare(state)).toEqual({ ...comparison, stated: { kinds: ["selects"], text: "" } });
    for (const review of ["", "null", "[]", "5"])
      expect(comparisonOfShare({ ...shareOf(comparison), review } as ShareState)).toEqual(comparison);
  });

  test("from before there were settings is judged as by default", () => {
    expect(shareOf(comparison)).not.toHaveProperty("settings");
    for (const settings of ["", "null", "[]", '{"window":{"upgrade":-1,"downgrade":1},"client":5}']) {
      expect(comparisonOfShare({ ...shareOf(comparison), settings } as never)?.settings).toEqual(
        defaultSettings,
      );
    }
  });

  test("with values that are none counts as without", () => {
    for (const value of ["", "{", "{}", "null", "[1, {}]", '["a"']) {
      expect(comparisonOfShare({ ...shareOf(comparison), value } as never)?.values).toEqual({
        old: null,
        new: null,
      });
    }
  });

  test("has a file on each side, and none of them twice", () => {
    const twice = [...named("a.proto"), { name: "a.proto", text: "last" }];
    const state: ShareState = { kind: "comparison", before: twice, after: [], message: "", value: "" };
    expect(comparisonOfShare(state)?.files).toEqual({
      old: [{ name: "a.proto", text: "last" }],
      new: [{ name: "after.proto", text: "" }],
    });
  });

  test("that holds a program, or nothing, is no comparison", () => {
    expect(comparisonOfShare({ kind: "program", example: "r1/reuse", files: [] })).toBeNull();
    expect(comparisonOfShare(null)).toBeNull();
  });
});

describe("files", () => {
  test("a new one has a name that no other has", () => {
    expect(withNewFile(named("file1.proto", "x.proto")).name).toBe("file2.proto");
  });

  test("two cannot have one name, and each has one", () => {
    const files = named("a", "b");
    expect([nameProblem(files, "a", "a"), nameProblem(files, "a", "c")]).toEqual(["", ""]);
    expect(nameProblem(files, "a", "b")).toMatch(/another/);
    expect(nameProblem(files, "a", "")).toMatch(/type/);
  });

  test("those that are dropped replace the empty one, and those of their name", () => {
    const before = [{ name: "before.proto", text: " " }, ...named("a")];
    expect(withFiles(before, [{ name: "a", text: "new" }, ...named("b")])).toEqual({
      files: [{ name: "a", text: "new" }, ...named("b")],
      refused: "",
    });
  });

  test("too long, or too many, they are refused with a reason", () => {
    const long = { name: "long.proto", text: "x".repeat(maxFileLength + 1) };
    expect(withFiles(named("a"), [long])).toEqual({
      files: named("a"),
      refused: expect.stringContaining("long.proto is longer"),
    });
    const many = named(...Array.from({ length: maxFiles + 5 }, (_, index) => `${index}`));
    const { files, refused } = withFiles([], many);
    expect(files).toHaveLength(maxFiles);
    expect(refused).toMatch(/Only the first/);
  });
});
