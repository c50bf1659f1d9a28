import { describe, expect, test } from "vitest";
import { ledgerOfTold } from "../../testing/ledger-of-commits.js";
import { peerText } from "../report/sentences.js";
import type { BumpKind } from "../rules/bump-rules.js";
import type { Finding } from "../rules/finding.js";
import { readSchema } from "../schema/read.js";
import type { ComponentPair } from "../window/component-pair.js";
import type { Feature } from "../window/features.js";
import type { Window } from "../window/window.js";
import { bumpFor } from "./bump.js";
import { check } from "./check.js";
import { type CheckRequest, requestFor } from "./request.js";

const policy: Window = { upgrade: "unbounded", downgrade: 1 };

const service = "service S { rpc Call(Req) returns (Res); }";

/** A whole file: what requests and responses carry. */
const file = (request: string, response = "", more = service) =>
  `edition = "2023"; package a; message Req { ${request} } message Res { ${response} } ${more}`;

const state = (label: string, text: string) => {
  const files = [{ path: "a.proto", text }];
  expect(readSchema(files).problems).toEqual([]);
  return { label, files };
};

interface Told {
  window?: Window;
  features?: Feature[];
  pairs?: ComponentPair[];
}

/** The request that judges the last of these texts as the newest release: 1.0, 2.0 and so on. */
function requestOf(texts: string[], { window = policy, features = [], pairs }: Told): CheckRequest {
  const states = texts.map((text, position) => state(`${position + 1}.0`, text));
  const names = states.map(({ label }) => label);
  const head = states.pop();
  if (!head) throw new Error("no text");
  return {
    ...requestFor(head, head),
    baselines: states.map((each, releaseIndex) => ({ ...each, releaseIndex, precedesReference: false })),
    components: pairs ?? [{ client: "runtime", server: "agent", window, services: [] }],
    releases: { names, head: states.length },
    features,
    released: states,
  };
}

const judged = (texts: string[], told: Told = {}) => check(requestOf(texts, told)).findings;

const said = (findings: Finding[]) =>
  findings.map(({ check: id, severity, safeFrom }) => `${id} ${severity}, safe from ${safeFrom}`);

const breaksOf = (findings: Finding[]) =>
  findings.flatMap(({ breaks }) =>
    breaks.map(({ writer, reader, outcome }) => `${peerText(writer)} > ${peerText(reader)}: ${outcome}`),
  );

const gone = "reserved 2; reserved old; string a = 1;";
const both = "string a = 1; string old = 2;";
const marked = "string a = 1; string old = 2 [deprecated = true];";

describe("GL3, a field that goes", () => {
  test("while the release before sends it: an error, with the release from which it is fine", () => {
    const findings = judged([file(both), file(gone)]);
    expect(said(findings)).toEqual(["GL3/removed-inside-window error, safe from 3.0"]);
    expect(breaksOf(findings)).toEqual([
      "runtime 2.0 > agent 1.0: defaulted",
      "runtime 1.0 > agent 2.0: unknown",
    ]);
  });

  test("after a release that marked it: only the unbounded direction is left, a warning", () => {
    const findings = judged([file(both), file(marked), file(gone)]);
    expect(said(findings)).toEqual(["GL3/removed-inside-window warning, safe from null"]);
    expect(breaksOf(findings)).toEqual(["runtime 3.0 > agent 1.0: defaulted"]);
    expect(findings[0]?.message).toMatch(/the window has no limit/);
  });

  test("with limits on both sides: fine when all who rely on it have left", () => {
    const window = { upgrade: 2, downgrade: 1 };
    expect(said(judged([file(both), file(marked), file(gone)], { window }))).toEqual([
      "GL3/removed-inside-window error, safe from 4.0",
    ]);
    expect(judged([file(both), file(marked), file(marked), file(gone)], { window })).toEqual([]);
    expect(judged([file(both), file(gone)], { window: { upgrade: 0, downgrade: 0 } })).toEqual([]);
  });

  test("in a response the two directions change places", () => {
    const findings = judged([file("", both), file("", gone)]);
    expect(breaksOf(findings)).toEqual([
      "agent 2.0 > runtime 1.0: defaulted",
      "agent 1.0 > runtime 2.0: unknown",
    ]);
  });

  test("downgrade 2 waits for one release more", () => {
    const texts = [file(both), file(marked), file(gone)];
    expect(said(judged(texts, { window: { ...policy, downgrade: 2 } }))).toEqual([
      "GL3/removed-inside-window error, safe from 4.0",
    ]);
  });
});

describe("what is published", () => {
  test("a number that only the history knows under another name: since the first release that gave it away", () => {
    const commit = (body: string, release?: string) => ({
      files: { "a.proto": `package a; message Req { ${body} }` },
      ...(release === undefined ? {} : { release }),
    });
    const ledger = ledgerOfTold([
      commit("int32 old = 1;"),
      commit("string a = 1;", "v1.0"),
      commit("string a = 1; string b = 2;", "v2.0"),
    ]);
    const texts = [file("string a = 1;"), file("string a = 1; string b = 2;")];
    const [first, newest] = texts.map((text, index) => state(`v${index + 1}.0`, text));
    if (!first || !newest) throw new Error("no state");
    const request = requestOf([...texts, texts.at(-1) ?? ""], {});
    const { findings } = check({
      ...request,
      reference: newest,
      newest: { ...newest, releaseIndex: 1 },
      ledger,
    });
    expect(findings).toMatchObject([
      {
        check: "R1/number-reused",
        element: { fullName: "a.Req.a" },
        published: "v1.0",
        fix: { title: "It is published since v1.0: allow it with a reason, or live with it" },
      },
    ]);
  });
});

describe("GL2, a method that goes", () => {
  const without = file("", "", "service S { rpc Other(Req) returns (Res); }");
  const withBoth = (option: string) =>
    file("", "", `service S { rpc Call(Req) returns (Res) ${option} rpc Other(Req) returns (Res); }`);

  test("while a client calls it, and after it has left the window", () => {
    const told = [withBoth(";"), without];
    expect(said(judged(told))).toEqual(["GL2/method-removed error, safe from 3.0"]);
    expect(breaksOf(judged(told))).toEqual(["runtime 1.0 > agent 2.0: unimplemented"]);
    const marked3 = [withBoth(";"), withBoth("{ option deprecated = true; }"), without];
    expect(judged(marked3)).toEqual([]);
    expect(said(judged(marked3, { window: { ...policy, downgrade: 2 } }))).toEqual([
      "GL2/method-removed error, safe from 4.0",
    ]);
  });

  test("no client can be behind: nobody is hurt", () => {
    expect(judged([withBoth(";"), without], { window: { ...policy, downgrade: 0 } })).toEqual([]);
  });

  test("a merge base is judged by the window, too", () => {
    const fromMergeBase = (downgrade: number) => {
      const request = requestOf([withBoth(";"), without], { window: { ...policy, downgrade } });
      return check({
        ...request,
        baselines: request.baselines.map((each) => ({ ...each, releaseIndex: null })),
      });
    };
    expect(said(fromMergeBase(1).findings)).toEqual(["GL2/method-removed error, safe from 3.0"]);
    expect(fromMergeBase(0).findings).toEqual([]);
  });
});

describe("R3, a value that comes", () => {
  const enumOf = (values: string, request: string, response = "") =>
    file(request, response, `${service} enum E { E_UNSPECIFIED = 0; E_A = 1; ${values} }`);

  test("is an error until it may be written, and not said again by later releases", () => {
    const [old, fresh] = [enumOf("", "", "E e = 1;"), enumOf("E_B = 2;", "", "E e = 1;")];
    expect(said(judged([old, fresh]))).toEqual(["R3/value-added error, safe from 3.0"]);
    expect(breaksOf(judged([old, fresh]))).toEqual(["agent 2.0 > runtime 1.0: reinterpreted"]);
    expect(judged([old, fresh, fresh])).toEqual([]);
    expect(said(judged([old, fresh, fresh], { window: { ...policy, downgrade: 2 } }))).toEqual([
      "R3/value-added error, safe from 4.0",
    ]);
  });

  test("in a request of an unbounded window, time is not enough", () => {
    const [finding] = judged([enumOf("", "E e = 1;"), enumOf("E_B = 2;", "E e = 1;")]);
    expect(finding).toMatchObject({ check: "R3/value-added", safeFrom: "3.0" });
    expect(finding?.message).toMatch(/ask the reader/);
  });

  test("is answered by a feature that is enabled in time", () => {
    const texts = [enumOf("", "E e = 1;"), enumOf("E_B = 2;", "E e = 1;")];
    const feature = (enabled: string) => [{ name: "b", elements: ["a.E.E_B"], enabled }];
    expect(judged(texts, { features: feature("3.0") })).toEqual([]);
    expect(said(judged(texts, { features: feature("2.0") }))).toEqual([
      "R3/value-added error, safe from 3.0",
      "R2/enabled-too-early error, safe from 3.0",
    ]);
  });
});

describe("R4, a type that changes in the conditional tier", () => {
  test("names the release in which every reader knows it", () => {
    const texts = [file("", "int32 a = 1;"), file("", "int64 a = 1;")];
    expect(said(judged(texts))).toEqual(["R4/type-changed warning, safe from 3.0"]);
    expect(said(judged([file("", "string a = 1;"), file("", "int64 a = 1;")]))).toEqual([
      "R4/type-changed error, safe from null",
    ]);
  });

  test("counts only while the releases may meet", () => {
    const [old, fresh] = [file("", "int32 a = 1;"), file("", "string a = 1;")];
    expect(judged([old, fresh, fresh], { window: { upgrade: 1, downgrade: 1 } })).toEqual([]);
    expect(breaksOf(judged([old, fresh, fresh]))).toEqual(["agent 1.0 > runtime 3.0: rejected"]);
  });
});

describe("R1", () => {
  test("counts between all releases, whatever the window says", () => {
    const told = [file("string a = 1; string b = 2;"), file("string a = 1;"), file("string a = 1;")];
    expect(said(judged(told, { window: { upgrade: 0, downgrade: 0 } }))).toEqual([
      "R1/removed-without-reserved error, safe from null",
    ]);
  });
});

describe("R2 and GL4, features and defaults", () => {
  const field = (value: string) => file(`string a = 1; bool on = 2 [default = ${value}];`);
  const feature = (enabled: string) => [{ name: "on", elements: ["a.Req.on"], enabled }];

  test("enabled in the release that introduces it", () => {
    const texts = [file("string a = 1;"), field("false")];
    const [finding] = judged(texts, { features: feature("2.0") });
    expect(finding).toMatchObject({
      check: "R2/enabled-too-early",
      severity: "error",
      safeFrom: "3.0",
      fix: { advice: 'enabled: "3.0"' },
    });
    expect(judged(texts, { features: feature("3.0") })).toEqual([]);
  });

  test("a default flips: reported, unless a feature is enabled by then and in time", () => {
    const texts = [file("string a = 1;"), field("false"), field("true")];
    expect(said(judged(texts))).toEqual(["GL4/default-changed error, safe from 4.0"]);
    expect(judged(texts, { features: feature("3.0") })).toEqual([]);
    expect(said(judged(texts, { features: feature("4.0") }))).toEqual([
      "GL4/default-changed error, safe from 4.0",
    ]);
    expect(said(judged(texts, { features: feature("2.0") }))).toEqual([
      "GL4/default-changed error, safe from 4.0",
      "R2/enabled-too-early error, safe from 3.0",
    ]);
  });
});

describe("GL1, no window", () => {
  test("is a warning where releases are compared, and none where two states are", () => {
    const pairs = [{ client: "runtime", server: "agent", window: null, services: [] }];
    const texts = [file(both), file(both)];
    expect(said(judged(texts, { pairs }))).toEqual(["GL1/no-window warning, safe from null"]);
    expect(check(requestFor(state("1", file(both)), state("2", file(both)))).findings).toEqual([]);
  });
});

describe("more than two components", () => {
  const two = (request: string, event: string) =>
    `edition = "2023"; package a; message Req { ${request} } message Res {} message Event { ${event} }
     service S { rpc Call(Req) returns (Res); } service Events { rpc Send(Event) returns (Res); }`;
  const pairs: ComponentPair[] = [
    { client: "runtime", server: "agent", window: policy, services: [] },
    { client: "agent", server: "collector", window: { upgrade: 0, downgrade: 0 }, services: ["a.Events"] },
  ];

  test("each pair has its services and its window", () => {
    expect(breaksOf(judged([two(both, both), two(gone, both)], { pairs }))).toEqual([
      "runtime 2.0 > agent 1.0: defaulted",
      "runtime 1.0 > agent 2.0: unknown",
    ]);
    expect(judged([two(both, both), two(both, gone)], { pairs })).toEqual([]);
  });
});

describe("an allow", () => {
  test("of something that time has answered is not stale", () => {
    const value = "\n// grpc-evolution: allow R3/value-added -- readers ignore it\nE_B = 2;";
    const told = (values: string) =>
      file("", "E e = 1;", `${service} enum E { E_UNSPECIFIED = 0; ${values} }`);
    expect(judged([told(""), told("E_B = 2;"), told(value)])).toEqual([]);
  });
});

describe("bump", () => {
  const bump = (texts: string[], told: Told = {}) => {
    const request = requestOf(texts, told);
    const last = request.baselines.at(-1);
    if (!last) throw new Error("no release");
    const name = last.label;
    return bumpFor(request, { ...last, name, version: [Number(name.split(".")[0]), 0, 2] });
  };
  const line = (texts: string[], told: Told = {}) => {
    const { bump: kind, next, because } = bump(texts, told);
    return [kind, next, ...because.map(({ kind: what, check: id, element }) => `${id ?? what} ${element}`)];
  };

  test.each<[string, string[], Told, BumpKind, string, string[]]>([
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
      "a new enum is an addition",
      [file("string a = 1;"), file("string a = 1;", "", `${service} enum E { E_UNSPECIFIED = 0; }`)],
      {},
      "minor",
      "1.1.0",
      ["R3/enum-introduced a.E"],
    ],
  ])("%s", (_, texts, told, kind, next, because) => {
    expect(line(texts, told)).toEqual([kind, next, ...because]);
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
      const request = requestOf([...states, head], { features });
      const previous = {
        ...state("v1.2", file(both)),
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

  test("what moved to another package did not go after the window", () => {
    const old = file("string a = 1;", "", `${service} message Unused {}`);
    const { because } = bump([old, file("string a = 1;").replace("package a;", "package b;")]);
    expect(because.filter(({ kind }) => kind === "removed").map(({ message }) => message)).toEqual([
      "The service a.S was removed.",
      "The message a.Unused was removed.",
    ]);
  });
});
