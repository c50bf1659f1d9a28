/** The files of a protocol by path, or the text of its one file. */
export type Texts = string | Record<string, string>;

/** One small change of a protocol, for comparing what two checkers say of it. */
export interface Case {
  what: string;
  /** The commit before that, for a change that takes two. */
  earlier?: Texts;
  before: Texts;
  after: Texts;
}

/** Changes of one sort. */
export interface Topic {
  title: string;
  cases: readonly Case[];
}

const proto3 = (body: string) => `syntax = "proto3";\npackage a;\n${body}\n`;
const proto2 = (body: string) => `syntax = "proto2";\npackage a;\n${body}\n`;
const edition = (body: string) => `edition = "2023";\npackage a;\n${body}\n`;

/** Declarations in one message, before and after; `rest` stays. */
const fields = (what: string, before: string, after: string, rest = ""): Case => ({
  what,
  before: proto3(`message M { ${before} }\n${rest}`),
  after: proto3(`message M { ${after} }\n${rest}`),
});

/** Whole files, after the package. */
const files = (what: string, before: string, after: string, syntax = proto3): Case => ({
  what,
  before: syntax(before),
  after: syntax(after),
});

/** Declarations in one message that two commits change. */
const twoSteps = (what: string, earlier: string, before: string, after: string): Case => ({
  ...fields(what, before, after),
  earlier: proto3(`message M { ${earlier} }`),
});

const enumOf = (values: string) => `enum E { E_UNSPECIFIED = 0; ${values} } message M { E e = 1; }`;
const serviceOf = (methods: string) => `message Q {} message R {} service S { ${methods} }`;
const one = "rpc One(Q) returns (R);";
const nested =
  "message N { int32 n = 1; } message Same { int32 n = 1; } enum E { E_UNSPECIFIED = 0; E_A = 1; }";

/** What extends one message, before and after. */
const extension = (what: string, before: string, after: string): Case => {
  const extended = (body: string) =>
    `message Host { extensions 100 to 199; } extend Host { optional bool on = 150; ${body} }`;
  return files(what, extended(before), extended(after), proto2);
};

/** Messages beside one that holds any of them. */
const carrier = (body: string) =>
  `import "google/protobuf/any.proto"; message M { google.protobuf.Any a = 1; } ${body}`;

const fieldCases: readonly Case[] = [
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
  twoSteps(
    "number given away, two commits after the removal",
    "string a = 1; string b = 2;",
    "string a = 1;",
    "string a = 1; int32 c = 2;",
  ),
  fields("field renumbered", "string a = 1;", "string a = 2;"),
  fields("field marked as deprecated", "string a = 1;", "string a = 1 [deprecated = true];"),
  fields("mark of a deprecated field removed", "string a = 1 [deprecated = true];", "string a = 1;"),
  fields("comment changed, default behavior with it", "// Off.\n bool a = 1;", "// On.\n bool a = 1;"),
  fields("version field added", "string a = 1;", "string a = 1; string api_version = 2;"),
  files(
    "required field added",
    "message M { optional string a = 1; }",
    "message M { optional string a = 1; required string b = 2; }",
    proto2,
  ),
];

const nameCases: readonly Case[] = [
  fields("field renamed", "string a = 1;", "string b = 1;"),
  fields("JSON name changed", "string a = 1;", 'string a = 1 [json_name = "x"];'),
  fields(
    "JSON name taken over by a new field",
    "string a = 1;",
    'string a = 1 [json_name = "x"]; string b = 2 [json_name = "a"];',
  ),
  twoSteps(
    "name of a removed field back under another number",
    "string a = 1; string b = 2;",
    "string a = 1; reserved 2;",
    "string a = 1; reserved 2; string b = 3;",
  ),
  fields("reserved number deleted", "reserved 2;", ""),
  fields("reserved name deleted", 'reserved "b";', ""),
  fields("reserved number deleted and used", "reserved 2;", "string b = 2;"),
  twoSteps("reserved number deleted, used in the next commit", "reserved 2;", "", "string b = 2;"),
];

const typeCases: readonly Case[] = [
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
  fields(
    "enum to an enum with other meanings",
    "E a = 1;",
    "F a = 1;",
    `${nested} enum F { F_UNSPECIFIED = 0; F_B = 1; F_A = 2; }`,
  ),
  fields("message to bytes", "N a = 1;", "bytes a = 1;", nested),
  fields("message swapped for one of the same shape", "N a = 1;", "Same a = 1;", nested),
  fields(
    "map to a list of its entries",
    "map<string, int32> a = 1;",
    "repeated Entry a = 1;",
    "message Entry { string key = 1; int32 value = 2; }",
  ),
  fields(
    "map to a list of other entries",
    "map<string, int32> a = 1;",
    "repeated Entry a = 1;",
    "message Entry { string key = 1; string value = 2; }",
  ),
  files(
    "UTF-8 no longer verified",
    "message M { string a = 1; }",
    "message M { string a = 1 [features.utf8_validation = NONE]; }",
    edition,
  ),
];

const cardinalityCases: readonly Case[] = [
  fields("singular to repeated string", "string a = 1;", "repeated string a = 1;"),
  fields("singular to repeated number", "int32 a = 1;", "repeated int32 a = 1;"),
  fields("singular to repeated message", "N a = 1;", "repeated N a = 1;", nested),
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
  fields(
    "oneof split in two",
    "oneof o { string a = 1; string b = 2; }",
    "oneof o { string a = 1; } oneof p { string b = 2; }",
  ),
  fields("member added to a oneof", "oneof o { string a = 1; }", "oneof o { string a = 1; string b = 2; }"),
  fields(
    "member of a oneof removed, number and name reserved",
    "oneof o { string a = 1; string b = 2; }",
    'oneof o { string a = 1; } reserved 2; reserved "b";',
  ),
  fields("oneof renamed", "oneof o { string a = 1; }", "oneof p { string a = 1; }"),
];

const defaultCases: readonly Case[] = [
  files(
    "declared default changed",
    "message M { optional int32 a = 1 [default = 1]; }",
    "message M { optional int32 a = 1 [default = 2]; }",
    proto2,
  ),
  files(
    "declared default written otherwise",
    "message M { optional int32 a = 1 [default = 16]; }",
    "message M { optional int32 a = 1 [default = 0x10]; }",
    proto2,
  ),
  files(
    "default of the type written out",
    "message M { optional int32 a = 1; }",
    "message M { optional int32 a = 1 [default = 0]; }",
    proto2,
  ),
  files(
    "first value of a closed enum changed",
    "enum E { E_A = 1; E_B = 2; } message M { optional E e = 1; }",
    "enum E { E_B = 2; E_A = 1; } message M { optional E e = 1; }",
    proto2,
  ),
];

const enumCases: readonly Case[] = [
  files(
    "enum added",
    "message M { int32 a = 1; }",
    "message M { int32 a = 1; } enum E { E_UNSPECIFIED = 0; }",
  ),
  files("enum value added", enumOf("E_A = 1;"), enumOf("E_A = 1; E_B = 2;")),
  files(
    "value added to the closed enum of a required field",
    "enum E { E_A = 1; } message M { required E e = 1; }",
    "enum E { E_A = 1; E_B = 2; } message M { required E e = 1; }",
    proto2,
  ),
  files("enum value removed, nothing reserved", enumOf("E_A = 1;"), enumOf("")),
  files("enum value removed and reserved", enumOf("E_A = 1;"), enumOf('reserved 1; reserved "E_A";')),
  files("enum value renamed", enumOf("E_A = 1;"), enumOf("E_B = 1;")),
  files("zero value renamed", enumOf("E_A = 1;"), "enum E { E_NONE = 0; E_A = 1; } message M { E e = 1; }"),
  files("enum value renumbered", enumOf("E_A = 1;"), enumOf("E_A = 2;")),
  files("values exchanged", enumOf("E_A = 1; E_B = 2;"), enumOf("E_B = 1; E_A = 2;")),
  files("reserved number of an enum deleted", enumOf("reserved 1;"), enumOf("")),
  files("reserved name of an enum deleted", enumOf('reserved "E_A";'), enumOf("")),
  files(
    "open enum closed",
    "enum E { E_A = 0; } message M { E e = 1; }",
    "enum E { option features.enum_type = CLOSED; E_A = 0; } message M { E e = 1; }",
    edition,
  ),
];

const extensionCases: readonly Case[] = [
  extension("extension added", "", "optional string region = 100;"),
  extension("extension removed", "optional string region = 100;", ""),
  extension("extension of another type", "optional string region = 100;", "optional int64 region = 100;"),
  extension("extension renumbered", "optional string region = 100;", "optional string region = 101;"),
  extension("extension renamed", "optional string region = 100;", "optional string area = 100;"),
  extension(
    "number of an extension given to another one",
    "optional string region = 100;",
    "optional int64 rank = 100;",
  ),
  files(
    "extension range shortened",
    "message Host { extensions 100 to 199; }",
    "message Host { extensions 100 to 149; }",
    proto2,
  ),
];

const serviceCases: readonly Case[] = [
  files("method added", serviceOf(one), serviceOf(`${one} rpc Two(Q) returns (R);`)),
  files("method removed", serviceOf(`${one} rpc Two(Q) returns (R);`), serviceOf(one)),
  files("method renamed", serviceOf(one), serviceOf("rpc Uno(Q) returns (R);")),
  files("unary to server stream", serviceOf(one), serviceOf("rpc One(Q) returns (stream R);")),
  files("another response type", serviceOf(one), serviceOf("rpc One(Q) returns (Q);")),
  files("service removed", serviceOf(one), "message Q {} message R {}"),
  {
    what: "package renamed",
    before: proto3(serviceOf(one)),
    after: proto3(serviceOf(one)).replace("package a;", "package b;"),
  },
  {
    what: "package renamed, and a method streams",
    before: proto3(serviceOf(one)),
    after: proto3(serviceOf("rpc One(Q) returns (stream R);")).replace("package a;", "package b;"),
  },
];

const messageCases: readonly Case[] = [
  files("message renamed", "message M { string a = 1; }", "message N { string a = 1; }"),
  files("message removed", "message M { string a = 1; } message N {}", "message N {}"),
  {
    what: "message moved to another file",
    before: {
      "a.proto": proto3("message M { string a = 1; } message N {}"),
      "b.proto": proto3("message O {}"),
    },
    after: {
      "a.proto": proto3("message N {}"),
      "b.proto": proto3("message O {} message M { string a = 1; }"),
    },
  },
  files(
    "message that an Any carries renamed",
    carrier("message Send { string to = 1; }"),
    carrier("message Transfer { string to = 1; }"),
  ),
  files(
    "message that an Any carries removed",
    carrier("message Send { string to = 1; } message Burn {}"),
    carrier("message Send { string to = 1; }"),
  ),
];

/** A field with a constraint of protovalidate, before and after. */
const constraint = (what: string, before: string, after: string): Case => {
  const ruled = (rule: string) =>
    `import "buf/validate/validate.proto"; message M { string a = 1 [(buf.validate.field).${rule}]; }`;
  return files(what, ruled(before), ruled(after));
};

const constraintCases: readonly Case[] = [
  constraint("limit of protovalidate tightened", "string.max_len = 64", "string.max_len = 32"),
  constraint("limit of protovalidate loosened", "string.max_len = 32", "string.max_len = 64"),
  constraint("another pattern of protovalidate", 'string.pattern = "^a"', 'string.pattern = "^b"'),
  files(
    "expression of protovalidate added to a message",
    'import "buf/validate/validate.proto"; message M { string a = 1; }',
    'import "buf/validate/validate.proto"; message M { option (buf.validate.message).cel_expression = "this.a != \'\'"; string a = 1; }',
  ),
];

/** The changes of the table on the page "With buf", in its order. */
export const topics: readonly Topic[] = [
  { title: "Fields and their numbers", cases: fieldCases },
  { title: "Names and reservations", cases: nameCases },
  { title: "Types", cases: typeCases },
  { title: "Cardinality, presence and oneofs", cases: cardinalityCases },
  { title: "Defaults", cases: defaultCases },
  { title: "Constraints", cases: constraintCases },
  { title: "Enums", cases: enumCases },
  { title: "Extensions", cases: extensionCases },
  { title: "Services and packages", cases: serviceCases },
  { title: "Messages", cases: messageCases },
];
