import { expect, test } from "vitest";
import { findingsBetween, findingsOver, linesOf, requestOver, usualWindow } from "../../testing/reported.js";
import { check } from "../check/check.js";

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

test("a window without any release is a warning, unless somebody names what to compare with", () => {
  const request = { ...requestOver([file, file]), baselines: [], releases: { names: [], head: 0 } };
  expect(check(request).findings).toMatchObject([
    {
      check: "GL1/no-release",
      severity: "warning",
      message: expect.stringContaining("no tag here is a release"),
      fix: { title: expect.stringMatching(/^Run git fetch --tags, .* fetch-depth: 0/) },
    },
  ]);
  expect(check({ ...request, isToldWhatToCompare: true }).findings).toEqual([]);
  expect(linesOf(check({ ...request, components: [pair] }).findings)).toEqual([
    "GL1/no-window warning window",
  ]);
});
