import { describe, expect, it } from "vitest";
import { digestOf, pairRecord } from "./pair-record.js";
import type { Answers, RecordedPair } from "./record.js";

const client = { id: "a", language: "A", library: "a", version: "1.0" };
const server = { id: "b", language: "B", library: "b", version: "1.0" };
const ok = { code: "OK", message: "", messages: 1, lines: [] };
const late = { code: "DEADLINE_EXCEEDED", message: "", messages: 0, lines: [] };
const closed = { code: "NO_STATUS", message: "closed", messages: 0, lines: [] };

function record(answers: Answers, date: string, earlier?: RecordedPair): RecordedPair {
  return pairRecord(client, server, answers, date, earlier);
}

describe("a second run", () => {
  it("changes nothing if it prints the same", () => {
    const first = record({ unary: [ok], deadline: [closed] }, "2026-01-01");
    expect(record({ unary: [ok], deadline: [closed] }, "2026-02-02", first)).toBe(first);
  });

  it("replaces an answer that differs", () => {
    const first = record({ unary: [ok] }, "2026-01-01");
    const second = record({ unary: [late] }, "2026-02-02", first);
    expect(second).toMatchObject({ date: "2026-02-02", answers: { unary: [late] } });
    expect(second.digest).not.toBe(first.digest);
  });

  it("keeps the other outcomes of a race", () => {
    const first = record({ deadline: [closed] }, "2026-01-01");
    const both = record({ deadline: [late] }, "2026-02-02", first);
    expect(both).toMatchObject({ date: "2026-02-02", answers: { deadline: [late, closed] } });
    expect(record({ deadline: [closed] }, "2026-03-03", both)).toBe(both);
  });

  it("keeps nothing of another version", () => {
    const first = record({ deadline: [closed] }, "2026-01-01");
    const newer = { ...client, version: "1.1" };
    const second = pairRecord(newer, server, { deadline: [late] }, "2026-02-02", first);
    expect(second).toMatchObject({ client: newer, answers: { deadline: [late] } });
  });
});

it("has a digest of sides, date and answers", () => {
  const pair = record({ unary: [ok] }, "2026-01-01");
  expect(digestOf(pair)).toBe(pair.digest);
  const changed = [
    { ...pair, client: server },
    { ...pair, server: client },
    { ...pair, date: "2026-01-02" },
    { ...pair, answers: { unary: [late] } },
  ];
  for (const each of changed) expect(digestOf(each)).not.toBe(pair.digest);
});
