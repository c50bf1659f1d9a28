import { expect, test } from "vitest";
import { ledgerOfTold } from "../../testing/ledger-of-commits.js";
import { breaksOf, findingsBetween, linesOf, requestBetween } from "../../testing/reported.js";
import { check } from "../check/check.js";
import type { Finding } from "./finding.js";

/** A message that requests carry, and that others extend. */
const host = (body = "extensions 100 to 199;") =>
  `message Host { optional string name = 1; ${body} } service S { rpc Call(Host) returns (Res); } message Res {}`;
const proto2 = (text: string) => `syntax = "proto2"; package shop; ${text}`;
const extended = (fields: string) => proto2(`${host()} ${fields && `extend Host { ${fields} }`}`);

test.each<[title: string, before: string, after: string, reported: string[]]>([
  ["new", "", "optional string a = 100;", []],
  ["gone", "optional string a = 100;", "", ["R1/removed-without-reserved error shop.a"]],
  ["renamed", "optional string a = 100;", "optional string b = 100;", ["R1/renamed warning shop.b"]],
  ["retyped", "optional string a = 100;", "optional int64 a = 100;", ["R4/type-changed error shop.a"]],
  ["widened", "optional int32 a = 100;", "optional int64 a = 100;", ["R4/type-changed warning shop.a"]],
  [
    "repeated",
    "optional string a = 100;",
    "repeated string a = 100;",
    ["R4/cardinality-changed warning shop.a"],
  ],
  [
    "with another default",
    "optional int32 a = 100 [default = 1];",
    "optional int32 a = 100 [default = 2];",
    ["GL4/default-changed error shop.a"],
  ],
  [
    "with a number that another one had",
    "optional string a = 100;",
    "optional int32 b = 100;",
    ["R1/number-reused error shop.b"],
  ],
  [
    "with exchanged numbers",
    "optional string a = 100; optional int32 b = 101;",
    "optional string a = 101; optional int32 b = 100;",
    [
      "R1/number-changed error shop.a",
      "R1/number-reused error shop.a",
      "R1/number-changed error shop.b",
      "R1/number-reused error shop.b",
    ],
  ],
])("an extension, %s", (_, before, after, reported) => {
  expect(linesOf(findingsBetween(extended(before), extended(after)))).toEqual(reported);
});

test("bytes of an extension show what becomes of it, under its full name", () => {
  const [finding] = findingsBetween(
    extended("optional string a = 100;"),
    extended("optional int64 a = 100;"),
  );
  expect(breaksOf([finding as Finding])).toEqual([
    "runtime 2 > agent 1: rejected",
    "runtime 1 > agent 2: rejected",
  ]);
  expect(finding?.before).toMatchObject({ name: "shop.a", number: 100, extends: "shop.Host" });
  expect(finding?.element).toEqual({ kind: "field", fullName: "shop.a", owner: "shop.Host" });
  expect(Object.keys(finding?.witness?.written ?? {})).toEqual(["shop.a"]);
});

/** The advice of all findings. */
function adviceBetween(before: string, after: string): string[] {
  return findingsBetween(before, after).map(({ fix }) => `${fix?.title}: ${fix?.advice}`);
}

test("who extends a message cannot reserve a number of it: the extension stays, or its range says so", () => {
  const [advice] = adviceBetween(
    extended("optional string a = 100; optional string b = 101;"),
    extended("optional string b = 101;"),
  );
  expect(advice).toContain("extensions 100 [declaration = { number: 100, reserved: true }];");
  expect(advice).toContain("optional string a = 100 [deprecated = true];");
});

test("an extension comes back in the message that declared it, and with words where that is gone", () => {
  const inside = (body: string) => proto2(`${host()} message Place { ${body} }`);
  const extension = "extend Host { optional string a = 100; }";
  expect(adviceBetween(inside(extension), inside("optional string city = 1;"))[0]).toContain(
    "extend shop.Host { optional string a = 100 [deprecated = true]; }",
  );
  expect(adviceBetween(inside(extension), proto2(host()))).toContainEqual(
    expect.stringContaining("extend shop.Host { optional string a = 100 [deprecated = true]; }"),
  );
});

test("another number for an extension lies in its range, and one for a field outside of it", () => {
  const fields = (one: string, other: string) =>
    proto2(`message Host { optional ${one} = 1; extensions 2 to 9; } extend Host { optional ${other} = 2; }`);
  const advice = adviceBetween(fields("string a", "string x"), fields("int32 b", "int32 y"));
  expect(advice.map((each) => each.split(": ").at(-1))).toEqual([
    'optional int32 b = 10; reserved 1; reserved "a";',
    "optional int32 y = 3;",
  ]);
});

test.each<[title: string, after: string, reported: string[]]>([
  ["that is given up", "", ["R1/extension-range-removed error shop.Host"]],
  ["that ends earlier", "extensions 100 to 149;", ["R1/extension-range-removed error shop.Host"]],
  ["that is reserved instead", "reserved 100 to 199;", []],
  [
    "of which a field takes a number",
    "optional int32 rank = 100; reserved 101 to 199;",
    ["R1/number-reused error shop.Host.rank"],
  ],
])("a range %s", (_, after, reported) => {
  expect(linesOf(findingsBetween(proto2(host()), proto2(host(after))))).toEqual(reported);
});

test("custom options are extensions", () => {
  const custom = (type: string) =>
    `import "google/protobuf/descriptor.proto"; extend google.protobuf.FieldOptions { ${type} rank = 50000; }`;
  expect(linesOf(findingsBetween(custom("string"), custom("int32")))).toEqual(["R4/type-changed error rank"]);
});

test("a comment allows what it stands at, an extension too", () => {
  const allow = "\n// grpc-evolution: allow R4/type-changed -- nobody writes it\n";
  const findings = findingsBetween(
    extended("optional string a = 100;"),
    extended(`${allow} optional int64 a = 100;`),
  );
  expect(linesOf(findings)).toEqual([]);
});

test("over the history, the number of an extension is spent for extensions and for fields", () => {
  const history = (head: string) => {
    const ledger = ledgerOfTold([
      {
        files: {
          "a.proto": `package shop; message Host { optional string name = 1; extensions 100 to 199; }`,
          "b.proto": "package shop; extend Host { optional string a = 100; }",
        },
      },
      {
        files: {
          "a.proto": `package shop; message Host { optional string name = 1; extensions 100 to 199; }`,
        },
      },
    ]);
    const request = requestBetween(proto2(host()), proto2(head));
    return linesOf(check({ ...request, ledger }).findings);
  };
  expect(history(`${host()} extend Host { optional int64 b = 100; }`)).toEqual([
    "R1/number-reused error shop.b",
  ]);
  expect(history(host("optional int32 rank = 100; reserved 101 to 199;"))).toEqual([
    "R1/number-reused error shop.Host.rank",
  ]);
  expect(history(`${host()} extend Host { optional int64 b = 101; }`)).toEqual([]);
});
