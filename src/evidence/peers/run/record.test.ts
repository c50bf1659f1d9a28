import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Peer } from "../peer.js";
import type { Asked } from "../questions/question.js";
import { type Answers, lackOf, recordOf } from "./record.js";

const peer: Peer = {
  id: "x",
  language: "X",
  library: "x",
  packages: [],
  version: () => "1",
  build: () => [],
  run: () => ({ program: "x", args: [] }),
  lacks: {},
};
const request = {
  message: "peers.proto3.Old",
  from: "binary",
  input: "",
  ignoreUnknown: false,
  to: ["binary"],
} as const;
const asked: readonly Asked[] = [{ id: "a", requests: [request] }];
const answers: Answers = new Map([["a", [{ binary: "" }]]]);

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-01-02") }));
afterEach(() => void vi.useRealTimers());

test("a record has the day on which its answers were first printed", () => {
  const first = recordOf(peer, "1", asked, answers, undefined);
  expect(first.date).toBe("2026-01-02");
  vi.setSystemTime(new Date("2026-03-04"));
  expect(recordOf(peer, "1", asked, answers, first)).toEqual(first);
  expect(recordOf(peer, "2", asked, answers, first).date).toBe("2026-03-04");
  const others: Answers = new Map([["a", [{ binary: "0801" }]]]);
  expect(recordOf(peer, "1", asked, others, first).date).toBe("2026-03-04");
});

test("what a library lacks is not asked of it", () => {
  const lacks = { json: "no JSON", proto2: "no proto2", text: "no text" };
  expect(lackOf(lacks, request)).toBeNull();
  expect(lackOf(lacks, { ...request, from: "json" })).toBe("no JSON");
  expect(lackOf(lacks, { ...request, from: "text" })).toBe("no text");
  expect(lackOf(lacks, { ...request, to: ["reading", "json"] })).toBe("no JSON");
  expect(lackOf(lacks, { ...request, message: "peers.proto2.Text" })).toBe("no proto2");
});
