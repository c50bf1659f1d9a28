import { expect, test } from "vitest";
import { findingsBetween, findingsOver, linesOf, usualWindow } from "../../testing/reported.js";

const file = "message M { string a = 1; }";
const pair = { client: "runtime", server: "agent", window: null, services: [] };

test("no window is a warning where releases are compared, and nothing where two states are", () => {
  expect(linesOf(findingsOver([file, file], { pairs: [pair] }))).toEqual(["GL1/no-window warning window"]);
  expect(findingsOver([file, file], { window: usualWindow })).toEqual([]);
  expect(findingsBetween(file, file)).toEqual([]);
});

test("it names the pairs that have none, and says what to declare", () => {
  const other = { client: "shim", server: "monitor", window: null, services: ["Monitor"] };
  const decided = { client: "agent", server: "collector", window: usualWindow, services: ["Events"] };
  expect(findingsOver([file, file], { pairs: [pair, decided, other] })).toMatchObject([
    {
      element: { kind: "setting", fullName: "window", owner: null },
      message: expect.stringContaining("declared for runtime and agent, shim and monitor:"),
      before: null,
      after: null,
      safeFrom: null,
      fix: { advice: "window: { upgrade: unbounded, downgrade: 1 }" },
    },
  ]);
});
