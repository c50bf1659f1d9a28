import { describe, expect, test } from "vitest";
import { isThorough } from "../../testing/thorough.js";
import { peerName } from "../report/sentences.js";
import type { Finding } from "../rules/finding.js";
import { readSchema } from "../schema/read.js";
import { check } from "./check.js";
import { requestFor } from "./request.js";

/** The findings between two files, as they stand. */
function compare(before: string, after: string): Finding[] {
  const files = (text: string) => [{ path: "a.proto", text }];
  for (const text of [before, after]) expect(readSchema(files(text)).problems).toEqual([]);
  return check(requestFor({ label: "1", files: files(before) }, { label: "2", files: files(after) }))
    .findings;
}

const ids = (findings: Finding[]) => findings.map((finding) => `${finding.check} ${finding.severity}`);

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
    expect(new Set(findings[0]?.breaks.map((each) => peerName(each.reader)))).toEqual(
      new Set(["1", "2", "3"]),
    );
    expect(summary).toMatchObject({ errors: 1, baselines: ["1", "2"], files: 1 });
  });

  test("a number that was given up: once, under the latest of its names", () => {
    const state = (label: string, body: string) => ({
      label,
      files: [{ path: "a.proto", text: `syntax = "proto3"; message M { int32 x = 1; ${body} }` }],
      releaseIndex: null,
      precedesReference: false,
    });
    const baselines = [state("1", "int32 a = 4;"), state("2", "int32 b = 4; int32 c = 5;")];
    const { findings } = check({ ...requestFor(state("1", ""), state("3", "")), baselines });
    expect(findings.map(({ element, fix }) => `${element.fullName}: ${fix?.advice}`)).toEqual([
      'M.b: reserved 4; reserved "b";',
      'M.c: reserved 5; reserved "c";',
    ]);
  });

  test("a number that changed more than once: the latest is the one to go back to", () => {
    const state = (label: string, body: string) => ({
      label,
      files: [{ path: "a.proto", text: `syntax = "proto3"; message M { ${body} }` }],
      releaseIndex: null,
      precedesReference: false,
    });
    const [first, second] = [state("1", "bytes a = 17;"), state("2", "bytes a = 8;")];
    const head = state("3", "bytes a = 7;");
    const { findings } = check({ ...requestFor(first, head), baselines: [first, second] });
    expect(findings.map(({ check: id, fix }) => `${id}: ${fix?.advice}`)).toEqual([
      "R1/number-changed: bytes a = 8;",
    ]);
  });

  test.runIf(isThorough)("bytes, also where a thousand messages all lead to each other", () => {
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
    const [finding] = compare(file("fixed32"), file("A"));
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

  test("a comment that allows a check that there is none of says so, with or without a reason", () => {
    const file = (comment: string) => `syntax = "proto3";\n${comment}\nmessage M { int32 a = 1; }`;
    for (const reason of ["", " -- nobody reads it"]) {
      const found = compare(file(""), file(`// grpc-evolution: allow R1/no-such-check${reason}`));
      expect(found.map(({ check: id, message }) => [id, message])).toEqual([
        [
          "allow/unreadable",
          "There is no check R1/no-such-check: this comment allows nothing. Copy the name from the finding.",
        ],
      ]);
    }
  });

  test("an allow on a parent covers what is gone from it, and nothing that is still there", () => {
    const allow = (id: string) => `// grpc-evolution: allow ${id} -- nobody reads it`;
    const file = (comment: string, body: string) => `syntax = "proto3";\n${comment}\nmessage M { ${body} }`;
    const removal = allow("R1/removed-without-reserved");
    expect(compare(file("", "int32 a = 1;"), file(removal, ""))).toEqual([]);
    const rename = allow("R1/renamed");
    expect(ids(compare(file("", "int32 a = 1;"), file(rename, "int32 b = 1;")))).toEqual([
      "allow/stale error",
      "R1/renamed warning",
    ]);
    const onField = file("", `\n${rename}\nint32 b = 1;`);
    expect(compare(file("", "int32 a = 1;"), onField)).toEqual([]);
    // Another parent is none.
    const beside = `syntax = "proto3"; message M {}\n${removal}\nmessage N {}`;
    expect(ids(compare('syntax = "proto3"; message M { int32 a = 1; } message N {}', beside))).toEqual([
      "R1/removed-without-reserved error",
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
