import { beforeEach, expect, test, vi } from "vitest";
import { keepWindow, keptName, keptWindow } from "./kept-window.js";

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  });
});

test("any window that a reader can choose is kept as it is, not only those with a name", () => {
  keepWindow({ upgrade: 1, downgrade: 1 });
  keepWindow({ upgrade: 1, downgrade: 2 });
  expect(keptWindow()).toEqual({ upgrade: 1, downgrade: 2 });
});

test.each(["eachWay", "?upgrade=9&downgrade=1", "", "%"])("%j is no window", (text) => {
  kept.set(keptName, text);
  expect(keptWindow()).toBeNull();
});

test("a browser that refuses keeps nothing", () => {
  vi.stubGlobal("localStorage", undefined);
  keepWindow({ upgrade: 1, downgrade: 2 });
  expect(keptWindow()).toBeNull();
});
