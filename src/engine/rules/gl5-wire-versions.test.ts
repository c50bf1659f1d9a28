import { expect, test } from "vitest";
import { findingsBetween, findingsOver, linesOf } from "../../testing/reported.js";

test.each<[name: string, isVersion: boolean]>([
  ["version", true],
  ["agent_version", true],
  ["Version", true],
  ["api_version_major", true],
  ["api_version_minor", true],
  ["version_number", true],
  ["version_string", true],
  ["conversion", false],
  ["version_check", false],
  ["versions", false],
  ["features", false],
])("a new field %s", (name, isVersion) => {
  expect(linesOf(findingsBetween("message M {}", `message M { string ${name} = 1; }`))).toEqual(
    isVersion ? [`GL5/version-field info M.${name}`] : [],
  );
});

test("a field that gets such a name, and one that was there, say nothing", () => {
  const old = "message M { string version = 1; string api = 2; }";
  expect(findingsBetween(old, old)).toEqual([]);
  expect(linesOf(findingsBetween(old, old.replace("api", "api_version")))).toEqual([
    "R1/renamed warning M.api_version",
  ]);
});

test("it says what to put there, and only in the release that brings it", () => {
  const [before, after] = ["message M {}", "message M { int32 version = 1; }"];
  expect(findingsOver([before, after])).toMatchObject([
    {
      tier: "safe",
      element: { kind: "field", fullName: "M.version", owner: "M" },
      before: null,
      after: { name: "version", number: 1, type: "int32" },
      breaks: [],
      fix: { advice: "repeated string features = …;" },
    },
  ]);
  expect(findingsOver([before, after, after])).toEqual([]);
});
