import { expect, test } from "vitest";
import { parseProto } from "../schema/parse.js";
import { fullNameOf } from "./declaration.js";
import { declarationsOfFile } from "./of-file.js";

const declared = (text: string) =>
  declarationsOfFile(parseProto(text.startsWith("syntax") ? text : `syntax = "proto3"; ${text}`).file);

test("messages and enums, outer ones first, with their members and what they reserve", () => {
  const { types } = declared(`package p;
    message M {
      string a = 1;
      repeated int32 b = 2;
      map<string, bool> c = 3;
      message Inner { reserved 1, 3 to 5; reserved "x"; }
      enum E { E_UNSPECIFIED = 0; }
    }
    enum F { F_UNSPECIFIED = 0; F_A = 1; reserved 2; }`);
  const member = (number: number, name: string, type: string) => ({ number, name, type });
  expect(types).toEqual([
    {
      kind: "message",
      package: "p",
      name: "M",
      members: [
        member(1, "a", "string"),
        member(2, "b", "repeated int32"),
        member(3, "c", "map<string, bool>"),
      ],
      reserved: [],
    },
    { kind: "message", package: "p", name: "M.Inner", members: [], reserved: ["1", "3 to 5", '"x"'] },
    { kind: "enum", package: "p", name: "M.E", members: [member(0, "E_UNSPECIFIED", "value")], reserved: [] },
    {
      kind: "enum",
      package: "p",
      name: "F",
      members: [member(0, "F_UNSPECIFIED", "value"), member(1, "F_A", "value")],
      reserved: ["2"],
    },
  ]);
});

test.each<[written: string, type: string]>([
  ["Inner", "p.q.M.Inner"],
  ["M.Inner", "p.q.M.Inner"],
  ["q.M.Inner", "p.q.M.Inner"],
  ["p.q.M.Inner", "p.q.M.Inner"],
  ["M", "p.q.M"],
  ["E", "p.q.M.E"],
  ["F", "p.q.F"],
  // The innermost scope wins.
  ["Both", "p.q.M.Both"],
  ["q.Both", "p.q.Both"],
  [".p.q.Both", "p.q.Both"],
  [".other.T", "other.T"],
  // What another file declares stays as it is written.
  ["other.T", "other.T"],
  ["string", "string"],
])("in a message of p.q, %s is %s", (written, type) => {
  const { types } = declared(`package p.q;
    message M { ${written} a = 1; message Inner {} message Both {} enum E { E_UNSPECIFIED = 0; } }
    message Both {} enum F { F_UNSPECIFIED = 0; }`);
  expect(types[0]?.members).toEqual([{ number: 1, name: "a", type }]);
});

test("methods with the types that they carry", () => {
  const service = "service S { rpc Get(Q) returns (other.R); rpc Put(.p.Q) returns (p.Q); }";
  const method = (name: string, input: string, output: string) => ({
    package: "p",
    service: "S",
    name,
    input,
    output,
  });
  expect(declared(`package p; message Q {} ${service}`).methods).toEqual([
    method("Get", "p.Q", "other.R"),
    method("Put", "p.Q", "p.Q"),
  ]);
});

test("extensions are members of what they extend, not of the message that they stand in", () => {
  const { types } = declared("message M { string a = 1; extend Other { string b = 100; } }");
  expect(types.map(({ name, members }) => [name, members.length])).toEqual([
    ["M", 1],
    ["Other", 1],
  ]);
});

test.each([
  [
    "declared in the file",
    "package a; message Host {} extend Host { optional int32 x = 100; }",
    "a.Host",
    undefined,
  ],
  [
    "declared in a scope around",
    "package a; message Host { extend Host { optional int32 x = 100; } }",
    "a.Host",
    undefined,
  ],
  ["of the same package", "package a; extend Host { optional int32 x = 100; }", "a.Host", true],
  ["of a package around", "package a.b.c; extend b.Host { optional int32 x = 100; }", "a.b.Host", true],
  ["of another package", "package a; extend z.Host { optional int32 x = 100; }", "z.Host", true],
  ["with a full name", "package a; extend .z.Host { optional int32 x = 100; }", "z.Host", true],
] as const)("what is extended, %s", (_, text, name, isExtendedOnly) => {
  const extended = declared(`syntax = "proto2"; ${text}`).types.filter(({ members }) => members.length > 0);
  expect(extended.map((type) => [fullNameOf(type), type.isExtendedOnly])).toEqual([[name, isExtendedOnly]]);
});

test("the name of an extension is its full one", () => {
  const { types } = declared("package a; message Place { extend Host { Place x = 100; } }");
  expect(types.flatMap(({ members }) => members)).toEqual([
    { number: 100, name: "a.Place.x", type: "a.Place" },
  ]);
});
