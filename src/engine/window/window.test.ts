import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSchema } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import type { ComponentPair } from "./component-pair.js";
import { concernsIn } from "./concerns.js";
import {
  type Delay,
  delayToEnable,
  delayToRemoveField,
  delayToRemoveMethod,
  delayToWrite,
  longer,
} from "./delay.js";
import { elementHistories } from "./elements.js";
import { belongsTo, dateFeatures } from "./features.js";
import { countPairs, pairsOf, sampleOf } from "./matrix.js";
import { readinessOf } from "./readiness.js";
import { compareReleases, isBefore, parseRelease, releaseAt } from "./releases.js";
import { usageOf } from "./usage.js";
import { isSupported, type Limit, peersOf, type Window, widestOf } from "./window.js";

const policy: Window = { upgrade: "unbounded", downgrade: 1 };
const components = { client: "runtime", server: "agent" };

const schema = (text: string) =>
  readSchema([{ path: "a.proto", text: `edition = "2023"; package a; ${text}` }]).schema;

describe("releases", () => {
  test("are read and ordered as numbers", () => {
    expect(parseRelease("v1.10.3")).toEqual({ major: 1, minor: 10 });
    expect(parseRelease("12.3.45")).toEqual({ major: 12, minor: 3 });
    expect([parseRelease("1"), parseRelease("1.2-rc1"), parseRelease("x1.2")]).toEqual([null, null, null]);
    expect(["1.10", "1.9", "0.1", "2.0"].sort(compareReleases)).toEqual(["0.1", "1.9", "1.10", "2.0"]);
  });

  test("that are still to come continue the list", () => {
    expect([3, 4].map((at) => releaseAt(["1.0", "2.0", "3.0"], at))).toEqual(["4.0", "5.0"]);
    expect(releaseAt(["1.0", "1.1", "2.0"], 3)).toBe("2.1");
    expect(releaseAt(["1.0"], 1)).toBe("1.1");
    expect(releaseAt([], 0)).toBe("0.1");
    expect(releaseAt(["1.0", "1.3"], 0)).toBe("1.0");
    expect([releaseAt(["main"], 1), releaseAt(["1.0", "main"], 2)]).toEqual(["0.1", "0.1"]);
  });

  test("are not ordered where one is none", () => {
    expect(() => compareReleases("1.0", "x")).toThrow("not releases: 1.0, x");
    expect(() => compareReleases("x", "1.0")).toThrow("not releases: x, 1.0");
  });

  test.each<[names: string[], name: string, index: number]>([
    [["1.2", "1.3"], "1.2", 0],
    [["1.2", "1.3"], "1.3", 1],
    [["1.2", "1.3"], "1.1", 0],
    [["1.2", "1.4"], "1.3", 1],
    [["1.2", "1.3"], "1.4", 2],
    [["1.2", "1.3"], "1.6", 4],
    // Between 1.3 and 2.0 another minor release may come.
    [["1.0", "1.3"], "2.0", 3],
    [["1.0", "1.3"], "2.1", 4],
    [["1.0", "2.0"], "3.0", 2],
    [["1.0", "2.0"], "3.1", 3],
    [["1.0", "2.0"], "4.0", 3],
    [[], "1.0", 0],
  ])("behind %j, %s stands at %i", (names, name, index) => {
    const releases = { names, head: names.length };
    expect([index, index + 1].map((each) => isBefore(releases, name, each))).toEqual([false, true]);
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

  test("takes the window that the newer release of a pair was published with", () => {
    const today = { upgrade: 1, downgrade: 1 };
    const published = new Map([
      ["1.0", null],
      ["1.1", { upgrade: 2, downgrade: 1 }],
      ["1.2", { upgrade: 2, downgrade: 0 }],
    ]);
    const pairs = pairsOf(["1.0", "1.1", "1.2", "1.3"], components, today, published);
    const otherwise = pairs.filter(({ isOtherwiseToday }) => isOtherwiseToday);
    expect(
      otherwise.map(({ client, server, supported, reason }) => [client, server, supported, reason]),
    ).toEqual([
      ["1.2", "1.0", true, "the runtime is 2 releases ahead of the agent; the window of 1.2 allows 2"],
      ["1.1", "1.2", false, "the runtime is 1 release behind the agent; the window of 1.2 allows 0"],
    ]);
    expect(pairs.find(({ client, server }) => client === "1.3" && server === "1.1")).toMatchObject({
      supported: false,
      reason: "the runtime is 2 releases ahead of the agent; the window allows 1",
    });
  });

  test("is counted, with what the newest release adds", () => {
    const pairs = pairsOf(["1.0", "2.0", "3.0", "4.0"], components, policy);
    expect(countPairs(pairs, "4.0")).toEqual({ all: 16, supported: 13, added: 5 });
    expect(countPairs(pairs, "1.0")).toEqual({ all: 16, supported: 13, added: 5 });
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

  const any = { upgrade: 1, downgrade: "unbounded" } as const;

  test.each<[title: string, delay: () => Delay, expected: Delay]>([
    ["enable in a request", () => delayToEnable(request, policy), { releases: 1, forever: true }],
    [
      "enable in a request, two back",
      () => delayToEnable(request, { ...policy, downgrade: 2 }),
      { releases: 2, forever: true },
    ],
    [
      "enable in a request, limited",
      () => delayToEnable(request, { upgrade: 1, downgrade: 2 }),
      { releases: 1, forever: false },
    ],
    [
      "enable in a request, clients of any age",
      () => delayToEnable(request, any),
      { releases: 1, forever: false },
    ],
    [
      "enable in a response",
      () => delayToEnable(response, { upgrade: 1, downgrade: 2 }),
      { releases: 2, forever: false },
    ],
    [
      "enable in a response, clients of any age",
      () => delayToEnable(response, any),
      { releases: null, forever: true },
    ],
    [
      "enable what no method carries",
      () => delayToEnable(undefined, { upgrade: 1, downgrade: 2 }),
      { releases: 2, forever: false },
    ],
    [
      "enable what no method carries, clients of any age",
      () => delayToEnable(undefined, any),
      { releases: null, forever: true },
    ],
    [
      "enable where releases never mix",
      () => delayToEnable(undefined, { upgrade: 0, downgrade: 0 }),
      { releases: 1, forever: false },
    ],
    ["write a request", () => delayToWrite(request, policy), { releases: 1, forever: true }],
    [
      "write a request, two back",
      () => delayToWrite(request, { ...policy, downgrade: 2 }),
      { releases: 2, forever: true },
    ],
    [
      "write a request, limited",
      () => delayToWrite(request, { upgrade: 3, downgrade: 1 }),
      { releases: 3, forever: false },
    ],
    [
      "write a request, clients far behind",
      () => delayToWrite(request, { upgrade: 1, downgrade: 5 }),
      { releases: 1, forever: false },
    ],
    ["write a response", () => delayToWrite(response, policy), { releases: 1, forever: false }],
    ["write a response, any rollback", () => delayToWrite(response, any), { releases: null, forever: true }],
    [
      "write what no method carries",
      () => delayToWrite(undefined, { upgrade: 2, downgrade: 5 }),
      { releases: 5, forever: false },
    ],
    ["remove a field", () => delayToRemoveField(policy), { releases: 1, forever: true }],
    [
      "remove a field at once",
      () => delayToRemoveField({ upgrade: 0, downgrade: 0 }),
      { releases: 0, forever: false },
    ],
    [
      "remove a field, warned",
      () => delayToRemoveField({ ...policy, downgrade: 0 }),
      { releases: 1, forever: true },
    ],
    [
      "remove a method",
      () => delayToRemoveMethod({ upgrade: 9, downgrade: 2 }),
      { releases: 2, forever: false },
    ],
    ["remove a method, any rollback", () => delayToRemoveMethod(any), { releases: null, forever: true }],
  ])("to %s", (_, delay, expected) => expect(delay()).toEqual(expected));

  test.each<[one: Delay, other: Delay, longerOne: Delay]>([
    [
      { releases: 1, forever: false },
      { releases: 2, forever: false },
      { releases: 2, forever: false },
    ],
    [
      { releases: 1, forever: true },
      { releases: 2, forever: false },
      { releases: 2, forever: true },
    ],
    [
      { releases: null, forever: false },
      { releases: 2, forever: false },
      { releases: null, forever: false },
    ],
  ])("the longer of %o and %o", (one, other, longerOne) => {
    expect(longer(one, other)).toEqual(longerOne);
    expect(longer(other, one)).toEqual(longerOne);
  });
});

describe("usage", () => {
  const types = `message Q { map<string, V> values = 1; Q again = 2; E e = 3; string s = 4; } message V {}
    message R { V v = 1; } message Event {} message Unused {} enum E { E_UNSPECIFIED = 0; }`;
  const services = "service S { rpc Call(Q) returns (R); } service Events { rpc Send(Event) returns (R); }";

  test("follows requests and responses through fields, lists and maps", () => {
    const usage = usageOf([schema(`${types} ${services}`)], ({ name }) => name === "S");
    expect(Object.fromEntries(usage)).toEqual({
      "a.Q": { request: true, response: false },
      "a.E": { request: true, response: false },
      "a.V": { request: true, response: true },
      "a.R": { request: false, response: true },
    });
  });
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

  test("goes on with what was restored, and not with another number under its name", () => {
    const with3 = schema("message M { string a = 1; string b = 3; }");
    const without = schema("message M { string a = 1; reserved 3; }");
    const with4 = schema("message M { string a = 1; string b = 4; reserved 3; }");
    const histories = elementHistories([with3, without, without, with3, without, with3]);
    expect(histories.filter(({ element }) => element === "a.M.b")).toEqual([
      expect.objectContaining({ introduced: 0, gone: [1, 2, 4], removed: null }),
    ]);
    expect(elementHistories([with3, without, with4]).filter(({ element }) => element === "a.M.b")).toEqual([
      expect.objectContaining({ introduced: 2, gone: [], removed: null }),
      expect.objectContaining({ introduced: 0, gone: [], removed: 1 }),
    ]);
    const releases = { names: ["1.0", "1.1"], head: 2 };
    const pairs = [{ ...components, window: policy, services: [] }];
    expect(readinessOf([with3, without, with3], pairs, [], releases).elements).toEqual([
      expect.objectContaining({ element: "a.M.b", introduced: "1.0", gone: ["1.1"], mayEnable: true }),
    ]);
  });

  test("dates features by their last element", () => {
    const releases = { names: ["1.0", "2.0"], head: 2 };
    const date = (enabled: string, window = policy) =>
      dateFeatures(
        [{ name: "d", elements: ["a.N.a", "a.N.d"], enabled }],
        [...histories.values()],
        concernsIn(three, [{ ...components, window, services: [] }]),
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
      ["a.N.a", "1.0", "1.0", null],
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
      ["a.Both.x", null, true],
      ["a.One.y", "7.0", false],
    ]);
    expect(removals([policy, { upgrade: 1, downgrade: 1 }])).toEqual([
      ["a.Both.x", null, true],
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

  test("lists everything that a schema declares, with what it stands in", () => {
    const all = schema(`message M { string a = 1; message Inner { enum E { E_UNSPECIFIED = 0; } } }
      service S { rpc Call(M) returns (M); }`);
    expect(elementHistories([all]).map(({ element, kind, owner }) => [element, kind, owner])).toEqual([
      ["a.S", "service", "a.S"],
      ["a.S.Call", "method", "a.S"],
      ["a.M", "message", "a.M"],
      ["a.M.a", "field", "a.M"],
      ["a.M.Inner", "message", "a.M.Inner"],
      ["a.M.Inner.E", "enum", "a.M.Inner.E"],
      ["a.M.Inner.E.E_UNSPECIFIED", "value", "a.M.Inner.E"],
    ]);
  });

  test("takes a field that takes the name of a renamed one for new, whichever comes first", () => {
    const histories = elementHistories([
      schema("message M { int32 rank = 1; }"),
      schema("message M { string rank = 2; int32 deprecated_rank = 1; }"),
    ]);
    expect(histories.map(({ element, introduced }) => [element, introduced])).toEqual([
      ["a.M", 0],
      ["a.M.rank", 1],
      ["a.M.deprecated_rank", 0],
    ]);
  });

  test("follows an enum and its values under other names", () => {
    const renamed = elementHistories([
      schema("enum E { E_UNSPECIFIED = 0; E_A = 1; E_B = 2; }"),
      schema("enum E { E_UNSPECIFIED = 0; E_C = 1; E_B = 2; }"),
      schema("enum F { E_UNSPECIFIED = 0; E_C = 1; E_B = 2; }"),
    ]);
    expect(renamed.map(({ element, introduced }) => [element, introduced])).toEqual([
      ["a.F", 0],
      ["a.F.E_UNSPECIFIED", 0],
      ["a.F.E_C", 0],
      ["a.F.E_B", 0],
    ]);
  });

  test("a feature that no release has is neither dated nor too early", () => {
    const releases = { names: ["1.0"], head: 1 };
    const concerns = concernsIn(one, [{ ...components, window: policy, services: [] }]);
    const dated = dateFeatures([{ name: "x", elements: ["a.X"], enabled: "1.0" }], [], concerns, releases);
    expect(dated).toMatchObject([{ introduced: null, enableFrom: null, isTooEarly: false }]);
  });

  test("a feature waits for those who read its elements, in the windows of the pairs that carry them", () => {
    const releases = { names: ["1.0", "2.0"], head: 2 };
    const texts = ["", "E e = 2;"].map((added) =>
      schema(`message Q { string a = 1; ${added} } message R { string a = 1; ${added} }
        message Event { string a = 1; ${added} } message Unused { string a = 1; ${added} }
        enum E { E_UNSPECIFIED = 0; ${added && "E_X = 1;"} } service S { rpc Call(Q) returns (R); }
        service Events { rpc Send(Event) returns (Event); }`),
    );
    const pairs = [
      { client: "a", server: "b", services: ["a.S"], window: { upgrade: 1, downgrade: 3 } },
      { client: "b", server: "c", services: ["a.Events"], window: { upgrade: 1, downgrade: 1 } },
    ];
    const from = (...elements: string[]) => {
      const feature = { name: "f", elements, enabled: "2.0" };
      const { features, elements: all } = readinessOf(texts, pairs, [feature], releases);
      const [dated] = features;
      // A feature of one element has one date with it.
      if (elements.length === 1) {
        const own = all.find(({ element }) => element === elements[0]);
        expect(own?.enableFrom).toBe(dated?.enableFrom);
      }
      return dated?.enableFrom;
    };
    expect(from("a.Q.e")).toBe("3.0");
    expect(from("a.R.e")).toBe("5.0");
    expect(from("a.E.E_X")).toBe("5.0");
    expect(from("a.Q.e", "a.R.e")).toBe("5.0");
    expect(from("a.Event.e")).toBe("3.0");
    // No method carries it: both ways count, in all windows.
    expect(from("a.Unused.e")).toBe("5.0");
    const { elements } = readinessOf(texts, pairs, [], releases);
    const assumed = elements.filter((each) => each.isWaitAssumed);
    expect(assumed.map(({ element }) => element)).toEqual(["a.Unused.e"]);
  });

  test("what stands inside of a feature's element belongs to it", () => {
    const feature = { name: "f", elements: ["a.M", "a.E.E_A"], enabled: "1.0" };
    const belongs = (element: string) => belongsTo(element, feature);
    expect(["a.M", "a.M.x", "a.E.E_A"].filter(belongs)).toHaveLength(3);
    expect(["a.Mx", "a.E", "a.E.E_AB", "b.a.M"].filter(belongs)).toEqual([]);
  });
});

describe("readiness", () => {
  const releases = { names: ["1.0", "2.0", "3.0"], head: 3 };

  /** What is said of the elements of four states, 1.0 to 4.0, of which the last is not released yet. */
  const ready = (texts: string[], window: Window = policy, more: ComponentPair[] = []) => {
    const pairs: ComponentPair[] = [{ ...components, window, services: [] }, ...more];
    return readinessOf(texts.map(schema), pairs, [], releases).elements;
  };
  const call = "message Q {} message R {} service S { rpc Call(Q) returns (R); }";

  describe("of a window that was another one before", () => {
    const service = "service S { rpc Call(Q) returns (Q); }";
    const [old, fresh, marked] = ["", "int32 b = 2;", "int32 b = 2 [deprecated = true];"].map((added) =>
      schema(`message Q { int32 a = 1; ${added} } ${service}`),
    ) as [Schema, Schema, Schema];
    const [narrow, wide] = [
      { upgrade: 1, downgrade: 1 },
      { upgrade: 3, downgrade: 3 },
    ];
    const features = [{ name: "f", elements: ["a.Q.b"], enabled: "3.0" }];
    const dated = (states: Schema[], window: Window, published?: (Window | null)[]) => {
      const pair = { ...components, window, services: [], ...(published && { published }) };
      const all = { names: ["1.0", "2.0", "3.0", "4.0"], head: 4 };
      const ready = readinessOf(states, [pair], features, all);
      const [element] = ready.elements;
      return {
        enableFrom: [element?.enableFrom, ready.features[0]?.enableFrom],
        isTooEarly: ready.features[0]?.isTooEarly,
        removeFrom: element?.removeFrom,
        otherwise: ready.publishedOtherwise,
      };
    };
    const added = [old, fresh, fresh, fresh, fresh];

    test("what a release enabled counts by the window that it was published with", () => {
      expect(dated(added, narrow)).toMatchObject({ enableFrom: ["3.0", "3.0"], isTooEarly: false });
      // 4.0 could meet 1.0, which lacks the field.
      expect(dated(added, narrow, [wide, wide, wide, wide])).toMatchObject({
        enableFrom: ["5.0", "5.0"],
        isTooEarly: true,
        otherwise: ["1.0", "2.0", "3.0", "4.0"],
      });
      expect(dated(added, narrow, [wide, wide, narrow, null])).toMatchObject({
        enableFrom: ["3.0", "3.0"],
        isTooEarly: false,
        otherwise: ["1.0", "2.0"],
      });
    });

    test("a wider window of today does not reach into the past", () => {
      expect(dated(added, wide)).toMatchObject({ enableFrom: ["5.0", "5.0"], isTooEarly: true });
      expect(dated(added, wide, [narrow, narrow, narrow, narrow])).toMatchObject({
        enableFrom: ["3.0", "3.0"],
        isTooEarly: false,
      });
    });

    test("and what is still to come counts by that of today", () => {
      const later = [old, old, fresh, fresh, fresh];
      // 5.0 could meet 2.0 by today's window.
      expect(dated(later, wide, [narrow, narrow, narrow, narrow])).toMatchObject({
        enableFrom: ["6.0", "6.0"],
        isTooEarly: true,
      });
    });

    test("a mark alike", () => {
      const states = [fresh, marked, marked, marked, marked];
      expect(dated(states, narrow).removeFrom).toBe("3.0");
      expect(dated(states, narrow, [wide, wide, wide, wide]).removeFrom).toBe("5.0");
      expect(dated(states, wide, [narrow, narrow, narrow, narrow]).removeFrom).toBe("3.0");
    });
  });

  const names = (texts: string[]) => ready(texts).map(({ element }) => element);

  test.each<[title: string, states: [string, string, string, string], elements: string[]]>([
    ["nothing new", [call, call, call, call], []],
    [
      "a new message, without its fields",
      ["", "message M { int32 a = 1; }", "message M { int32 a = 1; }", "message M { int32 a = 1; }"],
      ["a.M"],
    ],
    [
      "a new field of an old message",
      ["message M {}", "message M {}", "message M { int32 a = 1; }", "message M { int32 a = 1; }"],
      ["a.M.a"],
    ],
    [
      "a later field of a new message",
      ["", "message M {}", "message M { int32 a = 1; }", "message M { int32 a = 1; }"],
      ["a.M", "a.M.a"],
    ],
    ["what is gone again", ["", "message M {}", "message M {}", ""], []],
    [
      "a deprecated message, not its fields that are deprecated with it",
      [
        "message M { int32 a = 1; }",
        "message M { int32 a = 1; }",
        "message M { option deprecated = true; int32 a = 1 [deprecated = true]; }",
        "message M { option deprecated = true; int32 a = 1 [deprecated = true]; }",
      ],
      ["a.M"],
    ],
    [
      "a deprecated field",
      [
        "message M { int32 a = 1; }",
        "message M { int32 a = 1; }",
        "message M { int32 a = 1 [deprecated = true]; }",
        "message M { int32 a = 1 [deprecated = true]; }",
      ],
      ["a.M.a"],
    ],
  ])("says something of %s", (_, states, elements) => {
    expect(names(states)).toEqual(elements);
  });

  const states = (before: string, after: string): string[] => [before, after, after, after];
  const inRequest = (body: string) =>
    `message Q { ${body} } message R {} service S { rpc Call(Q) returns (R); }`;
  const inResponse = (body: string) =>
    `message Q {} message R { ${body} } service S { rpc Call(Q) returns (R); }`;

  test.each<[title: string, texts: string[], window: Window, askFirst: boolean]>([
    [
      "in a request, the server may be of any age",
      states(inRequest(""), inRequest("int32 a = 1;")),
      policy,
      true,
    ],
    ["in a response, the server knows", states(inResponse(""), inResponse("int32 a = 1;")), policy, false],
    [
      "the server has caught up by then",
      states(inRequest(""), inRequest("int32 a = 1;")),
      { upgrade: 2, downgrade: 2 },
      false,
    ],
    [
      "it waits until the last server knows",
      states(inRequest(""), inRequest("int32 a = 1;")),
      { upgrade: 3, downgrade: 2 },
      false,
    ],
    [
      "a method that a server may not have",
      states(call, call.replace("(R); }", "(R); rpc New(Q) returns (R); }")),
      policy,
      true,
    ],
    ["a message that nobody carries", states(call, `${call} message M {}`), policy, true],
  ])("asks first: %s", (_, texts, window, askFirst) => {
    expect(ready(texts, window)).toMatchObject([{ askFirst }]);
  });

  const old = "int32 a = 1 [deprecated = true];";

  test("what was there from the beginning may be used, and what was deprecated from the beginning may go", () => {
    expect(ready([inRequest(old), inRequest(old), inRequest(old), inRequest(old)])).toEqual([
      {
        element: "a.Q.a",
        kind: "field",
        introduced: "1.0",
        gone: [],
        enableFrom: "1.0",
        mayEnable: true,
        isWaitAssumed: false,
        askFirst: false,
        deprecated: "1.0",
        removeFrom: "1.0",
        removeForRestFrom: "1.0",
        mayRemove: true,
        staysRelied: false,
        staysServed: false,
        servedUntil: null,
      },
    ]);
  });

  test.each<[window: Window, method: object, mark: object]>([
    [
      { upgrade: 3, downgrade: 1 },
      { askFirst: false, enableFrom: "5.0" },
      { staysServed: true, servedUntil: "5.0" },
    ],
    [
      { upgrade: 2, downgrade: 1 },
      { askFirst: false, enableFrom: "4.0" },
      { staysServed: false, servedUntil: null },
    ],
    [policy, { askFirst: true, enableFrom: "3.0" }, { staysServed: true, servedUntil: null }],
  ])("servers from before a release are met until they leave the window: %j", (window, method, mark) => {
    const added = call.replace("(R); }", "(R); rpc New(Q) returns (R); }");
    expect(ready(states(call, added), window)).toMatchObject([method]);
    const marked = call.replace("(R);", "(R) { option deprecated = true; }");
    expect(ready(states(call, marked), window)).toMatchObject([mark]);
  });

  test("a method may go when no client is behind any more, a field when nobody relies on it", () => {
    const window = { upgrade: 5, downgrade: 1 };
    const marked = call.replace("(R);", "(R) { option deprecated = true; }");
    expect(ready(states(call, marked), window)).toMatchObject([
      { element: "a.S.Call", removeFrom: "3.0", mayRemove: true, staysRelied: false, staysServed: true },
    ]);
    const whole = call.replace("service S {", "service S { option deprecated = true;");
    expect(ready(states(call, whole), window)).toMatchObject([{ element: "a.S", removeFrom: "3.0" }]);
    expect(ready(states(inRequest("int32 a = 1;"), inRequest(old)), window)).toMatchObject([
      { element: "a.Q.a", removeFrom: "7.0", mayRemove: false, staysRelied: false, staysServed: false },
    ]);
    expect(ready(states(inRequest("int32 a = 1;"), inRequest(old)), policy)).toMatchObject([
      { element: "a.Q.a", removeFrom: null, removeForRestFrom: "3.0", mayRemove: false, staysRelied: true },
    ]);
    const endless = { upgrade: "unbounded", downgrade: "unbounded" } as const;
    expect(ready(states(inRequest("int32 a = 1;"), inRequest(old)), endless)).toMatchObject([
      { element: "a.Q.a", removeFrom: null, removeForRestFrom: null, staysRelied: true },
    ]);
    expect(ready(states(call, marked), { upgrade: 1, downgrade: 1 })).toMatchObject([{ staysServed: false }]);
    expect(ready(states(call, marked), policy)).toMatchObject([{ removeFrom: "3.0", staysServed: true }]);
  });

  test("no number of releases is enough where a rollback may reach back for ever", () => {
    const window = { upgrade: 1, downgrade: "unbounded" } as const;
    expect(ready(states(inResponse(""), inResponse("int32 a = 1;")), window)).toMatchObject([
      {
        enableFrom: null,
        mayEnable: false,
        deprecated: null,
        removeFrom: null,
        mayRemove: false,
        staysRelied: false,
        staysServed: false,
      },
    ]);
  });

  test("who calls a method, and who carries a message, counts; a pair without a window does not", () => {
    const two = (first: string, second: string) =>
      `message Q {} message R {} service S { rpc Call(Q) returns (R); ${first} }
       message Event { ${second} } message Ack {} service Events { rpc Send(Event) returns (Ack); }`;
    const slow: ComponentPair = {
      client: "agent",
      server: "collector",
      window: { upgrade: 3, downgrade: 3 },
      services: ["a.Events"],
    };
    const from = (texts: string[], pair: ComponentPair) =>
      ready(texts, policy, [pair]).map((each) => [each.element, each.enableFrom]);
    const added = states(two("", ""), two("rpc New(Q) returns (R);", "int32 a = 1;"));
    expect(from(added, slow)).toEqual([
      ["a.S.New", "3.0"],
      ["a.Event.a", "5.0"],
    ]);
    expect(from(added, { ...slow, window: null })).toEqual([
      ["a.S.New", "3.0"],
      ["a.Event.a", "3.0"],
    ]);
    expect(from(states(two("", ""), `${two("", "")} message Unused {}`), slow)).toEqual([
      ["a.Unused", "5.0"],
    ]);
  });
});
