import { describe, expect, test } from "vitest";
import { filesOf } from "../../testing/changes-between.js";
import {
  breaksOf,
  type Circumstances,
  findingsOver,
  linesOf,
  requestOver,
  usualWindow,
} from "../../testing/reported.js";
import type { BumpKind } from "../rules/bump-rules.js";
import { readState } from "../schema/read.js";
import type { ComponentPair } from "../window/component-pair.js";
import { readinessOf } from "../window/readiness.js";
import type { Releases } from "../window/releases.js";
import { bumpFor } from "./bump.js";
import { check } from "./check.js";

const service = "service S { rpc Call(Req) returns (Res); }";

/** A whole file: what requests and responses carry. */
const file = (request: string, response = "", more = service) =>
  `edition = "2023"; package a; message Req { ${request} } message Res { ${response} } ${more}`;

const gone = "reserved 2; reserved old; string a = 1;";
const both = "string a = 1; string old = 2;";
const marked = "string a = 1; string old = 2 [deprecated = true];";

describe("a merge base", () => {
  test("is as far away as the release before", () => {
    const without = file("", "", "service S { rpc Other(Req) returns (Res); }");
    const withBoth = file("", "", "service S { rpc Call(Req) returns (Res); rpc Other(Req) returns (Res); }");
    const fromMergeBase = (downgrade: number) => {
      const request = requestOver([withBoth, without], { window: { ...usualWindow, downgrade } });
      return check({
        ...request,
        baselines: request.baselines.map((each) => ({ ...each, releaseIndex: null })),
      });
    };
    expect(linesOf(fromMergeBase(1).findings)).toEqual([
      "GL2/method-removed error a.S.Call, once marked, from 3.0",
    ]);
    expect(fromMergeBase(0).findings).toEqual([]);
  });
});

describe("more than two components", () => {
  const two = (request: string, event: string) =>
    `edition = "2023"; package a; message Req { ${request} } message Res {} message Event { ${event} }
     service S { rpc Call(Req) returns (Res); } service Events { rpc Send(Event) returns (Res); }`;
  const pairs: ComponentPair[] = [
    { client: "runtime", server: "agent", window: usualWindow, services: [] },
    { client: "agent", server: "collector", window: { upgrade: 0, downgrade: 0 }, services: ["a.Events"] },
  ];

  test("each pair has its services and its window", () => {
    expect(breaksOf(findingsOver([two(both, both), two(gone, both)], { pairs }))).toEqual([
      "runtime 2.0 > agent 1.0: defaulted",
      "runtime 1.0 > agent 2.0: unknown",
    ]);
    expect(findingsOver([two(both, both), two(both, gone)], { pairs })).toEqual([]);
  });
});

describe("a change waits as long as the windows of those whom it concerns say", () => {
  const services = `service S { rpc Call(Req) returns (Res); rpc Stay(Req) returns (Res); }
     service Events { rpc Send(Event) returns (Ack); rpc Stay(Event) returns (Ack); }`;
  const bodies = { request: both, event: both, unused: both, values: "", services, scope: "a" };
  const proto = (changed: Partial<typeof bodies> = {}) => {
    const { request, event, unused, values, services, scope } = { ...bodies, ...changed };
    return `package ${scope}; message Req { ${request} E e = 9; } message Res {} message Event { ${event} } message Ack {}
     message Unused { ${unused} } enum E { E_UNSPECIFIED = 0; ${values} } ${services}`;
  };
  const pairs: ComponentPair[] = [
    { client: "runtime", server: "agent", window: { upgrade: 1, downgrade: 1 }, services: [] },
    { client: "agent", server: "collector", window: { upgrade: 3, downgrade: 3 }, services: ["a.Events"] },
  ];
  const numbered = 'reserved 2; reserved "old"; string a = 1;';
  const wider = "string a = 1; bytes old = 2;";

  test.each<[title: string, changed: Partial<typeof bodies>, reported: string]>([
    [
      "a field of requests",
      { request: numbered },
      "GL3/removed-inside-window error a.Req.old, once marked, from 3.0",
    ],
    [
      "a field of events",
      { event: numbered },
      "GL3/removed-inside-window error a.Event.old, once marked, from 5.0",
    ],
    ["a type in requests", { request: wider }, "R4/type-changed warning a.Req.old, safe from 3.0"],
    ["a type in events", { event: wider }, "R4/type-changed warning a.Event.old, safe from 5.0"],
    ["a value in requests", { values: "E_A = 1;" }, "R3/value-added error a.E.E_A, safe from 3.0"],
    ["what nobody carries: all", { unused: wider }, "R4/type-changed warning a.Unused.old, safe from 5.0"],
    [
      "a method of the one",
      { services: services.replace("rpc Call(Req) returns (Res);", "") },
      "GL2/method-removed error a.S.Call, once marked, from 3.0",
    ],
    [
      "a method of the other",
      { services: services.replace("rpc Send(Event) returns (Ack);", "") },
      "GL2/method-removed error a.Events.Send, once marked, from 5.0",
    ],
    ["a package: all", { scope: "b" }, "GL2/package-changed error b, 3 releases after"],
  ])("%s", (_, changed, reported) => {
    expect(linesOf(findingsOver([proto(), proto(changed)], { pairs }))).toContain(reported);
  });

  test("and not at all where none of them has a window", () => {
    const [first, second] = pairs as [ComponentPair, ComponentPair];
    const half = [{ ...first, window: null }, second];
    expect(linesOf(findingsOver([proto(), proto({ request: wider })], { pairs: half }))).toContain(
      "R4/type-changed warning a.Req.old",
    );
  });
});

describe("an allow", () => {
  test("of something that time has answered is not stale", () => {
    const value = "\n// grpc-evolution: allow R3/value-added -- readers ignore it\nE_B = 2;";
    const told = (values: string) =>
      file("", "E e = 1;", `${service} enum E { E_UNSPECIFIED = 0; ${values} }`);
    expect(findingsOver([told(""), told("E_B = 2;"), told(value)])).toEqual([]);
  });
});

describe("bump", () => {
  const bump = (texts: string[], circumstances: Circumstances = {}) => {
    const request = requestOver(texts, circumstances);
    const last = request.baselines.at(-1);
    if (!last) throw new Error("no release");
    const name = last.label;
    return bumpFor(request, { ...last, name, version: [Number(name.split(".")[0]), 0, 2] });
  };
  const line = (texts: string[], circumstances: Circumstances = {}) => {
    const { bump: kind, next, because } = bump(texts, circumstances);
    return [kind, next, ...because.map(({ kind: what, check: id, element }) => `${id ?? what} ${element}`)];
  };

  test.each<[string, string[], Circumstances, BumpKind, string, string[]]>([
    ["nothing", [file(both), `${file(both)} // words`], {}, "patch", "1.0.3", []],
    ["an addition", [file("string a = 1;"), file(both)], {}, "minor", "1.1.0", ["added a.Req.old"]],
    ["a deprecation", [file(both), file(marked)], {}, "minor", "1.1.0", ["deprecated a.Req.old"]],
    [
      "a removal inside the window",
      [file(both), file(gone)],
      {},
      "major",
      "2.0.0",
      ["GL3/removed-inside-window a.Req.old"],
    ],
    [
      "a removal after a finite window",
      [file(both), file(marked), file(gone)],
      { window: { upgrade: 1, downgrade: 1 } },
      "minor",
      "2.1.0",
      ["removed a.Req.old"],
    ],
    [
      "a removal for peers who never leave the window",
      [file(both), file(marked), file(gone)],
      {},
      "major",
      "3.0.0",
      ["GL3/removed-inside-window a.Req.old"],
    ],
    [
      "a removal for them with a reason",
      [
        file(both),
        file(marked),
        file(gone).replace(
          "message Req",
          "// grpc-evolution: allow GL3/removed-inside-window -- no agent of 1.0 is left\nmessage Req",
        ),
      ],
      {},
      "major",
      "3.0.0",
      ["GL3/removed-inside-window a.Req.old"],
    ],
    [
      "what a roll-out in order can carry",
      [file("string a = 1;"), file("bytes a = 1;")],
      {},
      "minor",
      "1.1.0",
      ["R4/type-changed a.Req.a"],
    ],
    [
      "what older writers wrote, where they can upgrade first",
      [file("", "uint64 a = 1;"), file("", "uint32 a = 1;")],
      { window: { upgrade: 1, downgrade: 2 } },
      "minor",
      "1.1.0",
      ["R4/type-changed a.Res.a"],
    ],
    [
      "the same in both directions, which no order can carry",
      [
        file("M m = 1;", "M m = 1;", `${service} message M { uint64 a = 1; }`),
        file("M m = 1;", "M m = 1;", `${service} message M { uint32 a = 1; }`),
      ],
      { window: { upgrade: 1, downgrade: 2 } },
      "major",
      "2.0.0",
      ["R4/type-changed a.M.a"],
    ],
    [
      "the same where older writers never leave the window",
      [file("", "uint64 a = 1;"), file("", "uint32 a = 1;")],
      {},
      "major",
      "2.0.0",
      ["R4/type-changed a.Res.a"],
    ],
    [
      "the same where its readers may not be behind",
      [file("uint64 a = 1;"), file("uint32 a = 1;")],
      { window: { upgrade: 0, downgrade: 1 } },
      "major",
      "2.0.0",
      ["R4/type-changed a.Req.a"],
    ],
    [
      "the same with a reason",
      [
        file("", "uint64 a = 1;"),
        file("", "\n// grpc-evolution: allow R4/type-changed -- never above 2³²\nuint32 a = 1;"),
      ],
      {},
      "major",
      "2.0.0",
      ["R4/type-changed a.Res.a"],
    ],
    [
      "what new writers can choose, in both directions",
      [
        file("M m = 1;", "M m = 1;", `${service} message M { uint32 a = 1; }`),
        file("M m = 1;", "M m = 1;", `${service} message M { uint64 a = 1; }`),
      ],
      { window: { upgrade: 1, downgrade: 2 } },
      "minor",
      "1.1.0",
      ["R4/type-changed a.M.a"],
    ],
    [
      "a new enum is an addition",
      [file("string a = 1;"), file("string a = 1;", "", `${service} enum E { E_UNSPECIFIED = 0; }`)],
      {},
      "minor",
      "1.1.0",
      ["R3/enum-introduced a.E"],
    ],
  ])("%s", (_, texts, circumstances, kind, next, because) => {
    expect(line(texts, circumstances)).toEqual([kind, next, ...because]);
  });

  test("what was published is no reason any more", () => {
    const [old, fresh] = [file("int32 a = 1;"), file("string a = 1;")];
    expect(line([old, fresh])).toEqual(["major", "2.0.0", "R4/type-changed a.Req.a"]);
    expect(line([old, fresh, fresh])).toEqual(["patch", "2.0.3"]);
  });

  test("a feature is enabled in time, or too early", () => {
    const [old, fresh] = [file("string a = 1;"), file(both)];
    const features = (enabled: string) => [{ name: "f", elements: ["a.Req.old"], enabled }];
    expect(line([old, fresh, fresh], { features: features("3.0") })).toEqual(["minor", "2.1.0", "enabled f"]);
    expect(line([old, fresh], { features: features("2.0") }).slice(0, 3)).toEqual([
      "major",
      "2.0.0",
      "R2/enabled-too-early f",
    ]);
    expect(line([old, fresh, fresh], { features: features("2.0") })).toEqual(["patch", "2.0.3"]);
  });

  test("a feature of the next major release is no reason for a minor one", () => {
    const states = [file("string a = 1;"), file("string a = 1;"), file(both)];
    const reasonsFor = (enabled: string, head = file(both)) => {
      const features = [{ name: "f", elements: ["a.Req.old"], enabled }];
      const request = requestOver([...states, head], { features });
      const previous = {
        label: "v1.2",
        files: filesOf(file(both)),
        name: "1.2",
        version: [1, 2, 0] as [number, number, number],
      };
      const releases = { names: ["1.0", "1.1", "1.2"], head: 3 };
      return bumpFor({ ...request, releases }, previous).because.map(({ kind }) => kind);
    };
    expect(reasonsFor("1.3")).toEqual(["enabled"]);
    expect(reasonsFor("2.0")).toEqual([]);
    expect(reasonsFor("2.0", file("int32 a = 1; string old = 2;"))).toEqual(["broken", "enabled"]);
  });

  test("what is allowed needs the number that it needs without a reason, which the notes repeat", () => {
    const allowed = file(
      `${gone} // grpc-evolution: allow R4/type-changed -- nobody has sent it\n`.replace(
        "string a",
        "int32 a",
      ),
    ).replace(
      "message Req",
      "// grpc-evolution: allow GL3/removed-inside-window -- 2.0 does not mix\nmessage Req",
    );
    expect(check(requestOver([file(both), allowed])).findings).toEqual([]);
    const { bump: kind, because } = bump([file(both), allowed]);
    expect(kind).toBe("major");
    expect(because.map(({ kind: what, element, allowed: reason }) => [what, element, reason])).toEqual([
      ["broken", "a.Req.a", "nobody has sent it"],
      ["broken", "a.Req.old", "2.0 does not mix"],
    ]);
    expect(bump([file(both), allowed, `${allowed} // words`]).bump).toBe("patch");
  });

  test("what moved to another package did not go after the window", () => {
    const old = file("string a = 1;", "", `${service} message Unused {}`);
    const { because } = bump([old, file("string a = 1;").replace("package a;", "package b;")]);
    expect(because.filter(({ kind }) => kind === "removed").map(({ message }) => message)).toEqual([
      "The service a.S was removed.",
      "The message a.Unused was removed.",
    ]);
  });
});

describe("one date for what is new, whoever tells it", () => {
  const enumIn = (request: boolean, response: boolean, service: string) => {
    const text = (value: string) =>
      file(request ? "E e = 1;" : "", response ? "E e = 1;" : "", `${service} enum E { E_A = 0; ${value} }`);
    return [text(""), text("E_B = 1;")];
  };
  const other = "service Other { rpc Call(Unrelated) returns (Unrelated); } message Unrelated {}";

  test.each([
    ["requests", enumIn(true, false, service), { upgrade: 1, downgrade: 2 }, "3.0"],
    ["requests", enumIn(true, false, service), { upgrade: 2, downgrade: 1 }, "4.0"],
    ["responses", enumIn(false, true, service), { upgrade: 1, downgrade: 2 }, "4.0"],
    ["responses", enumIn(false, true, service), { upgrade: 2, downgrade: 1 }, "3.0"],
    ["both", enumIn(true, true, service), { upgrade: 1, downgrade: 2 }, "4.0"],
    ["no method", enumIn(true, true, other), { upgrade: 2, downgrade: 1 }, "4.0"],
  ] as const)("%s carry a new value, %o", (_, texts, window, date) => {
    const features = [{ name: "b", elements: ["a.E.E_B"], enabled: "2.0" }];
    const request = requestOver(texts, { window, features });
    expect(linesOf(check(request).findings).sort()).toEqual([
      `R2/enabled-too-early error b, safe from ${date}`,
      `R3/value-added error a.E.E_B, safe from ${date}`,
    ]);
    const schemas = [...request.released, request.head].map((state) => readState(state).schema);
    const { elements, features: dated } = readinessOf(
      schemas,
      request.components,
      features,
      request.releases as Releases,
    );
    expect(elements.find(({ element }) => element === "a.E.E_B")?.enableFrom).toBe(date);
    expect(dated[0]?.enableFrom).toBe(date);
  });

  test("says that both ways count where no method carries it, and they differ", () => {
    const messageIn = (window: Circumstances["window"]) => {
      const features = [{ name: "b", elements: ["a.E.E_B"], enabled: "2.0" }];
      const findings = findingsOver(enumIn(true, true, other), { window, features });
      return findings.find(({ check: id }) => id === "R2/enabled-too-early")?.message;
    };
    const assumed = "No method carries it, so the longer of both ways counts.";
    expect(messageIn({ upgrade: 2, downgrade: 1 })).toContain(assumed);
    expect(messageIn({ upgrade: 1, downgrade: 1 })).not.toContain(assumed);
  });
});
