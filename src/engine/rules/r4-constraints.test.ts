import { describe, expect, test } from "vitest";
import { processorTime } from "../../testing/processor-time.js";
import {
  breaksOf,
  findingsBetween,
  findingsOver,
  linesOf,
  requestOver,
  usualWindow,
} from "../../testing/reported.js";
import { check } from "../check/check.js";
import { provideCommonFiles } from "../schema/common-files.js";
import { commonSources } from "../schema/common-sources.js";
import type { Window } from "../window/window.js";
import type { Finding } from "./finding.js";

const head = `syntax = "proto3"; package a;
import "buf/validate/validate.proto";
import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";`;

const called = "message Res {} service S { rpc Call(Req) returns (Res); }";

/** A request with these fields. */
function request(body: string): string {
  return `${head} message Req { ${body} } ${called}`;
}

/** One field of a request with the rules of a type, as a literal. */
function field(type: string, rules: string): string {
  return request(`${type} f = 1${rules === "" ? "" : ` [(buf.validate.field) = { ${rules} }]`};`);
}

const tightened = "R4/constraint-tightened warning";
const loosened = "R4/constraint-loosened warning";
const changed = "R4/constraint-changed warning";

const duration = "google.protobuf.Duration";
const timestamp = "google.protobuf.Timestamp";

describe("rules of every type", () => {
  test.each([
    ["int32", "", "int32: { gt: 0 }"],
    ["int64", "int64: { lte: 10 }", "int64: { lt: 10 }"],
    ["sint32", "sint32: { in: [1, 2, 3] }", "sint32: { in: [1, 3] }"],
    ["fixed64", "fixed64: { not_in: 1 }", "fixed64: { not_in: [1, 2] }"],
    ["sfixed32", "sfixed32: { gt: 10 lt: 5 }", "sfixed32: { gt: 10 }"],
    ["uint64", "uint64: { lte: 18446744073709551615 }", "uint64: { lte: 18446744073709551614 }"],
    ["float", "", "float: { finite: true }"],
    ["double", "double: { gte: -1.5 }", "double: { gt: -1.5 }"],
    ["bool", "", "bool: { const: true }"],
    ["string", "string: { max_len: 64 }", "string: { max_len: 0x20 }"],
    ["string", "string: { min_len: 1 }", "string: { len: 5 }"],
    ["string", "string: { max_bytes: 9 }", "string: { len_bytes: 9 }"],
    ["string", 'string: { prefix: "a" }', 'string: { prefix: "ab" }'],
    ["string", 'string: { not_contains: "ab" }', 'string: { not_contains: "a" }'],
    ["string", "", 'string: { pattern: "^a" }'],
    ["string", "string: { ip: true }", "string: { ipv4: true }"],
    [
      "string",
      "string: { well_known_regex: 1 strict: false }",
      "string: { well_known_regex: KNOWN_REGEX_HTTP_HEADER_NAME }",
    ],
    ["string", 'string: { in: ["a", "b"] }', 'string: { const: "a" }'],
    ["bytes", "bytes: { ip: true }", "bytes: { ipv6: true }"],
    ["bytes", 'bytes: { prefix: "\\x00" }', 'bytes: { prefix: "\\x00\\xff" }'],
    ["E", "", "enum: { defined_only: true }"],
    ["E", "enum: { defined_only: true }", "enum: { in: [0, 1] }"],
    ["repeated string", "", "repeated: { max_items: 3 }"],
    ["repeated string", "repeated: { max_items: 3 }", "repeated: { max_items: 3 unique: true }"],
    ["repeated string", "", "repeated: { items: { string: { min_len: 1 } } }"],
    ["map<string, int32>", "map: { min_pairs: 1 }", "map: { min_pairs: 2 }"],
    ["map<string, int32>", "", 'map: { keys: { string: { prefix: "k" } } }'],
    ["map<string, int32>", "", "map: { values: { int32: { gt: 0 } } }"],
    ["google.protobuf.Any", 'any: { in: ["a", "b"] }', 'any: { in: ["a"] }'],
    ["google.protobuf.Any", "", 'any: { not_in: "a" }'],
    [duration, "duration: { lt: { seconds: 2 } }", "duration: { lte: { seconds: 1 nanos: 5 } }"],
    [duration, "", "duration: { in: [{ seconds: 2 }, { seconds: 3 }] }"],
    [timestamp, "", "timestamp: { gt: { seconds: 2 } }"],
    [timestamp, "timestamp: { within: { seconds: 9 } }", "timestamp: { within: { seconds: 8 } }"],
    [timestamp, "", "timestamp: { lt_now: true }"],
    ["google.protobuf.FieldMask", "", 'field_mask: { in: ["a"] }'],
    ["google.protobuf.Int32Value", "", "int32: { gt: 0 }"],
    ["Other", "", "required: true"],
    ["optional string", "", "required: true"],
    ["string", "", "required: true"],
    ["Other", "ignore: IGNORE_ALWAYS", ""],
    ["string", "ignore: IGNORE_IF_ZERO_VALUE string: { min_len: 2 }", "string: { min_len: 2 }"],
    ["string", "", 'cel: { id: "a" expression: "this != \'x\'" }'],
    ["string", 'cel_expression: "a"', 'cel_expression: "a" cel_expression: "b"'],
    ["string", "", "string: { [acme.rule]: true }"],
    ["string", "", "int32: { gt: 0 }"],
    ["string", "", "string: { no_such_rule: 5 }"],
    ["string", "", 'string: { max_len: "five" }'],
  ])("one accepts less than the other: %s, %s / %s", (type, wide, narrow) => {
    const schemas = [wide, narrow].map(
      (rules) => `${field(type, rules)} message Other {} enum E { E_0 = 0; E_1 = 1; E_2 = 2; }`,
    );
    const [before, after] = schemas as [string, string];
    expect(linesOf(findingsBetween(before, after))).toEqual([`${tightened} a.Req.f`]);
    expect(linesOf(findingsBetween(after, before))).toEqual([`${loosened} a.Req.f`]);
    expect(findingsBetween(after, after)).toEqual([]);
  });

  test.each([
    ["string", 'string: { pattern: "^a" }', 'string: { pattern: "^b" }'],
    ["string", "string: { min_len: 1 }", "string: { max_len: 9 }"],
    ["string", "string: { email: true }", "string: { hostname: true }"],
    ["string", 'cel_expression: "a"', 'cel_expression: "b"'],
    ["int32", "int32: { lt: 5 }", "int32: { gt: 1 }"],
    ["E", "enum: { in: [0] }", "enum: { in: [1] }"],
    ["repeated string", "repeated: { min_items: 1 }", "repeated: { unique: true }"],
    [timestamp, "timestamp: { lt_now: true }", "timestamp: { gt_now: true }"],
    ["string", "string: { [acme.rule]: 1 }", "string: { [acme.rule]: 2 }"],
  ])("neither contains the other: %s, %s / %s", (type, one, other) => {
    const schemas = [one, other].map((rules) => `${field(type, rules)} enum E { E_0 = 0; E_1 = 1; }`);
    const [before, after] = schemas as [string, string];
    expect(linesOf(findingsBetween(before, after))).toEqual([`${changed} a.Req.f`]);
    expect(breaksOf(findingsBetween(before, after))).toEqual([
      "runtime 2 > agent 1: rejected",
      "runtime 1 > agent 2: rejected",
    ]);
  });

  test.each([
    ["int32", "int32: { gte: 1 }", "int32: { gt: 0 }"],
    ["uint32", "uint32: { gte: 0 }", ""],
    ["uint32", "uint32: { gt: 0 }", "required: true"],
    ["int32", "int32: { lte: 2147483647 }", ""],
    ["int32", "int32: { in: [1, 2, 3] }", "int32: { gt: 0 lt: 4 }"],
    ["bool", "bool: { const: true }", "required: true"],
    ["string", "string: { min_len: 3 max_len: 3 }", "string: { len: 3 }"],
    ["string", 'string: { prefix: "abc" min_len: 2 }', 'string: { prefix: "abc" }'],
    ["string", 'string: { const: "a" }', 'string: { in: ["a", "bc"] max_len: 1 }'],
    ["string", "string: { min_len: 1 }", "required: true"],
    ["bytes", "bytes: { ipv4: true }", "bytes: { len: 4 }"],
    ["optional string", "ignore: IGNORE_IF_ZERO_VALUE string: { uuid: true }", "string: { uuid: true }"],
    ["repeated string", "repeated: { min_items: 1 }", "required: true"],
    ["repeated string", "repeated: { max_items: 1 }", "repeated: { max_items: 1 unique: true }"],
    ["string", 'cel: { id: "a" message: "b" expression: "c" }', 'cel: { id: "d" expression: "c" }'],
    ["string", 'cel: { expression: "c" }', 'cel_expression: "c"'],
    ["string", 'string: { example: "a" }', ""],
    [duration, "duration: { lt: { seconds: 1 } }", "duration: { lte: { nanos: 999999999 } }"],
  ])("both accept the same: %s, %s / %s", (type, one, other) => {
    expect(findingsBetween(field(type, one), field(type, other))).toEqual([]);
    expect(findingsBetween(field(type, other), field(type, one))).toEqual([]);
  });
});

describe("the same rules in other words", () => {
  const literal = field("string", 'string: { min_len: 1 max_len: 64 not_in: ["a", "b"] }');
  test.each([
    "[(buf.validate.field).string = { min_len: 1, max_len: 64; not_in: 'a' not_in: 'b' }]",
    "[(buf.validate.field).string.min_len = 1, (buf.validate.field).string.max_len = 64, (buf.validate.field).string = { not_in: ['a', 'b'] }]",
    "[(.buf.validate.field).string.max_len = 0100, (.buf.validate.field).string.min_len = 1, (.buf.validate.field).string.not_in = 'a', (.buf.validate.field).string.not_in = 'b']",
    "[deprecated = false, (buf.validate.field) = { string < not_in: ['b', 'a'] min_len: 1 max_len: 64 > }]",
  ])("are the same: %s", (options) => {
    expect(findingsBetween(literal, request(`string f = 1 ${options};`))).toEqual([]);
  });

  test("are told as a file may write them", () => {
    const [finding] = findingsBetween(
      literal,
      request("string f = 1 [(buf.validate.field).string.max_len = 32];"),
    );
    expect(finding).toMatchObject({
      check: "R4/constraint-changed",
      message:
        'a.Req.f is checked by other rules than in the older release, string.max_len = 32 in place of string.min_len = 1 and string.max_len = 64 and string.not_in = ["a", "b"]: readers of either release that check it may refuse what the other one writes; no schema tells which readers do.',
      before: { constraints: 'string.min_len = 1; string.max_len = 64; string.not_in = ["a", "b"]' },
      after: { constraints: "string.max_len = 32" },
    });
  });
});

describe("who is hurt, and until when", () => {
  const narrow = "string: { max_len: 32 }";
  const wide = "string: { max_len: 64 }";
  const over = (owner: string, states: string[], window: Window = { upgrade: 2, downgrade: 1 }) =>
    findingsOver(
      states.map((rules) => field("string", rules).replace("Call(Req) returns (Res)", owner)),
      { window },
    );

  test.each([
    [
      "Call(Req) returns (Res)",
      [wide, narrow],
      `${tightened} a.Req.f, one release after`,
      "runtime 1.0 > agent 2.0: rejected",
    ],
    [
      "Call(Res) returns (Req)",
      [wide, narrow],
      `${tightened} a.Req.f, 2 releases after`,
      "agent 1.0 > runtime 2.0: rejected",
    ],
    [
      "Call(Req) returns (Res)",
      [narrow, wide],
      `${loosened} a.Req.f, safe from 4.0`,
      "runtime 2.0 > agent 1.0: rejected",
    ],
    [
      "Call(Res) returns (Req)",
      [narrow, wide],
      `${loosened} a.Req.f, safe from 3.0`,
      "agent 2.0 > runtime 1.0: rejected",
    ],
  ])("%s, %s: %s", (owner, states, line, broken) => {
    const findings = over(owner, states);
    expect(linesOf(findings)).toEqual([line]);
    expect(breaksOf(findings)).toEqual([broken]);
  });

  test("nobody once the older release has left the window", () => {
    expect(over("Call(Req) returns (Res)", [wide, narrow, narrow])).toEqual([]);
    expect(linesOf(over("Call(Req) returns (Res)", [narrow, wide, wide]))).toHaveLength(1);
    expect(over("Call(Req) returns (Res)", [narrow, wide, wide, wide])).toEqual([]);
  });

  test("the wait of what is refused begins in a release that no schema shows", () => {
    const messageOf = (owner: string, states: string[]) => over(owner, states)[0]?.message ?? "";
    const late = [wide, wide, wide, narrow];
    expect(messageOf("Call(Req) returns (Res)", late)).toMatch(
      / It is safe one release after the first whose writers keep to it\.$/,
    );
    expect(messageOf("Call(Res) returns (Req)", late)).toMatch(
      / It is safe 2 releases after the first whose writers keep to it\.$/,
    );
    expect(messageOf("Call(Req) returns (Res)", [narrow, wide])).not.toContain("It is safe");
  });

  test("where the window has no limit, time does not help", () => {
    const [finding] = over("Call(Req) returns (Res)", [narrow, wide], usualWindow);
    expect(finding?.message).toContain("ask them before you write what is new");
    const others = ["string: { max_len: 9 }", "string: { min_len: 9 }"];
    const [other] = over("Call(Req) returns (Res)", others, usualWindow);
    expect(other?.message).toContain("write to them only what both accept");
  });
});

describe("what is known already, and what is allowed", () => {
  const limit = (most: number, comment = "") =>
    request(`\n  ${comment}\n  string f = 1 [(buf.validate.field).string.max_len = ${most}];`);
  const statuses = (texts: readonly string[], reference: number) => {
    const over = requestOver(texts, { window: { upgrade: 5, downgrade: 5 } });
    const state = over.released[reference] ?? null;
    const baselines = over.baselines.map((each, index) => ({
      ...each,
      precedesReference: index < reference,
    }));
    const { findings } = check({ ...over, baselines, reference: state });
    return findings.map(({ check: id, status, before, after }) => [
      id,
      status,
      before?.constraints,
      after?.constraints,
    ]);
  };

  test("a limit that was tightened before is known, and another one is new", () => {
    const [at64, at32, at16] = [64, 32, 16].map((most) => `string.max_len = ${most}`);
    const known = (after: string | undefined) => [["R4/constraint-tightened", "known", at64, after]];
    const unchanged = [limit(64), limit(32), `${limit(32)} // Edited.`];
    expect(statuses(unchanged, 1)).toEqual(known(at32));
    expect(statuses([limit(64), limit(32), limit(16)], 1)).toEqual([
      ["R4/constraint-tightened", "new", at32, at16],
    ]);
  });

  test("a comment at the field allows it, until nothing is left to allow", () => {
    const allow = "// grpc-evolution: allow R4/constraint-tightened -- nobody sends more";
    expect(linesOf(findingsBetween(limit(64), limit(32, allow)))).toEqual([]);
    expect(linesOf(findingsBetween(limit(32), limit(32, allow)))).toEqual(["allow/stale error a.Req.f"]);
  });

  test("the same change has the same fingerprint, however it is written", () => {
    const literal = request("string f = 1 [(buf.validate.field).string = { max_len: 32 }];");
    const prints = [limit(32), literal].map((after) => findingsBetween(limit(64), after)[0]?.fingerprint);
    expect(new Set(prints).size).toBe(1);
  });
});

describe("rules beside those of one field", () => {
  test.each([
    [
      "an expression of the message",
      'option (buf.validate.message).cel_expression = "this.a != this.b";',
      tightened,
    ],
    ["a full expression", 'option (buf.validate.message).cel = { id: "x" expression: "true" };', tightened],
    ["at most one of two fields", 'option (buf.validate.message).oneof = { fields: ["a", "b"] };', tightened],
  ])("%s", (_, option, check) => {
    const fields = "optional string a = 1; optional string b = 2;";
    const [before, after] = [request(fields), request(`${option} ${fields}`)];
    expect(linesOf(findingsBetween(before, after))).toEqual([`${check} a.Req`]);
    expect(linesOf(findingsBetween(after, before))).toEqual([`${loosened} a.Req`]);
    expect(findingsBetween(before, after)[0]?.place.start.offset).toBe(after.indexOf("Req {"));
  });

  test("a field that joins such a rule is not looked at where it is empty", () => {
    const fields = "string a = 1; string b = 2 [(buf.validate.field).string.min_len = 3];";
    const after = request(`option (buf.validate.message).oneof = { fields: ["a", "b"] }; ${fields}`);
    expect(linesOf(findingsBetween(request(fields), after))).toEqual([
      `${tightened} a.Req`,
      `${loosened} a.Req.b`,
    ]);
  });

  test("of a field that is new nobody has written two", () => {
    const rule = (names: string) => `option (buf.validate.message).oneof = { fields: [${names}] };`;
    const before = request(`${rule('"a", "b"')} string a = 1; string b = 2;`);
    const after = request(`${rule('"a", "b", "c"')} string a = 1; string b = 2; string c = 3;`);
    expect(findingsBetween(before, after)).toEqual([]);
  });

  test("a oneof that has to be set, each by itself", () => {
    const oneofs = (option: string) =>
      `oneof x { ${option} string a = 1; } oneof y { ${option} string b = 2; }`;
    const [before, after] = [
      request(oneofs("")),
      request(oneofs("option (buf.validate.oneof).required = true;")),
    ];
    const findings = findingsBetween(before, after);
    expect(linesOf(findings)).toEqual([`${tightened} a.Req`, `${tightened} a.Req`]);
    expect(findings.map(({ message }) => message.split(",")[0])).toEqual([
      'the oneof "x" of a.Req accepts less than in the older release',
      'the oneof "y" of a.Req accepts less than in the older release',
    ]);
  });

  test("a oneof that has to be set may be set in one more way, or in one way less", () => {
    const schema = (members: string) =>
      request(`oneof x { option (buf.validate.oneof).required = true; ${members} }`);
    const [few, many] = [schema("string a = 1;"), schema("string a = 1; string b = 2;")];
    const [finding] = findingsBetween(few, many);
    expect(linesOf(findingsBetween(few, many))).toEqual([`${loosened} a.Req`]);
    expect(finding?.message).toContain("now with required = true satisfied by b:");
    expect(breaksOf([finding as Finding])).toEqual(["runtime 2 > agent 1: rejected"]);
    const gone = schema('string a = 1; } reserved 2; reserved "b"; oneof y { int32 c = 3;');
    expect(linesOf(findingsBetween(many, gone))).toEqual([`${tightened} a.Req`]);
    const optional = (members: string) => request(`oneof x { ${members} }`);
    expect(findingsBetween(optional("string a = 1;"), optional("string a = 1; string b = 2;"))).toEqual([]);
  });

  test("a message of which nothing was checked", () => {
    const schema = (option: string) =>
      request(`${option} string a = 1 [(buf.validate.field).required = true];`);
    const [checked, unchecked] = [schema(""), schema("option (buf.validate.message).disabled = true;")];
    expect(linesOf(findingsBetween(unchecked, checked))).toEqual([`${tightened} a.Req.a`]);
    expect(linesOf(findingsBetween(checked, unchecked))).toEqual([`${loosened} a.Req.a`]);
    expect(findingsBetween(unchecked, checked)[0]?.message).toContain(
      "required = true in place of disabled = true of its message",
    );
  });

  test("a rule that others use", () => {
    const rule = (
      expression: string,
    ) => `${head.replace("proto3", "proto2")} extend buf.validate.StringRules {
      optional bool short = 1161 [(buf.validate.predefined).cel = { id: "short" expression: "${expression}" }];
    }`;
    expect(linesOf(findingsBetween(rule("size(this) < 9"), rule("size(this) < 5")))).toEqual([
      `${changed} a.short`,
    ]);
  });
});

describe("what is no change of a constraint", () => {
  const ruled = (name: string, number: number) =>
    `string ${name} = ${number} [(buf.validate.field).string.max_len = 5];`;

  test("a new field that a message may lack, a new message, and what is gone", () => {
    const [before, after] = [request(ruled("a", 1)), request(`reserved 1; reserved "a"; ${ruled("b", 2)}`)];
    expect(findingsBetween(before, after)).toEqual([]);
    expect(findingsBetween(before, `${before} message New { ${ruled("a", 1)} }`)).toEqual([]);
  });

  test("a value that came to an enum whose values have to be defined", () => {
    const schema = (values: string) => `${field("E", "enum: { defined_only: true }")} enum E { ${values} }`;
    expect(linesOf(findingsBetween(schema("E_0 = 0;"), schema("E_0 = 0; E_1 = 1;")))).toEqual([
      "R3/value-added error a.E.E_1",
    ]);
  });

  test("another type with the same rules", () => {
    const findings = findingsBetween(field("int32", "int32: { gt: 0 }"), field("int64", "int64: { gt: 0 }"));
    expect(linesOf(findings)).toEqual(["R4/type-changed warning a.Req.f"]);
  });
});

test("a new field that a message may not lack refuses every older one", () => {
  const [before, after] = [request(""), field("string", "string: { min_len: 1 }")];
  const findings = findingsBetween(before, after);
  expect(linesOf(findings)).toEqual([`${tightened} a.Req.f`]);
  expect(breaksOf(findings)).toEqual(["runtime 1 > agent 2: rejected"]);
  expect(findings[0]?.message).toContain("string.min_len = 1");
});

test("a field that is gone, and that readers want, has every newer message refused", () => {
  const before = request("string a = 1 [(buf.validate.field).string.min_len = 1];");
  const findings = findingsBetween(before, request('reserved 1; reserved "a";'));
  expect(linesOf(findings)).toEqual([`${loosened} a.Req.a`]);
  expect(findings[0]?.message).toContain("a.Req.a is gone");
  expect(breaksOf(findings)).toEqual(["runtime 2 > agent 1: rejected"]);
});

describe("a message in place of another one", () => {
  const older = "message P { string n = 1; }";
  const before = `${request("P f = 1;")} ${older}`;
  const after = (members: string) => `${request("Q f = 1;")} ${older} message Q { ${members} }`;

  test.each([
    ["accepts less", "string n = 1 [(buf.validate.field).string.min_len = 3];"],
    ["has to have more", "string n = 1; string o = 2 [(buf.validate.field).required = true];"],
    ["has a rule of its own", 'option (buf.validate.message).cel_expression = "true"; string n = 1;'],
  ])("that %s", (_, members) => {
    const findings = findingsBetween(before, after(members));
    expect(linesOf(findings)).toEqual([`${tightened} a.Req.f`, "R4/type-changed info a.Req.f"]);
    expect(breaksOf(findings.slice(0, 1))).toEqual(["runtime 1 > agent 2: rejected"]);
  });

  test("that accepts more, in one inside of it, which leads back", () => {
    const inside = (names: readonly string[], limit: number) => {
      const [outer, inner] = names;
      return `${request(`${outer} f = 1;`)} message ${outer} { ${inner} i = 1; }
        message ${inner} { string n = 1 [(buf.validate.field).string.max_len = ${limit}]; ${outer} o = 2; }`;
    };
    const findings = findingsBetween(inside(["P", "I"], 3), inside(["Q", "J"], 9));
    const finding = findings.find((each) => each.check === "R4/constraint-loosened");
    expect(linesOf(findings)).toEqual(expect.arrayContaining([`${loosened} a.Req.f`]));
    expect(finding?.message).toContain("i.n: string.max_len = 9 in place of i.n: string.max_len = 3");
  });

  test("in a map, and in a map inside of it", () => {
    const inside = (names: readonly string[], rule: string) => {
      const [outer, inner] = names;
      return `${request(`map<string, ${outer}> f = 1;`)} message ${outer} { map<string, ${inner}> i = 1; }
        message ${inner} { string n = 1 ${rule}; }`;
    };
    const findings = findingsBetween(
      inside(["P", "I"], ""),
      inside(["Q", "J"], "[(buf.validate.field).string.max_len = 9]"),
    );
    expect(linesOf(findings)).toEqual(expect.arrayContaining([`${tightened} a.Req.f`]));
  });

  test("with the same rules", () => {
    const findings = findingsBetween(before, after("string n = 1;"));
    expect(linesOf(findings)).toEqual(["R4/type-changed info a.Req.f"]);
  });
});

test("an option of another package is none of these", () => {
  const own = (rule: string) =>
    `syntax = "proto3"; package a; message Req { string f = 1 [(acme.validate.field).string.max_len = ${rule}]; } ${called}`;
  expect(findingsBetween(own("1"), own("2"))).toEqual([]);
});

test("without the file of the rules they are compared as text", () => {
  provideCommonFiles(() => new Map());
  const [before, after] = [
    field("string", "string: { max_len: 5 }"),
    field("string", "string: { max_len: 4 }"),
  ];
  expect(linesOf(findingsBetween(before, after))).toEqual([`${changed} a.Req.f`]);
  provideCommonFiles(commonSources);
});

describe("what nobody writes is read in little time", () => {
  const many = Array.from({ length: 50_000 }, (_, index) => index);

  test.each([
    ["numbers", "int32", `int32: { in: [${many}] }`, `int32: { in: [${many.slice(1)}] }`],
    [
      "texts",
      "string",
      `string: { not_in: ["${many.join('","')}"] }`,
      `string: { in: ["${many.join('","')}"] }`,
    ],
    [
      "expressions",
      "string",
      many.map((each) => `cel_expression: "${each}"`).join(" "),
      'cel_expression: "0"',
    ],
  ])("many %s", (_, type, one, other) => {
    const time = processorTime(() => {
      const [finding] = findingsBetween(field(type, one), field(type, other));
      expect(finding?.message.length).toBeLessThan(600);
    });
    expect(time).toBeLessThan(5000);
  });

  test("many fields in one rule of their message, and many rules", () => {
    const numbers = many.slice(0, 1000);
    const rule = (names: readonly number[]) =>
      `option (buf.validate.message).oneof = { fields: [${names.map((each) => `"f${each}"`)}] };`;
    const fields = numbers.map(
      (each) => `string f${each} = ${each + 1} [(buf.validate.field).string.len = 1];`,
    );
    const schema = (rules: string) => request(`${rules} ${fields.join(" ")}`);
    const rules = numbers.map((each) => rule([each, each + 1])).join(" ");
    const time = processorTime(() => {
      expect(linesOf(findingsBetween(schema(rule(numbers)), schema(rules)))).toContain(`${loosened} a.Req`);
    });
    expect(time).toBeLessThan(10_000);
  });

  test("items in items, as deep as a file may go", () => {
    const nested = (rule: string) => `${"repeated: { items: { ".repeat(14)}${rule}${" } }".repeat(14)}`;
    const findings = findingsBetween(
      field("repeated string", nested("string: { len: 1 }")),
      field("repeated string", nested("")),
    );
    expect(linesOf(findings)).toEqual([`${loosened} a.Req.f`]);
  });
});
