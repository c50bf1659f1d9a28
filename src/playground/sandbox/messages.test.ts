import { describe, expect, test } from "vitest";
import { messageLimit, outputLimit, readReport, reportLimit, reportReader } from "./messages.js";

const problem = { message: "m", file: "example.ts", line: 1, column: 2 };

test.each([
  { kind: "started" },
  { kind: "output", text: "a\n" },
  { kind: "ended", how: "by itself", problem: null },
  { kind: "ended", how: "failed", problem },
])("a report: %j", (data) => {
  expect(readReport(data)).toEqual(data);
});

test.each([
  null,
  "started",
  {},
  { kind: "output" },
  { kind: "output", text: { length: 1 } },
  { kind: "output", text: "x".repeat(outputLimit + 1) },
  { kind: "ended", how: "time", problem: null },
  { kind: "ended", how: "failed" },
  { kind: "ended", how: "failed", problem: { ...problem, line: -1 } },
  { kind: "ended", how: "failed", problem: { ...problem, column: "2" } },
  { kind: "ended", how: "failed", problem: { ...problem, message: "x".repeat(messageLimit + 1) } },
])("no report: %j", (data) => {
  expect(readReport(data)).toBeNull();
});

test("what else is in a message does not come along", () => {
  const report = readReport({ kind: "output", text: "a", html: "<b>" });
  expect(report).toEqual({ kind: "output", text: "a" });
});

describe("a reader of reports", () => {
  const output = (text: string) => ({ kind: "output", text });

  test("gives no more output than the limit, in however many messages it comes", () => {
    const read = reportReader(() => {});
    const texts = [60_000, 60_000, 60_000].map((length) => read(output("x".repeat(length))));
    expect(texts.map((report) => report?.kind === "output" && report.text.length)).toEqual([
      60_000, 40_000, 0,
    ]);
    expect(read({ kind: "ended", how: "by itself", problem: null })).not.toBeNull();
  });

  test("stops after more messages than a sandbox sends, and says so once", () => {
    let calls = 0;
    const read = reportReader(() => {
      calls += 1;
    });
    for (let count = 0; count < reportLimit; count += 1) read(count % 2 === 0 ? output("") : "no report");
    expect(calls).toBe(0);
    expect([read(output("")), read({ kind: "started" })]).toEqual([null, null]);
    expect(calls).toBe(1);
  });
});
