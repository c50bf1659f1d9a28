import { describe, expect, test } from "vitest";
import type { Texts } from "../../testing/changes-between.js";
import { breaksOf, findingsBetween, findingsOver, linesOf } from "../../testing/reported.js";
import type { Window } from "../window/window.js";

const types = "message Q {} message R {}";
const rpc = (methods: string, scope = "a") => `package ${scope}; ${types} service S { ${methods} }`;
const one = "rpc One(Q) returns (R);";
const deprecated = "{ option deprecated = true; }";

type Case = [title: string, before: Texts, after: Texts, reported: string];

describe("the client that still calls it breaks", () => {
  test.each<Case>([
    ["a method removed", rpc(`${one} rpc Two(Q) returns (R);`), rpc(one), "GL2/method-removed error a.S.Two"],
    ["a method renamed", rpc(one), rpc("rpc Uno(Q) returns (R);"), "GL2/method-removed error a.S.One"],
    ["a service removed", rpc(one), `package a; ${types}`, "GL2/service-removed error a.S"],
  ])("%s", (_, before, after, reported) => {
    const findings = findingsBetween(before, after);
    expect(linesOf(findings)).toEqual([reported]);
    expect(findings[0]?.tier).toBe("unsafe");
    expect(breaksOf(findings)).toEqual(["runtime 1 > agent 2: unimplemented"]);
  });
});

/** Each client calls the path of its own release, and the server of the other one has none of that name. */
const bothRefused = ["runtime 1 > agent 2: unimplemented", "runtime 2 > agent 1: unimplemented"];

describe("behind another path both clients break", () => {
  test.each<Case>([
    [
      "a service renamed",
      rpc(one),
      rpc(one).replace("service S", "service T"),
      "GL2/service-removed error a.S",
    ],
    ["a package renamed", rpc(one), rpc(one, "b"), "GL2/package-changed error b"],
    ["a package of another version", rpc(one, "a.v1"), rpc(one, "a.v2"), "GL2/package-changed error a.v2"],
  ])("%s", (_, before, after, reported) => {
    const findings = findingsBetween(before, after);
    expect(linesOf(findings)).toEqual([reported]);
    expect(findings[0]?.tier).toBe("unsafe");
    expect(breaksOf(findings)).toEqual(bothRefused);
  });
});

describe("behind another path, what changed is told as well", () => {
  const [two, stream] = ["rpc Two(Q) returns (R);", "rpc One(Q) returns (stream R);"];
  test.each<[title: string, before: string, after: string, reported: string[]]>([
    [
      "a method that is gone from a renamed package",
      rpc(`${one} ${two}`),
      rpc(one, "b"),
      ["GL2/method-removed error a.S.Two", "GL2/package-changed error b"],
    ],
    [
      "a stream in a renamed package",
      rpc(one),
      rpc(stream, "b"),
      ["GL2/method-changed error b.S.One", "GL2/package-changed error b"],
    ],
    [
      "a stream in a renamed service",
      rpc(`${one} ${two}`),
      rpc(`${stream} ${two}`).replace("service S", "service T"),
      ["GL2/method-changed error a.T.One", "GL2/service-removed error a.S"],
    ],
  ])("%s", (_, before, after, reported) => {
    const findings = findingsBetween(before, after);
    expect(linesOf(findings).sort()).toEqual(reported);
    expect(new Set(breaksOf(findings))).toEqual(new Set(bothRefused));
  });

  test("streaming alone does not make a request another one whose file comes to hand", () => {
    const file = (response: string) =>
      `package a; import "b.proto"; service S { rpc One(b.Q) returns (${response}); }`;
    const findings = findingsBetween(
      { "a.proto": file("b.Q") },
      { "a.proto": file("stream b.Q"), "b.proto": "package a.b; message Q { string a = 1; }" },
    );
    expect(linesOf(findings)).toEqual(["GL2/method-changed error a.S.One"]);
    expect(breaksOf(findings)).toEqual(["runtime 1 > agent 2: miscounted"]);
  });

  test("streaming alone does not make a renamed request another one", () => {
    const file = (name: string, response: string) =>
      `message ${name} { string a = 1; int32 b = 2; } service S { rpc One(${name}) returns (${response}); }`;
    const findings = findingsBetween(file("Old", "Old"), file("New", "stream New"));
    expect(linesOf(findings)).toEqual(["GL2/message-moved info New", "GL2/method-changed error S.One"]);
    expect(breaksOf(findings)).toEqual(["runtime 1 > agent 2: miscounted"]);
  });
});

describe("whoever sends a stream to a side that takes one message breaks, and the other way round nobody does", () => {
  const shapes = {
    unary: one,
    requests: "rpc One(stream Q) returns (R);",
    responses: "rpc One(Q) returns (stream R);",
    both: "rpc One(stream Q) returns (stream R);",
  };
  const [older, newer] = ["runtime 1 > agent 2: miscounted", "runtime 2 > agent 1: miscounted"];

  test.each<[before: keyof typeof shapes, after: keyof typeof shapes, breaks: string[]]>([
    ["unary", "responses", [older]],
    ["responses", "unary", [newer]],
    ["unary", "requests", [newer]],
    ["requests", "unary", [older]],
    ["unary", "both", [older, newer]],
    ["both", "unary", [older, newer]],
    ["requests", "responses", [older]],
    ["responses", "requests", [newer]],
    ["requests", "both", [older]],
    ["both", "requests", [newer]],
    ["responses", "both", [newer]],
    ["both", "responses", [older]],
  ])("%s → %s", (before, after, breaks) => {
    const findings = findingsBetween(rpc(shapes[before]), rpc(shapes[after]));
    expect(linesOf(findings)).toEqual(["GL2/method-changed error a.S.One"]);
    expect(breaksOf(findings)).toEqual(breaks);
  });

  test("another message is exchanged beside it", () => {
    const carrying = (request: string, response: string) =>
      `package a; message Old { string a = 1; } message New { int32 a = 1; } message R {} service S { rpc One(${request}) returns (${response}); }`;
    const findings = findingsBetween(carrying("Old", "R"), carrying("New", "stream R"));
    expect(breaksOf(findings)).toEqual([
      older,
      "runtime 2 > agent 1: rejected",
      "runtime 1 > agent 2: rejected",
    ]);
  });
});

describe("another message is exchanged, field by field", () => {
  const carrying = (request: string, messages: string) =>
    `package a; ${messages} message R {} service S { rpc One(${request}) returns (R); }`;
  const messages = (old: string, fresh: string) => `message Old { ${old} } message New { ${fresh} }`;
  const swapped = (old: string, fresh: string) =>
    findingsBetween(carrying("Old", messages(old, fresh)), carrying("New", messages(old, fresh)));

  test.each<[title: string, old: string, fresh: string, tier: string, breaks: string[]]>([
    ["of one shape", "int32 a = 1;", "int32 a = 1;", "conditional", []],
    [
      "with a field more",
      "int32 a = 1;",
      "int32 a = 1; bool b = 2;",
      "conditional",
      ["runtime 2 > agent 1: unknown"],
    ],
    [
      "with a field less",
      "int32 a = 1; bool b = 2;",
      "int32 a = 1;",
      "unsafe",
      ["runtime 1 > agent 2: unknown"],
    ],
    [
      "with another meaning of the bytes",
      "int32 a = 1;",
      "sint32 a = 1;",
      "unsafe",
      ["runtime 2 > agent 1: reinterpreted", "runtime 1 > agent 2: reinterpreted"],
    ],
    [
      "that nobody can read",
      "string a = 1;",
      "int32 a = 1;",
      "unsafe",
      ["runtime 2 > agent 1: rejected", "runtime 1 > agent 2: rejected"],
    ],
  ])("%s", (_, old, fresh, tier, breaks) => {
    const findings = swapped(old, fresh);
    expect(findings).toMatchObject([{ check: "GL2/method-changed", severity: "error", tier }]);
    expect(breaksOf(findings)).toEqual(breaks);
  });

  test("a required field that the other side does not write", () => {
    const proto2 = (request: string) =>
      `syntax = "proto2"; package a; message Old { optional int32 a = 1; } message New { required int32 a = 1; required int32 b = 2; }
       message R {} service S { rpc One(${request}) returns (R); }`;
    expect(breaksOf(findingsBetween(proto2("Old"), proto2("New")))).toContain(
      "runtime 1 > agent 2: rejected",
    );
  });

  test("the bytes of the gravest one are shown, and whose they are", () => {
    expect(swapped("int32 a = 1; string b = 2;", "int32 a = 1; sint32 b = 2;")).toMatchObject([
      {
        witness: { written: { b: expect.anything() } },
        exchanged: { older: "a.Old", newer: "a.New" },
      },
    ]);
  });

  test("where nothing is misread, it says what changes all the same", () => {
    expect(swapped("int32 a = 1;", "int32 a = 1;")).toMatchObject([
      {
        message:
          "a.S.One is New → R, and Old → R in the older release: the fields that both messages have are read alike, and callers compile against another type, which has another name in an Any.",
        unnamed: "nobody in the exchanges that were tried",
        witness: null,
      },
    ]);
  });

  test("in a response the sides change places, and the window counts", () => {
    const file = (response: string) =>
      `package a; message Q {} ${messages("int32 a = 1;", "sint32 a = 1;")} service S { rpc One(Q) returns (${response}); }`;
    const between = (window: Window) => breaksOf(findingsOver([file("Old"), file("New")], { window }));
    expect(between({ upgrade: 1, downgrade: 0 })).toEqual(["agent 1.0 > runtime 2.0: reinterpreted"]);
    expect(between({ upgrade: 0, downgrade: 1 })).toEqual(["agent 2.0 > runtime 1.0: reinterpreted"]);
    expect(findingsOver([file("Old"), file("New")], { window: { upgrade: 0, downgrade: 0 } })).toEqual([]);
  });

  test("whose file is not at hand is not guessed", () => {
    const file = (request: string) =>
      `package a; import "b.proto"; message R {} service S { rpc One(${request}) returns (R); }`;
    expect(findingsBetween(file("b.Q"), file("b.P"))).toMatchObject([
      { breaks: [], tier: "unsafe", unnamed: "nobody can be named, since a type is not at hand" },
    ]);
  });
});

test.each<[title: string, before: string, after: string]>([
  ["a method added", rpc(one), rpc(`${one} rpc Two(Q) returns (R);`)],
  ["a service added", `package a; ${types}`, rpc(one)],
  ["a method removed after it was deprecated", rpc(`${one} rpc Two(Q) returns (R) ${deprecated}`), rpc(one)],
  [
    "a service removed after it was deprecated",
    rpc(`option deprecated = true; ${one}`),
    `package a; ${types}`,
  ],
  [
    "a service renamed after it was deprecated, with a method that streams and one that is gone",
    rpc(`option deprecated = true; ${one} rpc Two(Q) returns (R); rpc Three(Q) returns (R);`),
    rpc("rpc One(Q) returns (stream R); rpc Two(Q) returns (R);").replace("service S", "service T"),
  ],
  [
    "a package renamed after its services were deprecated",
    rpc(`option deprecated = true; ${one}`),
    rpc(one, "b"),
  ],
])("nobody breaks: %s", (_, before, after) => {
  expect(findingsBetween(before, after)).toEqual([]);
});

describe("what a finding says", () => {
  const method = (name: string) => ({
    name,
    input: "a.Q",
    output: "a.R",
    clientStreaming: false,
    serverStreaming: false,
  });

  test("of a method that is gone", () => {
    const two = "rpc Two(Q) returns (R);";
    expect(findingsBetween(rpc(`${one} ${two}`), rpc(one))).toMatchObject([
      {
        element: { kind: "method", fullName: "a.S.Two", owner: "a.S" },
        before: method("Two"),
        after: null,
        fix: { advice: "rpc Two(Q) returns (R) { option deprecated = true; }" },
      },
    ]);
  });

  test.each<[title: string, after: string, message: string, buf: string[]]>([
    ["request", "rpc One(R) returns (R);", "a.S.One is R → R, and Q → R in", ["RPC_SAME_REQUEST_TYPE"]],
    ["response", "rpc One(Q) returns (Q);", "a.S.One is Q → Q, and Q → R in", ["RPC_SAME_RESPONSE_TYPE"]],
    [
      "stream of requests",
      "rpc One(stream Q) returns (R);",
      "a.S.One is stream of Q → R, and Q → R in",
      ["RPC_SAME_CLIENT_STREAMING"],
    ],
    [
      "stream of responses",
      "rpc One(Q) returns (stream R);",
      "a.S.One is Q → stream of R, and Q → R in",
      ["RPC_SAME_SERVER_STREAMING"],
    ],
    [
      "everything",
      "rpc One(stream R) returns (stream Q);",
      "a.S.One is stream of R → stream of Q, and Q → R in",
      [
        "RPC_SAME_REQUEST_TYPE",
        "RPC_SAME_RESPONSE_TYPE",
        "RPC_SAME_CLIENT_STREAMING",
        "RPC_SAME_SERVER_STREAMING",
      ],
    ],
  ])("of a method with another %s", (_, after, message, buf) => {
    const [finding] = findingsBetween(rpc(one), rpc(after));
    expect(finding).toMatchObject({
      element: { kind: "method", fullName: "a.S.One", owner: "a.S" },
      before: method("One"),
      after: { name: "One" },
      fix: { advice: one },
    });
    expect(finding?.after).not.toEqual(finding?.before);
    expect(finding?.message).toContain(message);
    expect(finding?.buf).toEqual(buf);
  });

  test("of a service, at its package while its file is there, at itself where the file is gone", () => {
    const file = `package a; ${types}`;
    expect(findingsBetween(rpc(one), file)).toMatchObject([
      {
        element: { kind: "service", fullName: "a.S", owner: null },
        before: { methods: [method("One")] },
        after: null,
        fix: { advice: `service S { ${one} }` },
        place: { file: "a.proto", start: { column: 28 }, end: { column: 29 } },
      },
    ]);
    const service = `package a; import "a.proto"; service S { ${one} }`;
    const [finding] = findingsBetween({ "a.proto": file, "s.proto": service }, file);
    expect(finding).toMatchObject({
      check: "GL2/service-removed",
      fix: { advice: "service S { … }" },
      place: { file: "s.proto", start: { column: 57 }, end: { column: 58 } },
    });
  });

  test("of a service with another name, which can be served beside the newer one", () => {
    const renamed = rpc(one).replace("service S", "service T");
    expect(findingsBetween(rpc(one), renamed)).toMatchObject([
      {
        element: { kind: "service", fullName: "a.S", owner: null },
        message: "Service a.S is called a.T now: callers of the older name get UNIMPLEMENTED.",
        before: { methods: [method("One")] },
        after: { service: "a.T", methods: [method("One")] },
        fix: { advice: `service S { ${one} }` },
        place: { file: "a.proto", start: { column: 65 }, end: { column: 66 } },
      },
    ]);
    const files = (service: string) => ({ "a.proto": `package a; ${types}`, "s.proto": service });
    const [finding] = findingsBetween(
      files(`package a; import "a.proto"; service S { ${one} }`),
      files('package b; import "a.proto"; service T { rpc One(a.Q) returns (a.R); }'),
    );
    expect(finding).toMatchObject({ check: "GL2/service-removed", fix: { advice: "service S { … }" } });
  });

  test("of a package", () => {
    expect(findingsBetween(rpc(one), rpc(one, "b"))).toMatchObject([
      {
        element: { kind: "package", fullName: "b", owner: null },
        place: { start: { column: 28 }, end: { column: 29 } },
        before: { package: "a" },
        after: { package: "b" },
        fix: { advice: "package a;" },
      },
    ]);
    const without = rpc(one).replace("package a; ", "");
    expect(findingsBetween(without, rpc(one))).toMatchObject([{ after: { package: "a" } }]);
    expect(findingsBetween(rpc(one), without)).toMatchObject([{ fix: { advice: "package a;" } }]);
  });
});

describe("over releases, a method that goes", () => {
  const request = "message Req {} message Res {}";
  const other = "rpc Other(Req) returns (Res);";
  const without = `${request} service S { ${other} }`;
  const withBoth = (option: string) =>
    `${request} service S { rpc Call(Req) returns (Res) ${option} ${other} }`;

  test("is fine when no client inside the window calls it any more", () => {
    const atOnce = findingsOver([withBoth(";"), without]);
    expect(linesOf(atOnce)).toEqual(["GL2/method-removed error S.Call, once marked, from 3.0"]);
    expect(breaksOf(atOnce)).toEqual(["runtime 1.0 > agent 2.0: unimplemented"]);
    const inTime = [withBoth(";"), withBoth(deprecated), without];
    expect(findingsOver(inTime)).toEqual([]);
    const window = { upgrade: "unbounded", downgrade: 2 } as const;
    expect(linesOf(findingsOver(inTime, { window }))).toEqual([
      "GL2/method-removed error S.Call, safe from 4.0",
    ]);
  });

  test("names a date that stays, since the mark and not waiting begins it", () => {
    const window = { upgrade: "unbounded", downgrade: 2 } as const;
    const [left] = findingsOver([withBoth(";"), withBoth(";"), withBoth(";"), without], { window });
    expect(left).toMatchObject({ safeFrom: null });
    expect(left?.message).toMatch(
      / No release marks it as deprecated, so waiting does not help\. Mark it in 4\.0, and it may be removed from 6\.0 on\.$/,
    );
    const marked = [withBoth(";"), withBoth(deprecated), withBoth(deprecated), without];
    expect(findingsOver(marked, { window })).toEqual([]);
  });

  test("is safe from no release where a client may be behind for ever", () => {
    const window = { upgrade: 1, downgrade: "unbounded" } as const;
    const [finding] = findingsOver([withBoth(";"), without], { window });
    expect(finding).toMatchObject({ check: "GL2/method-removed", safeFrom: null });
    expect(finding?.message).toMatch(/ Runtimes before 2\.0 never leave the window: keep it for them/);
    expect(finding?.message).not.toContain("rollback");
  });

  test("hurts nobody where no client can be behind", () => {
    const window = { upgrade: "unbounded", downgrade: 0 } as const;
    expect(findingsOver([withBoth(";"), without], { window })).toEqual([]);
  });

  test.each<Case>([
    [
      "so does a service",
      `${request} service S { ${other} }`,
      request,
      "GL2/service-removed error S, once marked, from 3.0",
    ],
    [
      "so does a package",
      `package a; ${request} service S { ${other} }`,
      `package b; ${request} service S { ${other} }`,
      "GL2/package-changed error b, one release after",
    ],
    [
      "another shape helps no time",
      `${request} service S { ${other} }`,
      `${request} service S { rpc Other(Res) returns (Res); }`,
      "GL2/method-changed error S.Other",
    ],
  ])("%s", (_, before, after, reported) => {
    expect(linesOf(findingsOver([before, after]))).toEqual([reported]);
  });
});

describe("what comes back has the mark that the newest release has", () => {
  const window: Window = { upgrade: 0, downgrade: 3 };
  const gain = "rpc New(Q) returns (R);";
  test.each<[title: string, releases: string[], advice: string]>([
    [
      "a method, also where another may replace it",
      [
        rpc(`${one} rpc Two(Q) returns (R);`),
        rpc(`${one} rpc Two(Q) returns (R) ${deprecated}`),
        rpc(`${one} ${gain}`),
      ],
      "rpc Two(Q) returns (R) { option deprecated = true; }",
    ],
    [
      "a service",
      [rpc(one), rpc(`option deprecated = true; ${one}`), `package a; ${types}`],
      `service S { option deprecated = true; ${one} }`,
    ],
    ["none where it has none", [rpc(one), rpc(one), `package a; ${types}`], `service S { ${one} }`],
  ])("%s", (_, releases, advice) => {
    const [finding] = findingsOver(releases, { window });
    expect(finding?.fix?.advice).toBe(advice);
  });
});
