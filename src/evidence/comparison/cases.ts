/** One small change of a protocol, for comparing what two checkers say of it. */
export interface Case {
  what: string;
  before: string;
  after: string;
}

const proto3 = (body: string) => `syntax = "proto3";\npackage a;\n${body}\n`;
const proto2 = (body: string) => `syntax = "proto2";\npackage a;\n${body}\n`;

/** Field declarations of one message, before and after; `rest` stays. */
const fields = (what: string, before: string, after: string, rest = ""): Case => ({
  what,
  before: proto3(`message M { ${before} }\n${rest}`),
  after: proto3(`message M { ${after} }\n${rest}`),
});

/** Whole files, after the package. */
const files = (what: string, before: string, after: string): Case => ({
  what,
  before: proto3(before),
  after: proto3(after),
});

const enumOf = (values: string) => `enum E { E_UNSPECIFIED = 0; ${values} } message M { E e = 1; }`;
const serviceOf = (methods: string) => `message Q {} message R {} service S { ${methods} }`;
const one = "rpc One(Q) returns (R);";
const nested =
  "message N { int32 n = 1; } message Same { int32 n = 1; } enum E { E_UNSPECIFIED = 0; E_A = 1; }";

/** The changes of the table on the page "With buf", in its order. */
export const cases: readonly Case[] = [
  fields("field added", "string a = 1;", "string a = 1; string b = 2;"),
  fields("field removed, nothing reserved", "string a = 1; string b = 2;", "string a = 1;"),
  fields("field removed, number reserved", "string a = 1; string b = 2;", "string a = 1; reserved 2;"),
  fields(
    "field removed, number and name reserved",
    "string a = 1; string b = 2;",
    'string a = 1; reserved 2; reserved "b";',
  ),
  fields(
    "number given to a field of another type",
    "string a = 1; string b = 2;",
    "string a = 1; int32 c = 2;",
  ),
  fields(
    "number given to a field of the same type",
    "string a = 1; string b = 2;",
    "string a = 1; string c = 2;",
  ),
  fields("field renumbered", "string a = 1;", "string a = 2;"),
  fields("JSON name changed", "string a = 1;", 'string a = 1 [json_name = "x"];'),
  fields("reserved number deleted", "reserved 2;", ""),
  fields("reserved name deleted", 'reserved "b";', ""),
  fields("reserved number deleted and used", "reserved 2;", "string b = 2;"),
  fields("int32 to int64", "int32 a = 1;", "int64 a = 1;"),
  fields("int64 to int32", "int64 a = 1;", "int32 a = 1;"),
  fields("int32 to uint32", "int32 a = 1;", "uint32 a = 1;"),
  fields("int32 to sint32", "int32 a = 1;", "sint32 a = 1;"),
  fields("int32 to bool", "int32 a = 1;", "bool a = 1;"),
  fields("int32 to string", "int32 a = 1;", "string a = 1;"),
  fields("float to double", "float a = 1;", "double a = 1;"),
  fields("fixed32 to sfixed32", "fixed32 a = 1;", "sfixed32 a = 1;"),
  fields("string to bytes", "string a = 1;", "bytes a = 1;"),
  fields("bytes to string", "bytes a = 1;", "string a = 1;"),
  fields("enum to int32", "E a = 1;", "int32 a = 1;", nested),
  fields("int32 to enum", "int32 a = 1;", "E a = 1;", nested),
  fields("message to bytes", "N a = 1;", "bytes a = 1;", nested),
  fields("message swapped for one of the same shape", "N a = 1;", "Same a = 1;", nested),
  fields("singular to repeated string", "string a = 1;", "repeated string a = 1;"),
  fields("singular to repeated number", "int32 a = 1;", "repeated int32 a = 1;"),
  fields("repeated to singular message", "repeated N a = 1;", "N a = 1;", nested),
  fields(
    "repeated number no longer packed",
    "repeated int32 a = 1;",
    "repeated int32 a = 1 [packed = false];",
  ),
  fields("implicit to explicit presence", "int32 a = 1;", "optional int32 a = 1;"),
  fields("explicit to implicit presence", "optional int32 a = 1;", "int32 a = 1;"),
  fields("one field into a new oneof", "optional int32 a = 1;", "oneof o { int32 a = 1; }"),
  fields(
    "two fields into a new oneof",
    "string a = 1; string b = 2;",
    "oneof o { string a = 1; string b = 2; }",
  ),
  fields(
    "field into an existing oneof",
    "oneof o { string a = 1; } string b = 2;",
    "oneof o { string a = 1; string b = 2; }",
  ),
  fields(
    "field out of a oneof",
    "oneof o { string a = 1; string b = 2; }",
    "oneof o { string a = 1; } string b = 2;",
  ),
  fields("member added to a oneof", "oneof o { string a = 1; }", "oneof o { string a = 1; string b = 2; }"),
  fields("oneof renamed", "oneof o { string a = 1; }", "oneof p { string a = 1; }"),
  files(
    "enum added",
    "message M { int32 a = 1; }",
    "message M { int32 a = 1; } enum E { E_UNSPECIFIED = 0; }",
  ),
  files("enum value added", enumOf("E_A = 1;"), enumOf("E_A = 1; E_B = 2;")),
  files("enum value removed, nothing reserved", enumOf("E_A = 1;"), enumOf("")),
  files("enum value removed and reserved", enumOf("E_A = 1;"), enumOf('reserved 1; reserved "E_A";')),
  files("enum value renamed", enumOf("E_A = 1;"), enumOf("E_B = 1;")),
  files("enum value renumbered", enumOf("E_A = 1;"), enumOf("E_A = 2;")),
  files("method added", serviceOf(one), serviceOf(`${one} rpc Two(Q) returns (R);`)),
  files("method removed", serviceOf(`${one} rpc Two(Q) returns (R);`), serviceOf(one)),
  files("method renamed", serviceOf(one), serviceOf("rpc Uno(Q) returns (R);")),
  files("unary to server stream", serviceOf(one), serviceOf("rpc One(Q) returns (stream R);")),
  files("another response type", serviceOf(one), serviceOf("rpc One(Q) returns (Q);")),
  files("service removed", serviceOf(one), "message Q {} message R {}"),
  {
    what: "package renamed",
    before: `syntax = "proto3";\npackage a;\n${serviceOf(one)}\n`,
    after: `syntax = "proto3";\npackage b;\n${serviceOf(one)}\n`,
  },
  files("message renamed", "message M { string a = 1; }", "message N { string a = 1; }"),
  files("message removed", "message M { string a = 1; } message N {}", "message N {}"),
  fields("version field added", "string a = 1;", "string a = 1; string api_version = 2;"),
  {
    what: "required field added",
    before: proto2("message M { optional string a = 1; }"),
    after: proto2("message M { optional string a = 1; required string b = 2; }"),
  },
  {
    what: "declared default changed",
    before: proto2("message M { optional int32 a = 1 [default = 1]; }"),
    after: proto2("message M { optional int32 a = 1 [default = 2]; }"),
  },
];
