import { expect, test } from "vitest";
import type { Exchange, Result, Sent } from "./question.js";
import { breakSentence, countSentence, directionSentence, problemSentence, summaryOf } from "./words.js";

function sent(part: Partial<Sent>): Sent {
  return {
    hex: "",
    size: 0,
    spans: [],
    hiddenSpans: 0,
    error: "",
    readings: { fields: [], hidden: 0 },
    outcomes: [],
    back: null,
    ...part,
  };
}

test("findings are counted, and none is said as well", () => {
  expect(countSentence({ errors: 2, warnings: 1, infos: 0 })).toBe("2 errors, 1 warning.");
  expect(countSentence({ errors: 0, warnings: 0, infos: 10 })).toBe("10 remarks.");
  expect(countSentence({ errors: 0, warnings: 0, infos: 0 })).toBe("No findings.");
});

test("a direction says what becomes of the message's own fields", () => {
  const outcomes: Sent["outcomes"] = [
    { outcome: "reinterpreted", count: 1 },
    { outcome: "unknown", count: 2 },
  ];
  expect(directionSentence("old", "acme.Job", sent({ outcomes }))).toBe(
    "Old writer, new reader: of the Job below, 1 field reinterpreted, 2 unknown.",
  );
  expect(directionSentence("new", "Job", sent({}))).toBe(
    "New writer, old reader: every field of the Job below reads the same.",
  );
  expect(directionSentence("new", "Job", sent({ error: "no", outcomes }))).toMatch(
    /the Job below is rejected/,
  );
  expect(directionSentence("new", "Job", null)).toMatch(/nothing was written/);
});

test("the summary is one line for findings and both directions", () => {
  const exchange = { sent: sent({}) } as Exchange;
  const result = {
    counts: { errors: 1, warnings: 0, infos: 0 },
    findings: [] as Result["findings"],
    message: "acme.M",
    exchanges: { old: exchange, new: exchange },
  } as Result;
  expect(summaryOf(result)).toBe(
    "1 error. Old writer, new reader: every field of the M below reads the same. New writer, old reader: every field of the M below reads the same.",
  );
  expect(summaryOf({ ...result, exchanges: null })).toMatch(/no message in common/);
  const gone = (kind: string, severity = "error") =>
    ({ finding: { severity, element: { kind }, message: "Stop is gone." } }) as Result["findings"][number];
  expect(summaryOf({ ...result, exchanges: null, findings: [gone("method"), gone("method", "info")] })).toBe(
    "1 error. Stop is gone.",
  );
  expect(summaryOf({ ...result, findings: [gone("field"), gone("service"), gone("method")] })).toMatch(
    /^1 error\. Stop is gone\. Other calls fail, too\. Old writer/,
  );
  expect(summaryOf(result, true)).toBe(
    "1 error. Not all lines of the diff are judged: which, is said below.",
  );
});

const peer = (component: string | null, state: string) => ({ component, release: state, state });

test("who breaks is said with the component, or with the release alone", () => {
  expect(
    breakSentence({ writer: peer("client", "new"), reader: peer("server", "old"), outcome: "defaulted" }),
  ).toBe("New client writes, old server sees the default.");
  expect(breakSentence({ writer: peer(null, "old"), reader: peer(null, "new"), outcome: "rejected" })).toBe(
    "Old release writes, new release refuses it.",
  );
  expect(
    breakSentence({ writer: peer("client", "old"), reader: peer("server", "new"), outcome: "unimplemented" }),
  ).toBe("Old client calls, new server answers UNIMPLEMENTED.");
});

test("what cannot be read is named with its place", () => {
  const problem = { file: "m.proto", line: 3, column: 1, at: 20, message: 'expected ";"' };
  const none = { old: [], new: [] };
  expect(problemSentence({ old: [], new: [problem, problem] }, none)).toBe(
    'The new schema cannot be read: m.proto, line 3: expected ";".',
  );
  expect(problemSentence({ old: [], new: [] }, none)).toBe("");
  const text = `// Lines 1 to 39 are not in the diff.\n}\nmessage M {\nimport "not-in-the-diff.proto";\n`;
  const files = { old: [], new: [{ name: "m.proto", text }] };
  expect(problemSentence({ old: [], new: [problem] }, files)).toContain("m.proto, line 41:");
});
