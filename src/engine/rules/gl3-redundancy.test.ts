import { describe, expect, test } from "vitest";
import { breaksOf, findingsBetween, findingsOver, linesOf, usualWindow } from "../../testing/reported.js";
import type { Window } from "../window/window.js";

const file = (request: string, response = "") =>
  `message Req { ${request} } message Res { ${response} } service S { rpc Call(Req) returns (Res); }`;

const both = "string a = 1; string old = 2;";
const marked = "string a = 1; string old = 2 [deprecated = true];";
const gone = 'reserved 2; reserved "old"; string a = 1;';

/** `both` for a release that relies on the field, `marked` for one that has its replacement as well. */
const inRequests = { both: file(both), marked: file(marked), gone: file(gone) };
const inResponses = { both: file("", both), marked: file("", marked), gone: file("", gone) };

const limited: Window = { upgrade: 2, downgrade: 1 };

test.each<[title: string, releases: string[], window: Window, reported: string[], breaks: string[]]>([
  [
    "removed while the release before relies on it",
    [inRequests.both, inRequests.gone],
    usualWindow,
    ["GL3/removed-inside-window error Req.old"],
    ["runtime 2.0 > agent 1.0: defaulted", "runtime 1.0 > agent 2.0: unknown"],
  ],
  [
    "the same in a response: the sides change places",
    [inResponses.both, inResponses.gone],
    usualWindow,
    ["GL3/removed-inside-window error Res.old"],
    ["agent 2.0 > runtime 1.0: defaulted", "agent 1.0 > runtime 2.0: unknown"],
  ],
  [
    "marked for one release: only the unbounded direction is left, a warning",
    [inRequests.both, inRequests.marked, inRequests.gone],
    usualWindow,
    ["GL3/removed-inside-window warning Req.old"],
    ["runtime 3.0 > agent 1.0: defaulted"],
  ],
  [
    "marked for one release, while a rollback reaches two back",
    [inRequests.both, inRequests.marked, inRequests.gone],
    { ...usualWindow, downgrade: 2 },
    ["GL3/removed-inside-window error Req.old"],
    ["runtime 3.0 > agent 1.0: defaulted", "runtime 1.0 > agent 3.0: unknown"],
  ],
  [
    "marked for one release, while a client may be two ahead",
    [inRequests.both, inRequests.marked, inRequests.gone],
    limited,
    ["GL3/removed-inside-window error Req.old, safe from 4.0"],
    ["runtime 3.0 > agent 1.0: defaulted"],
  ],
  [
    "marked for as long as a limited window asks",
    [inRequests.both, inRequests.marked, inRequests.marked, inRequests.gone],
    limited,
    [],
    [],
  ],
  [
    "removed at once, where no two releases ever meet",
    [inRequests.both, inRequests.gone],
    { upgrade: 0, downgrade: 0 },
    [],
    [],
  ],
])("%s", (_, releases, window, reported, breaks) => {
  const findings = findingsOver(releases, { window });
  expect(linesOf(findings)).toEqual(reported);
  expect(breaksOf(findings)).toEqual(breaks);
});

describe("a finding", () => {
  test("keeps the mark where a release has set it", () => {
    const fixes = [
      [inRequests.both, inRequests.gone],
      [inRequests.both, inRequests.marked, inRequests.gone],
    ].map((releases) => findingsOver(releases)[0]?.fix);
    expect(fixes).toMatchObject([
      { advice: "string old = 2;" },
      {
        title:
          "Keep the field in place of what is reserved for it, marked as deprecated, as long as they stay, or allow this with a reason",
        advice: "string old = 2 [deprecated = true];",
      },
    ]);
  });

  test("keeps the mark that the newest release has, also while the window is open", () => {
    const releases = [inRequests.both, inRequests.marked, inRequests.gone];
    const [finding] = findingsOver(releases, { window: limited });
    expect(finding).toMatchObject({
      severity: "error",
      fix: {
        title:
          "Keep the field in place of what is reserved for it, marked as deprecated, while a release in the window relies on it",
        advice: "string old = 2 [deprecated = true];",
      },
    });
  });

  test("brings no mark back that the newest release has taken away", () => {
    const releases = [inRequests.both, inRequests.marked, inRequests.both, inRequests.gone];
    expect(findingsOver(releases, { window: limited })[0]?.fix?.advice).toBe("string old = 2;");
  });

  test("says what to keep, and that an unbounded window never lets go", () => {
    const [finding] = findingsOver([inRequests.both, inRequests.gone]);
    expect(finding).toMatchObject({
      element: { kind: "field", fullName: "Req.old", owner: "Req" },
      before: { name: "old", number: 2, type: "string" },
      after: null,
      fix: {
        title: expect.stringMatching(
          /^Keep the field in place of what is reserved for it, and mark it as deprecated once what replaces it is there/,
        ),
        advice: "string old = 2;",
      },
    });
    const warned = findingsOver([inRequests.both, inRequests.marked, inRequests.gone]);
    expect(warned[0]?.message).toBe(
      "Req.old is gone, and a release inside the window still relies on it. Agents before 2.0 never leave the window: keep the field for them, or end their support with a new major release.",
    );
  });

  test("needs releases and a window", () => {
    expect(findingsBetween(inRequests.both, inRequests.gone)).toEqual([]);
    const pairs = [{ client: "runtime", server: "agent", window: null, services: [] }];
    expect(linesOf(findingsOver([inRequests.both, inRequests.gone], { pairs }))).toEqual([
      "GL1/no-window warning window",
    ]);
  });
});
