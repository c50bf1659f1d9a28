// cspell:ignore unstub
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Outcome } from "../runner.js";
import { decodeShare, encodeShare } from "../share.js";
import { programLink, sharedProgram, withTexts, workbenchLink } from "./links.js";
import { compareLines, countDifferences, type PrintedLine } from "./printed-lines.js";
import { resultOf } from "./result.js";

/** Lines as people write a difference down: `+now`, `-recorded`, ` same`. */
const shown = (lines: PrintedLine[] | null) =>
  lines?.map(({ kind, text }) => ({ same: " ", now: "+", recorded: "-" })[kind] + text);

describe("lines that differ", () => {
  test.each([
    ["nothing", "a\nb\n", "a\nb\n", [" a", " b"], 0],
    ["one line replaced", "a\nb\nc\n", "a\nx\nc\n", [" a", "-b", "+x", " c"], 1],
    ["a line more", "a\nc\n", "a\nb\nc\n", [" a", "+b", " c"], 1],
    ["lines less", "a\nb\nc\n", "c\n", ["-a", "-b", " c"], 2],
    ["a program that prints nothing", "a\n", "", ["-a"], 1],
    ["an empty line", "a\n", "a\n\n", [" a", "+"], 1],
    ["two places", "a\nb\nc\n", "x\nb\ny\nz\n", ["-a", "+x", " b", "-c", "+y", "+z"], 3],
  ])("%s", (_, recorded, now, lines, count) => {
    const compared = compareLines(recorded, now);
    expect(shown(compared)).toEqual(lines);
    expect(countDifferences(compared ?? [])).toBe(count);
  });

  test("each side can be read off the comparison", () => {
    const output = fc
      .array(fc.constantFrom("a", "b", "", "c c"))
      .map((lines) => lines.map((line) => `${line}\n`).join(""));
    fc.assert(
      fc.property(output, output, (recorded, now) => {
        const lines = compareLines(recorded, now) ?? [];
        const without = (kind: PrintedLine["kind"]) =>
          lines
            .filter((line) => line.kind !== kind)
            .map(({ text }) => `${text}\n`)
            .join("");
        expect(without("now")).toBe(recorded);
        expect(without("recorded")).toBe(now);
      }),
    );
  });

  test("an output that is far too long is not compared", () => {
    expect(compareLines("a\n", "a\n".repeat(100_000))).toBeNull();
  });
});

describe("the sentence about a run", () => {
  const outcome: Outcome = {
    output: "a\n",
    ended: "by itself",
    problem: null,
    sentence: "It ended.",
    milliseconds: 12,
  };
  const problem = { message: "x is not defined", file: "example.ts", line: 4, column: 2 };

  test.each([
    ["Ran in 12 ms, same output as recorded.", outcome],
    ["Ran in 12 ms, 1 line differs.", { ...outcome, output: "b\n" }],
    ["Ran in 12 ms, 3 lines differ.", { ...outcome, output: "a\n1\n2\n3\n" }],
    ["Ran in 12 ms, another output than recorded.", { ...outcome, output: "a\n".repeat(2000) }],
    ["Failed: example.ts line 4: x is not defined", { ...outcome, ended: "failed", problem }],
    [
      "Failed: example.ts: x is not defined",
      { ...outcome, ended: "failed", problem: { ...problem, line: 0 } },
    ],
    ["It could not be run.", { ...outcome, ended: "failed", sentence: "It could not be run." }],
    ["It was ended after 2 s.", { ...outcome, ended: "time", sentence: "It was ended after 2 s." }],
  ] satisfies [string, Outcome][])("%s", (summary, ended) => {
    expect(resultOf(ended, "a\n").summary).toBe(summary);
  });
});

describe("links", () => {
  const files = [
    { name: "before.proto", text: "before" },
    { name: "after.proto", text: "after" },
    { name: "example.ts", text: "program" },
  ];

  test("the address of a program leads to it, on its own page only", async () => {
    vi.stubGlobal("location", { origin: "http://127.0.0.1", pathname: "/rules/r1/" });
    const link = await programLink("r1/reuse", files);
    vi.unstubAllGlobals();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1\/rules\/r1\/#s=1[\w-]+$/);
    const { hash } = new URL(link);
    expect(await sharedProgram(hash, "r1/reuse")).toEqual(files);
    expect(await sharedProgram(hash, "r1/gap")).toBeNull();
    expect(await sharedProgram("#the-rule", "r1/reuse")).toBeNull();
  });

  test("a comparison is no program", async () => {
    const shared = await encodeShare({ kind: "comparison", before: [], after: [], message: "", value: "" });
    expect(await sharedProgram(`#s=${shared}`, "r1/reuse")).toBeNull();
  });

  test("only files that the example has are taken over", () => {
    const shared = [
      { name: "example.ts", text: "new" },
      { name: "other.proto", text: "" },
    ];
    expect(withTexts(files, shared)).toEqual([...files.slice(0, 2), { name: "example.ts", text: "new" }]);
  });

  test("the workbench gets the schemas, of releases the last two", async () => {
    const releases = [1, 2, 3].map((release) => ({ name: `release-${release}.proto`, text: `${release}` }));
    const comparisonIn = async (link: string | null) => decodeShare(link?.replace("/try#s=", "") ?? "");
    expect(await comparisonIn(await workbenchLink(files))).toMatchObject({
      before: [{ text: "before" }],
      after: [{ text: "after" }],
    });
    expect(await comparisonIn(await workbenchLink(releases))).toMatchObject({
      before: [{ text: "2" }],
      after: [{ text: "3" }],
    });
    expect(await workbenchLink(files.slice(1))).toBeNull();
    expect(
      await workbenchLink([{ name: "before.proto", text: "x".repeat(600_000) }, ...files.slice(1)]),
    ).toBeNull();
  });
});
