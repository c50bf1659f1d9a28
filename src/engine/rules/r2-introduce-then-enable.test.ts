import { expect, test } from "vitest";
import { findingsOver, linesOf, requestOver, usualWindow } from "../../testing/reported.js";
import { check } from "../check/check.js";
import type { CheckRequest } from "../check/request.js";
import type { Window } from "../window/window.js";

const without = "message Req { string a = 1; }";
const withFeature = "message Req { string a = 1; bool on = 2; }";

const over = (releases: string[], enabled: string, window: Window = usualWindow) =>
  findingsOver(releases, { window, features: [{ name: "on", elements: ["Req.on"], enabled }] });

test.each<[title: string, releases: string[], enabled: string, window: Window, reported: string[]]>([
  [
    "by the release that introduces it",
    [without, withFeature],
    "2.0",
    usualWindow,
    ["R2/enabled-too-early error on, safe from 3.0"],
  ],
  ["by the next one", [without, withFeature], "3.0", usualWindow, []],
  [
    "by the next one, while a rollback reaches two back",
    [without, withFeature],
    "3.0",
    { ...usualWindow, downgrade: 2 },
    ["R2/enabled-too-early error on, safe from 4.0"],
  ],
  [
    "by the next one, where no rollback is supported",
    [without, withFeature],
    "3.0",
    { ...usualWindow, downgrade: 0 },
    [],
  ],
  [
    "at any time, while a rollback may reach back for ever",
    [without, withFeature],
    "9.0",
    { upgrade: 1, downgrade: "unbounded" },
    ["R2/enabled-too-early error on"],
  ],
  ["while no release has it", [without, without], "2.0", usualWindow, []],
])("a feature is enabled %s", (_, releases, enabled, window, reported) => {
  expect(linesOf(over(releases, enabled, window))).toEqual(reported);
});

test("the finding names the release that introduced it, and the first in which it is fine", () => {
  expect(over([without, withFeature], "2.0")).toMatchObject([
    {
      element: { kind: "feature", fullName: "on", owner: null },
      message: expect.stringMatching(
        /enabled in 2\.0, the release that introduces it:.* 3\.0 is the first in which it is fine after a rollback; agents without it never leave the window, so a client asks them first\.$/,
      ),
      before: null,
      after: { elements: ["Req.on"], introduced: "2.0", enabled: "2.0" },
      fix: { advice: 'enabled: "3.0"' },
    },
  ]);
  const [earlier] = over([without, withFeature], "1.0");
  expect(earlier?.message).toContain("enabled in 1.0, and 2.0 is the first release that has it:");
});

test("where every window has a limit, time is enough", () => {
  const [finding] = over([without, withFeature], "2.0", { upgrade: 1, downgrade: 1 });
  expect(finding?.message).toMatch(/ 3\.0 is the first in which it is fine\.$/);
});

test("a feature that is not released yet: no release has it", () => {
  const features = [{ name: "on", elements: ["Req.on"], enabled: "1.0" }];
  const request = requestOver([without, withFeature], { features });
  const settings: unknown[] = [];
  const placeOf: CheckRequest["placeOf"] = (setting) => {
    settings.push(setting);
    return request.placeOf(setting);
  };
  const [finding] = check({ ...request, releases: { names: ["1.0"], head: 1 }, placeOf }).findings;
  expect(finding?.message).toContain("enabled in 1.0, and no release has it yet:");
  expect(settings).toEqual([["features", 0, "enabled"]]);
});

test("where no release is late enough, nothing is offered", () => {
  const [finding] = over([without, withFeature], "9.0", { upgrade: 1, downgrade: "unbounded" });
  expect(finding).toMatchObject({
    message: expect.stringContaining("With unbounded downgrades no release is late enough."),
    fix: null,
  });
});
