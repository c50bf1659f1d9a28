import { describe, expect, test } from "vitest";
import { requestOver } from "../../testing/reported.js";
import type { Finding } from "../rules/finding.js";
import { check } from "./check.js";
import { applyEdits } from "./edits.js";
import { withFixes } from "./fixes.js";
import { requestFor } from "./request.js";

const state = (label: string, text: string) => ({ label, files: [{ path: "m.proto", text }] });

function findingsOf(before: string, after: string): Finding[] {
  const request = requestFor(state("before", before), state("after", after));
  return withFixes(check(request), request);
}

/** Applies the edits of one finding, and expects that this finding is gone then; null where there are none. */
function fix(id: string, before: string, after: string): string | null {
  const findings = findingsOf(before, after);
  const finding = findings.find((each) => each.check === id);
  if (!finding) throw new Error(`no ${id} in ${findings.map((each) => each.check)}`);
  const edits = finding.fix?.edits ?? [];
  if (edits.length === 0) return null;
  const fixed = applyEdits(after, edits);
  if (fixed === null) throw new Error("the edits touch each other");
  const left = findingsOf(before, fixed).filter((each) => each.fingerprint === finding.fingerprint);
  expect(left, fixed).toEqual([]);
  return fixed;
}

const proto = (body: string, syntax = "proto3") => `syntax = "${syntax}";\npackage acme;\n${body}\n`;

describe("a fix that is an edit", () => {
  test("reserves the number and the name of a field that is gone", () => {
    const before = proto("message M {\n  string a = 1;\n  string b = 2;\n}");
    const after = proto("message M {\n  string a = 1;\n}");
    expect(fix("R1/removed-without-reserved", before, after)).toBe(
      proto('message M {\n  reserved 2;\n  reserved "b";\n  string a = 1;\n}'),
    );
  });

  test("says which findings of the same element it leaves, and the one that settles all says nothing", () => {
    const texts = ["string a = 1;", ""].map((field) =>
      proto(`message M { ${field} }\nservice S { rpc Call(M) returns (M); }`),
    );
    const request = requestOver(texts);
    const offered = withFixes(check(request), request).map((each) => [each.check, each.fix?.title]);
    expect(offered).toEqual([
      ["GL3/removed-inside-window", expect.stringMatching(/^Keep the field(?!.*leaves)/)],
      ["R1/removed-without-reserved", "Reserve what is gone, which leaves GL3/removed-inside-window"],
    ]);
  });

  test("reserves inside of a nested message, in a line of its own depth", () => {
    const before = proto("message O {\n  message M {\n    int32 a = 1;\n  }\n}");
    const after = proto("message O {\n  message M {\n  }\n}");
    expect(fix("R1/removed-without-reserved", before, after)).toBe(
      proto('message O {\n  message M {\n    reserved 1;\n    reserved "a";\n  }\n}'),
    );
  });

  test("reserves on the one line of a message", () => {
    const before = proto("message M { int32 a = 1; int32 b = 2; }");
    const after = proto("message M { reserved 2; int32 a = 1; }");
    expect(fix("R1/name-not-reserved", before, after)).toBe(
      proto('message M { reserved 2; reserved "b"; int32 a = 1; }'),
    );
  });

  test("writes a reserved name as an edition wants it", () => {
    const edition = (body: string) => `edition = "2023";\nmessage M { ${body} }\n`;
    expect(fix("R1/removed-without-reserved", edition("int32 a = 1;"), edition(""))).toBe(
      'edition = "2023";\nmessage M { reserved 1; reserved a;  }\n',
    );
  });

  test("puts a deleted reservation back", () => {
    expect(
      fix(
        "R1/reservation-removed",
        proto('message M { reserved 2, 4 to 6; reserved "b"; }'),
        proto("message M { }"),
      ),
    ).toBe(proto('message M { reserved 2, 4 to 6; reserved "b"; }'));
  });

  test("takes the next free number for a field, keeps its options, and reserves what is gone", () => {
    const before = proto("message M { string a = 1; string b = 2; }");
    const after = proto("message M { string a = 1; /* why */ bool c = 2 [deprecated = true]; }");
    expect(fix("R1/number-reused", before, after)).toBe(
      proto(
        'message M { reserved 2; reserved "b"; string a = 1; /* why */ bool c = 3 [deprecated = true]; }',
      ),
    );
  });

  test("gives a field and a value back their numbers", () => {
    expect(
      fix("R1/number-changed", proto("message M { string a = 1; }"), proto("message M { string a = 0x10; }")),
    ).toBe(proto("message M { string a = 1; }"));
    const values = (number: string) => proto(`enum E { E_NONE = 0; E_A = ${number}; }`);
    expect(fix("R3/value-renumbered", values("1"), values("-7"))).toBe(values("1"));
  });

  test("gives a field and a value back their names", () => {
    expect(
      fix("R1/renamed", proto("message M { string a = 1; }"), proto("message M { string b = 1; }")),
    ).toBe(proto("message M { string a = 1; }"));
    const values = (name: string) => proto(`enum E { ${name} = 0; }`);
    expect(fix("R3/zero-value", values("E_NONE"), values("E_SOME"))).toBe(values("E_NONE"));
  });

  test("puts a value back behind the last one", () => {
    const before = proto("enum E {\n  E_NONE = 0;\n  E_A = 1;\n}");
    const after = proto("enum E {\n  E_NONE = 0;\n}");
    expect(fix("R3/value-removed", before, after)).toBe(
      proto("enum E {\n  E_NONE = 0;\n  E_A = 1 [deprecated = true];\n}"),
    );
  });

  test("adds a value 0 where there is none", () => {
    const after = proto("enum Kind {\n  KIND_A = 1;\n}", "proto2");
    expect(fix("R3/zero-value", proto("", "proto2"), after)).toBe(
      proto("enum Kind {\n  KIND_UNSPECIFIED = 0;\n  KIND_A = 1;\n}", "proto2"),
    );
  });

  test.each([
    ["type", "string a = 1;", "int32 a = 1;", "int32 a_int32 = 2;", "proto3"],
    [
      "type",
      "map<string, int32> a = 1;",
      "map<string, string> a = 1;",
      "map<string, string> a_string = 2;",
      "proto3",
    ],
    ["type", "optional string a = 1;", "optional int32 a = 1;", "optional int32 a_int32 = 2;", "proto2"],
    ["cardinality", "repeated string a = 1;", "string a = 1;", "string a_single = 2;", "proto3"],
    ["cardinality", "string a = 1;", "repeated string a = 1;", "repeated string a_list = 2;", "proto3"],
    [
      "cardinality",
      "optional string a = 1;",
      "repeated string a = 1;",
      "repeated string a_list = 2;",
      "proto2",
    ],
  ])("%s gives back %s, and keeps %s under a free number", (what, before, after, beside, syntax) => {
    const message = (fields: string) => proto(`message M {\n  // why\n  ${fields}\n}`, syntax);
    expect(fix(`R4/${what}-changed`, message(`${before} // and so`), message(`${after} // and so`))).toBe(
      message(`${before} // and so\n  ${beside}`),
    );
  });

  test("takes a number that neither release has, outside of what is reserved", () => {
    const message = (field: string, more = "") =>
      proto(`message M {\n  ${field}\n  reserved 3;\n  string b = 2;${more}\n}`);
    expect(
      fix("R4/type-changed", message("string a = 1;", "\n  int32 c = 4;"), message("int64 a = 1;")),
    ).toBe(message("string a = 1;\n  int64 a_int64 = 5;"));
  });

  test("keeps a member of a oneof and its new form in it", () => {
    const message = (members: string) =>
      proto(`message M {\n  oneof o {\n    ${members}\n    bool b = 2;\n  }\n}`);
    expect(fix("R4/type-changed", message("string a = 1;"), message("int64 a = 1;"))).toBe(
      message("string a = 1;\n    int64 a_int64 = 3;"),
    );
  });

  test("adds no form whose name is taken", () => {
    const message = (field: string) => proto(`message M { ${field} string a_int64 = 2; }`);
    expect(fix("R4/type-changed", message("string a = 1;"), message("int64 a = 1;"))).toBe(
      message("string a = 1;"),
    );
  });

  test("keeps the options that the older type had, where they are about a type", () => {
    const rules = (type: string) => `(buf.validate.field).${type}`;
    const message = (field: string) => proto(`message M {\n  ${field}\n}`);
    const older = `int32 a = 1 [${rules("int32.gt = 1")}];`;
    const newer = (name: string, number: number) =>
      `string ${name} = ${number} [${rules("string.min_len = 1")}];`;
    const check = "R4/type-changed";
    expect(fix(check, message(older), message(newer("a", 1)))).toBe(
      message(`${older}\n  ${newer("a_string", 2)}`),
    );
    expect(fix(check, message(older), message("string a = 1;"))).toBe(
      message(`${older}\n  string a_string = 2;`),
    );
    expect(fix(check, message("int32 a = 1;"), message(newer("a", 1)))).toBe(
      message(`int32 a = 1;\n  ${newer("a_string", 2)}`),
    );
  });

  test("adds no form that would have the name of the older one in JSON", () => {
    const message = (type: string) => proto(`message M { ${type} a = 1 [json_name = "x"]; }`);
    expect(fix("R4/type-changed", message("int32"), message("string"))).toBe(message("int32"));
  });

  test("leaves no name in JSON behind that the older name has by itself", () => {
    const message = (field: string) => proto(`message M { ${field} }`);
    const named = message('string b = 1 [json_name = "a"];');
    expect(fix("R1/renamed", message("string a = 1;"), named)).toBe(message("string a = 1;"));
    const kept = (name: string) => message(`string ${name} = 1 [json_name = "a", deprecated = true];`);
    expect(fix("R1/renamed", message("string a = 1;"), kept("b"))).toBe(kept("a"));
  });

  test.each([
    ["R4/presence-changed", "optional string a = 1;", "string a = 1;", "proto3"],
    ["R4/presence-changed", "string a = 1;", "optional string a = 1;", "proto3"],
    ["R4/presence-changed", "required string a = 1;", "optional string a = 1;", "proto2"],
  ])("%s gives back %s", (id, before, after, syntax) => {
    const message = (field: string) => proto(`message M {\n  // why\n  ${field} // and so\n}`, syntax);
    expect(fix(id, message(before), message(after))).toBe(message(before));
  });

  test("puts a method back, without a mark where something new may replace it", () => {
    const service = (body: string) => proto(`message M {}\nservice S {\n${body}}`);
    const [one, two] = ["  rpc A(M) returns (M);\n", "  rpc B(M) returns (M);\n"];
    expect(fix("GL2/method-removed", service(one), service(two))).toBe(service(two + one));
    expect(fix("GL2/method-removed", service("  rpc A(M) returns (M);\n"), service(""))).toBe(
      service("  rpc A(M) returns (M) { option deprecated = true; }\n"),
    );
  });

  test("gives a file back its package", () => {
    const file = (name: string) =>
      `syntax = "proto3";\npackage ${name};\nmessage M {}\nservice S { rpc A(M) returns (M); }\n`;
    expect(fix("GL2/package-changed", file("acme.v1"), file("acme.v2"))).toBe(file("acme.v1"));
  });

  test("gives a field back its default, text in quotes", () => {
    const message = (type: string, value: string) =>
      proto(`message M { optional ${type} a = 1 [deprecated = true, default = ${value}]; }`, "proto2");
    expect(fix("GL4/default-changed", message("int32", "1"), message("int32", "-2"))).toBe(
      message("int32", "1"),
    );
    expect(fix("GL4/default-changed", message("string", '"a]"'), message("string", '"b;c"'))).toBe(
      message("string", '"a]"'),
    );
  });
});

describe("a fix that is no edit", () => {
  test("a number that another field has by now", () => {
    expect(
      fix(
        "R1/number-changed",
        proto("message M { string a = 1; }"),
        proto("message M { string a = 2; bytes b = 1; }"),
      ),
    ).toBeNull();
  });

  test("a choice that somebody has to make", () => {
    const after = proto("enum E { E_NONE = 0; }");
    expect(fix("R3/enum-introduced", proto(""), after)).toBeNull();
    const members = (body: string) => proto(`message M { ${body} }`);
    expect(
      fix(
        "R4/oneof-changed",
        members("string a = 1; string b = 2;"),
        members("oneof o { string a = 1; string b = 2; }"),
      ),
    ).toBeNull();
  });

  test("a name in JSON", () => {
    const after = proto('message M { string a = 1 [json_name = "x"]; }');
    expect(fix("R1/renamed", proto("message M { string a = 1; }"), after)).toBeNull();
  });

  const edition = (body: string) => `edition = "2023";\n${body}\n`;

  test.each([
    [
      "a type that is gone",
      "R4/type-changed",
      proto("message M { N a = 1; } message N {}"),
      proto("message M { string a = 1; }"),
    ],
    [
      "a group that is gone",
      "R4/type-changed",
      proto("message M { optional group G = 1 {} }", "proto2"),
      proto("message M { optional string g = 1; }", "proto2"),
    ],
    [
      "an encoding that a feature says",
      "R4/type-changed",
      edition("message M { N a = 1; } message N {}"),
      edition("message M { N a = 1 [features.message_encoding = DELIMITED]; } message N {}"),
    ],
    [
      "a presence that a feature said",
      "R4/presence-changed",
      edition("message M { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; }"),
      edition("message M { int32 a = 1; }"),
    ],
  ])("%s", (_, id, before, after) => {
    expect(fix(id, before, after)).toBeNull();
  });
});

test("a block may stand behind a comment with a brace", () => {
  const message = (body: string) => proto(`message M /* { */ {${body}}`);
  expect(fix("R1/removed-without-reserved", message(" int32 a = 1; "), message(" "))).toBe(
    message(' reserved 1; reserved "a"; '),
  );
});

test("a type with a name comes back where it is still declared", () => {
  const message = (type: string) => proto(`message M { ${type} a = 1; message N {} }`);
  const both = (old: string, fresh: string) => proto(`message M { ${old} a = 1; ${fresh} message N {} }`);
  expect(fix("R4/type-changed", message("N"), message("string"))).toBe(both("N", "string a_string = 2;"));
  expect(fix("R4/type-changed", message("map<string, N>"), message("map<string, bytes>"))).toBe(
    both("map<string, N>", "map<string, bytes> a_bytes = 2;"),
  );
});

test("a default of several pieces, or with a quote in it, gives way as a whole", () => {
  const field = (value: string) =>
    proto(`message M { optional string a = 1 [default = ${value}]; }`, "proto2");
  expect(fix("GL4/default-changed", field('"x"'), field(`"a\\"b" 'c'`))).toBe(field('"x"'));
});

test("a required field that is gone comes back as it was", () => {
  const message = (body: string) => proto(`message M {${body}}`, "proto2");
  expect(fix("R4/presence-changed", message(" required int32 a = 1;"), message(""))).toBe(
    message(" required int32 a = 1; "),
  );
});
