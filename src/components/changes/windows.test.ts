import { expect, test } from "vitest";
import { pictureWindows } from "../../content/changes.js";
import { pictureOf, windowIn } from "./window-in-address.js";
import { meaningOf } from "./windows.js";

test.each([
  ["?upgrade=unbounded&downgrade=1", pictureWindows.policy],
  ["?upgrade=1&downgrade=1&releases=4", pictureWindows.eachWay],
  ["?upgrade=0&downgrade=3", { upgrade: 0, downgrade: 3 }],
])("%s names a window", (query, window) => {
  expect(windowIn(query)).toEqual(window);
});

test.each([
  "",
  "?upgrade=1",
  "?downgrade=1",
  "?upgrade=1&downgrade=unbounded",
  "?upgrade=6&downgrade=1",
  "?upgrade=x&downgrade=1",
])("%j names none that is drawn", (query) => {
  expect(windowIn(query)).toBeNull();
});

test("the windows of the picture are known", () => {
  expect(pictureOf({ upgrade: 1, downgrade: 1 })).toBe("eachWay");
  expect(pictureOf({ upgrade: 0, downgrade: 3 })).toBeNull();
});

test.each([
  ["unbounded", 1, "Clients may run ahead of servers without a limit, and one release behind them."],
  [1, 1, "Client and server are at most one release apart."],
  [0, 3, "Clients never run ahead of servers, but up to 3 releases behind them."],
  [2, 0, "Clients may run ahead of servers by up to 2 releases, and never behind them."],
  [0, 0, "Client and server are of the same release."],
] as const)("%s ahead and %s behind", (upgrade, downgrade, sentence) => {
  expect(meaningOf({ upgrade, downgrade })).toBe(sentence);
});
