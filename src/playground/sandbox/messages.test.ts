import { expect, test } from "vitest";
import { messageLimit, outputLimit, readReport } from "./messages.js";

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
