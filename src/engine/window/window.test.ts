import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSchema } from "../schema/read.js";
import { delayToEnable, delayToRemoveField, delayToRemoveMethod, delayToWrite } from "./delay.js";
import { elementHistories } from "./elements.js";
import { dateFeatures } from "./features.js";
import { pairsOf, sampleOf } from "./matrix.js";
import { readinessOf } from "./readiness.js";
import { compareReleases, parseRelease, releaseAt } from "./releases.js";
import { isSupported, type Limit, peersOf, type Window, widestOf } from "./window.js";

const policy: Window = { upgrade: "unbounded", downgrade: 1 };
const components = { client: "runtime", server: "agent" };

const schema = (text: string) =>
  readSchema([{ path: "a.proto", text: `edition = "2023"; package a; ${text}` }]).schema;

describe("releases", () => {
  test("are read and ordered as numbers", () => {
    expect(parseRelease("v1.10.3")).toEqual({ major: 1, minor: 10 });
    expect([parseRelease("1"), parseRelease("1.2-rc1"), parseRelease("x1.2")]).toEqual([null, null, null]);
    expect(["1.10", "1.9", "0.1", "2.0"].sort(compareReleases)).toEqual(["0.1", "1.9", "1.10", "2.0"]);
  });

  test("that are still to come continue the list", () => {
    expect([3, 4].map((at) => releaseAt(["1.0", "2.0", "3.0"], at))).toEqual(["4.0", "5.0"]);
    expect(releaseAt(["1.0", "1.1", "2.0"], 3)).toBe("2.1");
    expect(releaseAt(["1.0"], 1)).toBe("1.1");
    expect(releaseAt([], 0)).toBe("0.1");
  });
});

describe("the window", () => {
  const limit: fc.Arbitrary<Limit> = fc.oneof(fc.constant("unbounded" as const), fc.nat(6));

  test("supports what s − downgrade ≤ c ≤ s + upgrade says", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), limit, limit, (client, server, upgrade, downgrade) => {
        const low = downgrade === "unbounded" ? 0 : server - downgrade;
        const high = upgrade === "unbounded" ? 9 : server + upgrade;
        expect(isSupported(client, server, { upgrade, downgrade })).toBe(low <= client && client <= high);
      }),
    );
  });

  test("names the peers of a release", () => {
    expect(peersOf(2, 4, policy)).toEqual({ serversOfClient: [0, 1, 2, 3], clientsOfServer: [1, 2, 3] });
    expect(peersOf(1, 4, { upgrade: 0, downgrade: 0 })).toEqual({
      serversOfClient: [1],
      clientsOfServer: [1],
    });
  });

  test("of several is the widest", () => {
    expect(widestOf([policy, { upgrade: 2, downgrade: 3 }])).toEqual({ upgrade: "unbounded", downgrade: 3 });
  });
});

describe("the matrix", () => {
  const unsupported = (window: Window) =>
    pairsOf(["1.0", "2.0", "3.0", "4.0"], components, window)
      .filter(({ supported }) => !supported)
      .map(({ client, server }) => `agent ${server}/runtime ${client}`);

  test("is the grid of the original discussion, and another one with another window", () => {
    expect(unsupported(policy)).toEqual([
      "agent 3.0/runtime 1.0",
      "agent 4.0/runtime 1.0",
      "agent 4.0/runtime 2.0",
    ]);
    expect(unsupported({ ...policy, downgrade: 2 })).toEqual(["agent 4.0/runtime 1.0"]);
    expect(unsupported({ upgrade: "unbounded", downgrade: "unbounded" })).toEqual([]);
    expect(unsupported({ upgrade: 0, downgrade: 0 })).toHaveLength(12);
  });

  test("says why", () => {
    const reasons = pairsOf(["1.0", "2.0", "3.0"], components, policy).map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(
      new Set([
        "the same release",
        "the runtime is 1 release ahead of the agent, which is not limited",
        "the runtime is 2 releases ahead of the agent, which is not limited",
        "the runtime is 1 release behind the agent; the window allows 1",
        "the runtime is 2 releases behind the agent; the window allows 1",
      ]),
    );
  });

  test("is sampled by major versions, the oldest and the last two", () => {
    expect(sampleOf(["1.0", "1.1", "1.2", "2.0", "2.1", "3.0", "3.1", "3.2"])).toEqual([
      "1.0",
      "1.2",
      "2.1",
      "3.1",
      "3.2",
    ]);
    expect(sampleOf(["1.0"])).toEqual(["1.0"]);
  });
});

describe("delays", () => {
  const request = { request: true, response: false };
  const response = { request: false, response: true };

  test.each([
    ["enable", delayToEnable(policy), { releases: 1, forever: false }],
    ["enable, no rollback", delayToEnable({ ...policy, downgrade: 0 }), { releases: 1, forever: false }],
    [
      "enable, any rollback",
      delayToEnable({ upgrade: 1, downgrade: "unbounded" }),
      { releases: null, forever: true },
    ],
    ["write a request", delayToWrite(request, policy), { releases: 1, forever: true }],
    [
      "write a request, limited",
      delayToWrite(request, { upgrade: 3, downgrade: 1 }),
      { releases: 3, forever: false },
    ],
    ["write a response", delayToWrite(response, policy), { releases: 1, forever: false }],
    [
      "write what no method carries",
      delayToWrite(undefined, { upgrade: 2, downgrade: 5 }),
      { releases: 5, forever: false },
    ],
    ["remove a field", delayToRemoveField(policy), { releases: 1, forever: true }],
    [
      "remove a field at once",
      delayToRemoveField({ upgrade: 0, downgrade: 0 }),
      { releases: 0, forever: false },
    ],
    [
      "remove a field, warned",
      delayToRemoveField({ ...policy, downgrade: 0 }),
      { releases: 1, forever: true },
    ],
    ["remove a method", delayToRemoveMethod({ upgrade: 9, downgrade: 2 }), { releases: 2, forever: false }],
  ])("to %s", (_, delay, expected) => expect(delay).toEqual(expected));
});

describe("the history of elements", () => {
  const one = schema("message M { string a = 1; string b = 2; } enum E { E_UNSPECIFIED = 0; }");
  const two = schema(
    "message M { string a = 1; string c = 2; string d = 3; } enum E { E_UNSPECIFIED = 0; E_X = 1; }",
  );
  const three = schema(
    "message N { string a = 1 [deprecated = true]; string c = 2; string d = 3; } enum E { E_UNSPECIFIED = 0; E_X = 1; }",
  );
  const histories = new Map(elementHistories([one, two, three]).map((each) => [each.element, each]));

  test("knows introductions, deprecations and removals, through renames", () => {
    expect(histories.get("a.N.a")).toMatchObject({ introduced: 0, deprecated: 2, removed: null });
    expect(histories.get("a.N.c")).toMatchObject({ introduced: 0 });
    expect(histories.get("a.N.d")).toMatchObject({ introduced: 1 });
    expect(histories.get("a.E.E_X")).toMatchObject({ introduced: 1, kind: "value", owner: "a.E" });
    expect(histories.has("a.M")).toBe(false);
    const gone = elementHistories([two, schema("message M { string a = 1; }")]);
    expect(gone.filter(({ removed }) => removed === 1).map(({ element }) => element)).toEqual([
      "a.M.c",
      "a.M.d",
      "a.E",
      "a.E.E_UNSPECIFIED",
      "a.E.E_X",
    ]);
  });

  test("dates features by their last element", () => {
    const releases = { names: ["1.0", "2.0"], head: 2 };
    const date = (enabled: string, window = policy) =>
      dateFeatures(
        [{ name: "d", elements: ["a.N.a", "a.N.d"], enabled }],
        [...histories.values()],
        window,
        releases,
      )[0];
    expect(date("2.0")).toMatchObject({ introduced: 1, enableFrom: "3.0", isTooEarly: true });
    expect(date("3.0")).toMatchObject({ isTooEarly: false });
    expect(date("3.0", { ...policy, downgrade: 2 })).toMatchObject({ enableFrom: "4.0", isTooEarly: true });
    expect(date("9.0", { ...policy, downgrade: "unbounded" })).toMatchObject({
      enableFrom: null,
      isTooEarly: true,
    });
  });

  test("tells what a protocol is ready for", () => {
    const releases = { names: ["1.0", "2.0"], head: 2 };
    const pairs = [{ ...components, window: policy, services: [] }];
    const { elements, peers } = readinessOf([one, two, three], pairs, [], releases);
    expect(peers).toEqual([
      { ...components, serversOfClient: ["1.0", "2.0", "3.0"], clientsOfServer: ["2.0", "3.0"] },
    ]);
    expect(
      elements.map(({ element, introduced, enableFrom, removeFrom }) => [
        element,
        introduced,
        enableFrom,
        removeFrom,
      ]),
    ).toEqual([
      ["a.N.a", "1.0", "1.0", "4.0"],
      ["a.N.d", "2.0", "3.0", null],
      ["a.E.E_X", "2.0", "3.0", null],
    ]);
    expect(elements[0]).toMatchObject({ mayRemove: false, staysRelied: true });
    expect(elements[1]).toMatchObject({ mayEnable: true, askFirst: true });
  });

  test("takes the window of each pair by itself", () => {
    const releases = { names: ["1.0", "2.0"], head: 2 };
    const texts = ["", "[deprecated = true]", "[deprecated = true]"].map((option) =>
      schema(`
        message Both { string x = 1 ${option}; } message One { string y = 1 ${option}; }
        service First { rpc Call(Both) returns (Both); }
        service Second { rpc Call(Both) returns (One); }
      `),
    );
    const pairs = [
      { client: "a", server: "b", services: ["a.First"] },
      { client: "b", server: "c", services: ["a.Second"] },
    ];
    const removals = (windows: Window[]) =>
      readinessOf(
        texts,
        pairs.map((pair, at) => ({ ...pair, window: windows[at] as Window })),
        [],
        releases,
      ).elements.map(({ element, removeFrom, staysRelied }) => [element, removeFrom, staysRelied]);
    expect(removals([policy, { upgrade: 5, downgrade: 2 }])).toEqual([
      ["a.Both.x", "7.0", true],
      ["a.One.y", "7.0", false],
    ]);
    expect(removals([policy, { upgrade: 1, downgrade: 1 }])).toEqual([
      ["a.Both.x", "3.0", true],
      ["a.One.y", "3.0", false],
    ]);
    expect(
      removals([
        { upgrade: 1, downgrade: 3 },
        { upgrade: 1, downgrade: 1 },
      ]),
    ).toEqual([
      ["a.Both.x", "5.0", false],
      ["a.One.y", "3.0", false],
    ]);
  });
});
