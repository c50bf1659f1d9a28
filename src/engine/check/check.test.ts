import { afterAll, describe, expect, test } from "vitest";
import { EditTrials } from "../../testing/edit-trials.js";
import { peerText } from "../report/sentences.js";
import type { Finding } from "../rules/finding.js";
import { readSchema } from "../schema/read.js";
import { scalarNames } from "../schema/schema.js";
import { check } from "./check.js";
import { requestFor } from "./request.js";

const service = "service S { rpc Call(Req) returns (Res); }";

/** The bodies of message M, which requests carry, before and after; everything else stays. */
function message(before: string, after: string, rest = "", syntax = "proto3"): Finding[] {
  const file = (body: string) =>
    `syntax = "${syntax}"; package a; message M { ${body} } message Req { ${syntax === "proto2" ? "optional " : ""}M m = 1; } message Res {} ${service} ${rest}`;
  return compare(file(before), file(after));
}

/** Two files, as they stand. */
function compare(before: string, after: string): Finding[] {
  const files = (text: string) => [{ path: "a.proto", text }];
  for (const text of [before, after]) expect(readSchema(files(text)).problems).toEqual([]);
  const request = {
    ...requestFor({ label: "1", files: files(before) }, { label: "2", files: files(after) }),
    components: [{ client: "runtime", server: "agent", window: null, services: [] }],
  };
  if (before.length + after.length < 10_000) expect(trials.try(request, "compared")).toEqual([]);
  return check(request).findings;
}

/** Every edit that any comparison here offers is applied. */
const trials = new EditTrials();

afterAll(async () => {
  expect(trials.results.length).toBeGreaterThan(100);
  expect(await trials.refusedByBuf()).toBe("");
}, 120_000);

const ids = (findings: Finding[]) => findings.map((finding) => `${finding.check} ${finding.severity}`);

/** Who breaks, as `writer > reader: outcome`. */
const breaks = (findings: Finding[]) =>
  findings.flatMap((finding) =>
    finding.breaks.map(
      ({ writer, reader, outcome }) => `${peerText(writer)} > ${peerText(reader)}: ${outcome}`,
    ),
  );

describe("R1, numbers", () => {
  test("nothing changed, a field added, a comment changed", () => {
    expect(message("int32 a = 1;", "int32 a = 1;")).toEqual([]);
    expect(message("int32 a = 1;", "int32 a = 1; string b = 2;")).toEqual([]);
    expect(message("int32 a = 1;", "/* more */ int32 a = 1; // words\n")).toEqual([]);
  });

  test("removed without, with half and with a whole reservation", () => {
    const gone = message("int32 a = 1; int32 b = 2;", "int32 a = 1;");
    expect(ids(gone)).toEqual(["R1/removed-without-reserved error"]);
    expect(gone[0]).toMatchObject({
      element: { kind: "field", fullName: "a.M.b", owner: "a.M" },
      fix: { advice: 'reserved 2; reserved "b";' },
    });
    expect(ids(message("int32 a = 1; int32 b = 2;", "int32 a = 1; reserved 2;"))).toEqual([
      "R1/name-not-reserved warning",
    ]);
    expect(message("int32 a = 1; int32 b = 2;", 'int32 a = 1; reserved 2; reserved "b";')).toEqual([]);
    expect(message("int32 a = 1; int32 b = 2;", 'int32 a = 1; reserved 2 to max; reserved "b";')).toEqual([]);
  });

  test("a number that goes to another field, with the bytes of both directions", () => {
    const [finding, ...others] = message("string a = 1; bool b = 2;", "string a = 1; string c = 2;");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      check: "R1/number-reused",
      tier: "unsafe",
      element: { fullName: "a.M.c" },
    });
    expect(finding?.fix?.advice).toBe("string c = 3;");
    expect(breaks([finding as Finding])).toEqual([
      "runtime 2 > agent 1: rejected",
      "runtime 1 > agent 2: rejected",
    ]);
    expect(finding?.witness).toMatchObject({ bytes: "120161", written: { c: "a" } });
  });

  test("a rename keeps number and type; the old name elsewhere makes it a re-use", () => {
    expect(ids(message("int32 a = 1;", "int32 b = 1;"))).toEqual(["R1/renamed warning"]);
    expect(ids(message("int32 a = 1;", "int32 b = 1; int32 a = 2;")).sort()).toEqual([
      "R1/number-changed error",
      "R1/number-reused error",
    ]);
    expect(ids(message("int32 a = 1;", 'int32 a = 1 [json_name = "x"];'))).toEqual(["R1/renamed warning"]);
  });

  test("another number for the same field", () => {
    const found = message("int32 a = 1;", "int32 a = 2;");
    expect(ids(found)).toEqual(["R1/number-changed error"]);
    expect(breaks(found)).toEqual(["runtime 1 > agent 2: unknown"]);
  });

  test("two fields that swap their numbers", () => {
    expect(ids(message("int32 a = 1; string b = 2;", "int32 a = 2; string b = 1;")).sort()).toEqual([
      "R1/number-changed error",
      "R1/number-changed error",
      "R1/number-reused error",
      "R1/number-reused error",
    ]);
  });

  test("reservations may be split, merged and widened, not narrowed", () => {
    expect(message("reserved 2 to 9;", "reserved 2 to 4, 5; reserved 6 to 9;")).toEqual([]);
    expect(message("reserved 2, 3, 4;", "reserved 2 to 20;")).toEqual([]);
    const narrowed = message('reserved 2 to 9; reserved "x", "y";', 'reserved 2 to 3, 7 to 9; reserved "x";');
    expect(ids(narrowed)).toEqual(["R1/reservation-removed error"]);
    expect(narrowed[0]?.fix?.advice).toBe('reserved 4 to 6; reserved "y";');
  });

  test("enum values are numbers too", () => {
    const values = (body: string) => `syntax = "proto3"; package a; enum E { E_UNSPECIFIED = 0; ${body} }`;
    expect(ids(compare(values("A = 1;"), values("")))).toEqual([
      "R1/removed-without-reserved error",
      "R3/value-removed error",
    ]);
    expect(ids(compare(values("A = 1;"), values('reserved 1; reserved "A";')))).toEqual([
      "R3/value-removed error",
    ]);
    expect(ids(compare(values("A = 1;"), values("B = 1;")))).toEqual(["R1/renamed warning"]);
  });

  test("what moved to another package, parent or name is followed", () => {
    const file = (pkg: string, name: string) =>
      `syntax = "proto3"; package ${pkg}; message ${name} { string a = 1; int32 b = 2; } message U { ${name} m = 1; }`;
    expect(compare(file("a", "M"), file("b", "M"))).toEqual([]);
    expect(compare(file("a", "M"), file("a", "N"))).toEqual([]);
    const lost = file("b", "M").replace(" int32 b = 2;", "");
    expect(ids(compare(file("a", "M"), lost))).toEqual(["R1/removed-without-reserved error"]);
  });
});

describe("R3, enums", () => {
  const proto = (values: string, use: string, syntax = "proto3") =>
    `syntax = "${syntax}"; package a; enum E { E_UNSPECIFIED = 0; ${values} } message Req { ${use} } message Res { } ${service}`;

  test("a value that only requests carry breaks old servers, not old clients", () => {
    const found = compare(proto("A = 1;", "E e = 1;"), proto("A = 1; B = 2;", "E e = 1;"));
    expect(ids(found)).toEqual(["R3/value-added error"]);
    expect(breaks(found)).toEqual(["runtime 2 > agent 1: reinterpreted"]);
  });

  test("a value that only responses carry breaks old clients, one in both breaks both, one in neither has no sides", () => {
    const res = (values: string) => proto(values, "").replace("message Res { }", "message Res { E e = 1; }");
    expect(breaks(compare(res("A = 1;"), res("A = 1; B = 2;")))).toEqual([
      "agent 2 > runtime 1: reinterpreted",
    ]);
    const both = (values: string) =>
      proto(values, "E e = 1;").replace("message Res { }", "message Res { repeated E e = 1; }");
    expect(breaks(compare(both("A = 1;"), both("A = 1; B = 2;")))).toEqual([
      "runtime 2 > agent 1: reinterpreted",
      "agent 2 > runtime 1: reinterpreted",
    ]);
    expect(breaks(compare(proto("A = 1;", ""), proto("A = 1; B = 2;", "")))).toEqual([
      "2 > 1: reinterpreted",
    ]);
  });

  test("a closed enum keeps the value apart, and the bytes show it", () => {
    const [finding] = compare(
      proto("A = 1;", "optional E e = 1;", "proto2"),
      proto("A = 1; B = 2;", "optional E e = 1;", "proto2"),
    );
    expect(finding).toMatchObject({
      check: "R3/value-added",
      witness: { bytes: "0802", read: { "unknown field 1": "kept" } },
    });
    expect(breaks([finding as Finding])).toEqual(["runtime 2 > agent 1: unknown"]);
  });

  test("removed, renumbered, an alias, a new enum, its zero value", () => {
    expect(ids(compare(proto("A = 1; B = 2;", ""), proto('A = 1; reserved 2; reserved "B";', "")))).toEqual([
      "R3/value-removed error",
    ]);
    expect(ids(compare(proto("A = 1;", ""), proto("A = 7;", "")))).toContain("R3/value-renumbered error");
    const swapped = compare(proto("A = 1; B = 2;", ""), proto("A = 2; B = 1;", ""));
    expect(swapped[0]?.message).toBe(
      '"A" of a.E is 2, and 1 in the older release, and 1 means something else now.',
    );
    expect(
      compare(
        proto("option allow_alias = true; A = 1; C = 1;", ""),
        proto("option allow_alias = true; A = 1; C = 1; B = 1;", ""),
      ),
    ).toEqual([]);
    expect(
      ids(
        compare(
          'syntax = "proto3";',
          'syntax = "proto3"; enum F { F_UNSPECIFIED = 0; } message M { F f = 1; }',
        ),
      ),
    ).toEqual(["R3/enum-introduced error"]);
    expect(ids(compare('syntax = "proto3";', 'syntax = "proto3"; enum F { V4 = 0; }'))).toEqual([
      "R3/enum-introduced error",
      "R3/zero-value warning",
    ]);
  });

  test("a field that starts using an enum that exists", () => {
    const found = compare(
      proto("A = 1;", "int32 x = 2;"),
      proto("A = 1;", "int32 x = 2; map<string, E> e = 3;"),
    );
    expect(ids(found)).toEqual(["R3/enum-introduced error"]);
    expect(found[0]?.element.fullName).toBe("a.Req.e");
  });
});

describe("R4, types", () => {
  const groups = [
    ["int32", "int64", "uint32", "uint64", "bool"],
    ["sint32", "sint64"],
    ["fixed32", "sfixed32"],
    ["fixed64", "sfixed64"],
    ["string", "bytes"],
  ];
  const pairs = scalarNames.flatMap((before) =>
    scalarNames.filter((after) => after !== before).map((after) => ({ before, after })),
  );

  test.each(pairs)("$before → $after: tier and bytes agree", ({ before, after }) => {
    const [finding, ...others] = message(`${before} a = 1;`, `${after} a = 1;`);
    expect(others).toEqual([]);
    const conditional = groups.some((group) => group.includes(before) && group.includes(after));
    expect(finding).toMatchObject({ check: "R4/type-changed", tier: conditional ? "conditional" : "unsafe" });
    // A sample that uses the whole width of its type arrives wrong in at least one direction.
    expect(finding?.breaks.length, "no direction hurts").toBeGreaterThan(0);
    expect(finding?.breaks.map((each) => each.outcome)).not.toContain("same");
  });

  test.each([
    ["enum to int32", "E a = 1;", "int32 a = 1;", "warning"],
    ["enum to bool", "E a = 1;", "bool a = 1;", "error"],
    ["message to bytes", "N a = 1;", "bytes a = 1;", "warning"],
    ["message to string", "N a = 1;", "string a = 1;", "error"],
    ["a message of the same shape", "N a = 1;", "Same a = 1;", "info"],
    ["a message of another shape", "N a = 1;", "Other a = 1;", "error"],
    ["the value of a map", "map<string, int32> a = 1;", "map<string, int64> a = 1;", "warning"],
    ["the key of a map", "map<string, int32> a = 1;", "map<int32, int32> a = 1;", "error"],
  ])("%s", (_what, before, after, severity) => {
    const rest =
      "enum E { E_UNSPECIFIED = 0; A = 1; } message N { int32 n = 1; } message Same { int32 m = 1; } message Other { string n = 1; }";
    expect(ids(message(before, after, rest))).toEqual([`R4/type-changed ${severity}`]);
  });

  test.each([
    ["singular to repeated string", "string a = 1;", "repeated string a = 1;", "warning"],
    ["repeated to singular message", "repeated N a = 1;", "N a = 1;", "warning"],
    ["singular to packed number", "int32 a = 1;", "repeated int32 a = 1;", "error"],
    ["singular to expanded number", "int32 a = 1;", "repeated int32 a = 1 [packed = false];", "warning"],
    ["map to a list of messages", "map<string, int32> a = 1;", "repeated Entry a = 1;", "warning"],
    ["map to a list of strings", "map<string, int32> a = 1;", "repeated string a = 1;", "error"],
    ["singular to map", "N a = 1;", "map<string, int32> a = 1;", "error"],
  ])("%s", (_what, before, after, severity) => {
    const rest = "message N { int32 n = 1; } message Entry { string key = 1; int32 value = 2; }";
    expect(ids(message(before, after, rest))).toEqual([`R4/cardinality-changed ${severity}`]);
  });

  test("packed or not is the same to a conforming reader", () => {
    expect(message("repeated int32 a = 1;", "repeated int32 a = 1 [packed = false];")).toEqual([]);
  });

  test("presence", () => {
    expect(ids(message("int32 a = 1;", "optional int32 a = 1;"))).toEqual(["R4/presence-changed warning"]);
    expect(ids(message("optional int32 a = 1;", "int32 a = 1;"))).toEqual(["R4/presence-changed warning"]);
    expect(ids(message("optional int32 a = 1;", "required int32 a = 1;", "", "proto2"))).toEqual([
      "R4/presence-changed error",
    ]);
  });

  test("required fields, added and removed", () => {
    const added = message(
      "optional int32 a = 1;",
      "optional int32 a = 1; required int32 b = 2;",
      "",
      "proto2",
    );
    expect(ids(added)).toEqual(["R4/presence-changed error"]);
    expect(breaks(added)).toEqual(["runtime 1 > agent 2: rejected"]);
    const gone = message(
      "optional int32 a = 1; required int32 b = 2;",
      'optional int32 a = 1; reserved 2; reserved "b";',
      "",
      "proto2",
    );
    expect(ids(gone)).toEqual(["R4/presence-changed error"]);
    expect(breaks(gone)).toEqual(["runtime 2 > agent 1: rejected"]);
  });

  test("oneofs", () => {
    expect(ids(message("optional int32 a = 1;", "oneof o { int32 a = 1; }"))).toEqual([
      "R4/oneof-changed info",
    ]);
    expect(ids(message("int32 a = 1;", "oneof o { int32 a = 1; }"))).toEqual(["R4/oneof-changed warning"]);
    expect(
      ids(message("oneof o { int32 a = 1; } int32 b = 2;", "oneof o { int32 a = 1; int32 b = 2; }")),
    ).toEqual(["R4/oneof-changed error"]);
    expect(message("oneof o { int32 a = 1; }", "oneof p { int32 a = 1; int32 c = 3; }")).toEqual([]);
  });
});

test("a message that becomes a group says how it is encoded", () => {
  const file = (options: string) =>
    `edition = "2023"; package a; message M { N n = 1${options}; } message N {}`;
  const [finding] = compare(file(""), file(" [features.message_encoding = DELIMITED]"));
  expect(finding?.message).toBe("a.M.n is encoded as a group, and with its length in the older release.");
});

describe("GL2 and GL4, methods and defaults", () => {
  const rpc = (body: string, pkg = "a") =>
    `syntax = "proto3"; package ${pkg}; message Q {} message R {} service S { ${body} }`;
  const one = "rpc One(Q) returns (R);";

  test.each([
    ["a method removed", rpc(`${one} rpc Two(Q) returns (R);`), rpc(one), "GL2/method-removed"],
    ["a method renamed", rpc(one), rpc("rpc Uno(Q) returns (R);"), "GL2/method-removed"],
    [
      "a service removed",
      rpc(one),
      'syntax = "proto3"; package a; message Q {} message R {}',
      "GL2/service-removed",
    ],
    ["a package renamed", rpc(one), rpc(one, "b"), "GL2/package-changed"],
  ])("%s breaks the client that calls it", (_what, before, after, id) => {
    const found = compare(before, after);
    expect(ids(found)).toEqual([`${id} error`]);
    expect(breaks(found)).toEqual(["runtime 1 > agent 2: unimplemented"]);
  });

  test.each([
    ["another response", "rpc One(Q) returns (Q);", "reinterpreted"],
    ["another request", "rpc One(R) returns (R);", "reinterpreted"],
    ["a stream", "rpc One(Q) returns (stream R);", "rejected"],
    ["a stream of requests", "rpc One(stream Q) returns (R);", "rejected"],
  ])("%s breaks whoever calls the other release: it decodes what it gets", (_what, after, outcome) => {
    const found = compare(rpc(one), rpc(after));
    expect(ids(found)).toEqual(["GL2/method-changed error"]);
    expect(breaks(found)).toEqual([`runtime 1 > agent 2: ${outcome}`, `runtime 2 > agent 1: ${outcome}`]);
  });

  test("a method added, or removed after it was deprecated", () => {
    expect(compare(rpc(one), rpc(`${one} rpc Two(Q) returns (R);`))).toEqual([]);
    expect(compare(rpc(`${one} rpc Two(Q) returns (R) { option deprecated = true; }`), rpc(one))).toEqual([]);
  });

  test("a declared default", () => {
    const found = message("optional bool a = 1 [default = true];", "optional bool a = 1;", "", "proto2");
    expect(ids(found)).toEqual(["GL4/default-changed error"]);
    expect(found[0]?.message).toContain("no declared default, and the default true");
  });
});

describe("what a finding carries", () => {
  test("place, buf's names, a fingerprint that survives unrelated edits", () => {
    const before = 'syntax = "proto3";\n\nmessage M {\n  int32 a = 1;\n}\n';
    const after = 'syntax = "proto3";\n\nmessage M {\n\tstring a = 1;\n}\n';
    const [finding] = compare(before, after);
    expect(finding).toMatchObject({
      place: {
        file: "a.proto",
        start: { offset: 40, line: 4, column: 9 },
        end: { offset: 41, line: 4, column: 10 },
      },
      buf: ["FIELD_WIRE_COMPATIBLE_TYPE", "FIELD_WIRE_JSON_COMPATIBLE_TYPE", "FIELD_SAME_TYPE"],
    });
    const [later] = compare(before, `// a comment more\n${after} message N { }`);
    expect(later?.fingerprint).toBe(finding?.fingerprint);
    expect(later?.place.start.line).toBe(5);
  });

  test("a place in the newer file, also of a service that only the older one has", () => {
    const service = "message Q {}\n\n\nservice S { rpc One(Q) returns (Q); }\n";
    const [inPackage] = compare(`package a;\n${service}`, "// words\npackage a;\nmessage Q {}\n");
    expect(inPackage).toMatchObject({
      check: "GL2/service-removed",
      place: { file: "a.proto", start: { line: 2, column: 9 }, end: { line: 2, column: 10 } },
    });
    const [without] = compare(service, "message Q {}\n");
    expect(without).toMatchObject({ check: "GL2/service-removed", place: { start: { line: 1, column: 1 } } });
  });

  test("several baselines: once, with all that it breaks", () => {
    const file = (body: string) => [{ path: "a.proto", text: `syntax = "proto3"; message M { ${body} }` }];
    const old = (label: string) => ({
      label,
      files: file("int32 a = 1;"),
      releaseIndex: null,
      precedesReference: false,
    });
    const { findings, summary } = check({
      ...requestFor(old("1"), { label: "3", files: file("string a = 1;") }),
      baselines: [old("1"), old("2")],
    });
    expect(ids(findings)).toEqual(["R4/type-changed error"]);
    expect(new Set(findings[0]?.breaks.map((each) => peerText(each.reader)))).toEqual(
      new Set(["1", "2", "3"]),
    );
    expect(summary).toMatchObject({ errors: 1, baselines: ["1", "2"], files: 1 });
  });

  test("bytes, also where a thousand messages all lead to each other", () => {
    const file = (type: string) =>
      Array.from(
        { length: 1000 },
        (_, at) => `message M${at} { optional M${(at + 1) % 1000} next = 1; optional ${type} n = 2; }`,
      ).join("\n");
    const found = compare(file("int64"), file("int32"));
    expect(found.filter(({ witness }) => witness !== null)).toHaveLength(1000);
  });

  test("bytes of types of protobuf itself, as far inside as a sample reaches", () => {
    const file = (type: string) =>
      `syntax = "proto3"; package google.protobuf; message M { ${type} a = 1; } message A { B b = 1; }
       message B { Struct s = 1; } message Struct { map<string, Value> fields = 1; }
       message Value { oneof kind { string string_value = 3; } }`;
    const [finding] = compare(file("A"), file("bytes"));
    expect(finding?.witness?.written).toEqual({
      a: { b: { s: { fields: { key: { string_value: "value" } } } } },
    });
  });

  test("a comment allows a finding with a reason; without one, or stale, it is an error", () => {
    const file = (comment: string, body: string) =>
      `syntax = "proto3"; package a;\n${comment}\nenum E { E_UNSPECIFIED = 0; ${body} }`;
    const allow = "// grpc-evolution: allow R3/value-added";
    expect(compare(file("", "A = 1;"), file("", `A = 1;\n${allow} -- readers ignore it\nB = 2;`))).toEqual(
      [],
    );
    expect(compare(file("", "A = 1;"), file("", `A = 1; B = 2; ${allow} -- readers ignore it\n`))).toEqual(
      [],
    );
    expect(ids(compare(file("", "A = 1;"), file("", `A = 1;\n${allow}\nB = 2;`)))).toEqual([
      "allow/without-reason error",
      "R3/value-added error",
    ]);
    expect(ids(compare(file("", "A = 1;"), file(`${allow} -- once`, "A = 1;")))).toEqual([
      "allow/stale error",
    ]);
  });

  test("a comment at the end of a file stands at nothing and allows nothing", () => {
    const file = (end: string) => `syntax = "proto3"; message M {}\n${end}`;
    const allow = "// grpc-evolution: allow GL2/service-removed -- nobody called it";
    expect(ids(compare(file("service S { rpc Get(M) returns (M); }"), file(allow)))).toEqual([
      "GL2/service-removed error",
      "allow/stale error",
    ]);
  });

  test("a comment on an owner covers what was gone when it was written, with these words", () => {
    const file = (comment: string, fields: string) =>
      `syntax = "proto3";\n${comment}\nmessage M {\n${fields}\n}`;
    const allow = (reason: string) => `// grpc-evolution: allow R1/removed-without-reserved -- ${reason}`;
    const [none, one, two] = ["", "bool a = 1;", "bool a = 1; bool b = 2;"];
    expect(compare(file("", two), file(allow("both unused"), none))).toEqual([]);
    expect(ids(compare(file(allow("b unused"), one), file(allow("b unused"), none)))).toEqual([
      "R1/removed-without-reserved error",
    ]);
    expect(compare(file(allow("b unused"), one), file(allow("both unused"), none))).toEqual([]);
  });

  test("the preset standard is milder", () => {
    const files = (values: string) => [
      { path: "a.proto", text: `syntax = "proto3"; enum E { E_UNSPECIFIED = 0; ${values} }` },
    ];
    const { findings } = check({
      ...requestFor({ label: "1", files: files("") }, { label: "2", files: files("A = 1;") }),
      preset: "standard",
    });
    expect(ids(findings)).toEqual(["R3/value-added warning"]);
  });
});
