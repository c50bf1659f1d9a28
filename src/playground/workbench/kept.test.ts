import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { emptyComparison } from "./comparison.js";
import { forget, keep, loadKept } from "./kept.js";

let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});

afterEach(() => {
  forget();
  vi.unstubAllGlobals();
});

const work = {
  address: "?example=r1/gap",
  comparison: {
    ...emptyComparison,
    source: "diff" as const,
    diff: "--- a\n+++ b\n",
    base: [{ name: "old.proto", text: "message M {}" }],
    readsOn: true,
    isMade: true,
    stated: { kinds: ["selects" as const], text: "driver may be blk" },
    fixes: [{ check: "R1/x", element: "M.a", title: "Reserve it", advice: "reserved 2;", isJudged: false }],
    unfixed: [{ name: "new.proto", text: "message M {}" }],
    sheet: {
      checked: { elements: ["field-added M.a"] },
      reviewer: "Ada",
      answers: [{ id: "R2-1", answer: "holds" as const, note: "" }],
    },
  },
};

test("what is kept is there after a reload, and gone once it is forgotten", async () => {
  expect(keep(work)).toBe("kept");
  vi.resetModules();
  const reloaded = await import("./kept.js");
  expect(reloaded.loadKept()).toEqual(work);
  reloaded.forget();
  expect(reloaded.loadKept()).toBeNull();
  expect(stored.size).toBe(0);
});

test("a browser that refuses still has it while the page is open", () => {
  vi.stubGlobal("localStorage", undefined);
  expect(keep(work)).toBe("refused");
  expect(loadKept()).toEqual(work);
});

test("what is too large is not stored, and nothing older in its place", () => {
  keep(work);
  const diff = "x".repeat(2_000_001);
  expect(keep({ ...work, comparison: { ...work.comparison, diff } })).toBe("too large");
  expect(stored.size).toBe(0);
});

test.each(["", "{", "null", "5", '{"address":1,"state":{}}', '{"address":"","state":{"kind":"program"}}'])(
  "what somebody else stored is nothing: %j",
  (text) => {
    stored.set("desk", text);
    expect(loadKept()).toBeNull();
  },
);
