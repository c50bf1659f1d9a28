import { expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";

const host = "message Host { optional string name = 1; extensions 100 to 199; }";
const proto2 = (text: string) => `syntax = "proto2"; package shop; ${text}`;
const extended = (fields: string) => proto2(`${host} extend Host { ${fields} }`);

test.each<[title: string, before: string, after: string, changes: string[]]>([
  [
    "new",
    "optional string a = 100;",
    "optional string a = 100; optional int32 b = 101;",
    ["field-added shop.b = 101"],
  ],
  [
    "gone",
    "optional string a = 100; optional int32 b = 101;",
    "optional string a = 100;",
    ["field-removed shop.b = 101, name reserved"],
  ],
  [
    "renamed",
    "optional string a = 100;",
    "optional string b = 100;",
    ["field-renamed shop.a = 100 → shop.b = 100"],
  ],
  [
    "with another type",
    "optional string a = 100;",
    "optional int64 a = 100;",
    ["field-type-changed shop.a = 100: string → int64"],
  ],
  [
    "repeated",
    "optional string a = 100;",
    "repeated string a = 100;",
    ["field-cardinality-changed shop.a = 100: string → repeated string"],
  ],
  [
    "packed",
    "repeated int32 a = 100;",
    "repeated int32 a = 100 [packed = true];",
    ["field-packing-changed shop.a = 100: expanded → packed"],
  ],
  [
    "with another default",
    "optional int32 a = 100 [default = 1];",
    "optional int32 a = 100 [default = 2];",
    ["field-default-changed shop.a = 100: 1 → 2"],
  ],
  [
    "with another number",
    "optional string a = 100;",
    "optional string a = 101;",
    ["field-renumbered shop.a = 100 → shop.a = 101"],
  ],
  [
    "a number for another extension",
    "optional string a = 100;",
    "optional int32 b = 100;",
    ["number-reused shop.a = 100 → shop.b = 100"],
  ],
  [
    "a group",
    "optional group G = 100 { optional int32 x = 1; }",
    "optional group G = 100 { optional int64 x = 1; }",
    ["field-type-changed shop.G.x = 1: int32 → int64"],
  ],
])("an extension, %s", (_, before, after, changes) => {
  expect(changesBetween(extended(before), extended(after))).toEqual(changes);
});

const region = "extend Host { optional string region = 100; }";

test.each<[title: string, before: string, after: string, changes: string[]]>([
  [
    "moves into a message: its full name is another one",
    `${host} message Place {} ${region}`,
    `${host} message Place { ${region} }`,
    ["field-renamed shop.region = 100 → shop.Place.region = 100"],
  ],
  [
    "becomes a field of the same type",
    `${host} ${region}`,
    "message Host { optional string name = 1; optional string region = 100; reserved 101 to 199; }",
    ["field-renamed shop.region = 100 → shop.Host.region = 100"],
  ],
  [
    "gives its number to a field",
    `${host} ${region}`,
    "message Host { optional string name = 1; optional int32 rank = 100; reserved 101 to 199; }",
    ["number-reused shop.region = 100 → shop.Host.rank = 100"],
  ],
  [
    "stays with a message that is renamed",
    `${host} ${region}`,
    `message Server { optional string name = 1; extensions 100 to 199; } extend Server { optional string region = 100; }`,
    ["message-moved shop.Host → shop.Server"],
  ],
  [
    "is gone, and its number declared as reserved",
    `${host} ${region}`,
    "message Host { optional string name = 1; extensions 100 [declaration = { number: 100 reserved: true }]; extensions 101 to 199; }",
    ["field-removed shop.region = 100, number reserved, name reserved"],
  ],
])("an extension %s", (_, before, after, changes) => {
  expect(changesBetween(proto2(before), proto2(after))).toEqual(changes);
});

test.each<[title: string, after: string, changes: string[]]>([
  ["given up", "", ["extension-range-removed M 100 to 199"]],
  ["that ends earlier", "extensions 100 to 149;", ["extension-range-removed M 150 to 199"]],
  ["with a hole", "extensions 100 to 149, 160 to 199;", ["extension-range-removed M 150 to 159"]],
  ["split", "extensions 100 to 149; extensions 150 to 199;", []],
  ["widened", "extensions 50 to max;", []],
  ["reserved instead", "reserved 100 to 199;", []],
  ["reserved in part", "extensions 100 to 149; reserved 150 to 199;", []],
  [
    "of which a field takes a number",
    "optional int32 a = 100; extensions 101 to 199;",
    ["field-added M.a = 100", "extension-number-taken M.a = 100"],
  ],
])("a range %s", (_, after, changes) => {
  const message = (body: string) => `syntax = "proto2"; message M { optional int32 z = 1; ${body} }`;
  expect(changesBetween(message("extensions 100 to 199;"), message(after))).toEqual(changes);
});

const custom = (fields: string) =>
  `import "google/protobuf/descriptor.proto"; ${fields && `extend google.protobuf.FieldOptions { ${fields} }`}`;

test.each([
  ["string a = 50000;", "int32 a = 50000;", ["field-type-changed a = 50000: string → int32"]],
  ["string a = 50000;", "", ["field-removed a = 50000, name reserved"]],
  ["", "string a = 50000;", ["field-added a = 50000"]],
  ["string a = 50000;", "string a = 50000; string b = 50001;", ["field-added b = 50001"]],
])("custom options extend what is not at hand: %s → %s", (before, after, changes) => {
  expect(changesBetween(custom(before), custom(after))).toEqual(changes);
});

test("it does not matter which file has an extension, nor whether what it extends is at hand", () => {
  const extension = `syntax = "proto2"; package shop.east; import "host.proto"; extend shop.Host { optional string a = 100; }`;
  const both = { "host.proto": proto2(host), "one.proto": extension };
  expect(changesBetween(both, { "host.proto": proto2(host), "two.proto": extension })).toEqual([]);
  const retyped = extension.replace("string", "int64");
  const changes = ["field-type-changed shop.east.a = 100: string → int64"];
  expect(changesBetween(both, { ...both, "one.proto": retyped })).toEqual(changes);
  expect(changesBetween({ "one.proto": extension }, { "one.proto": retyped })).toEqual(changes);
  expect(changesBetween({ "one.proto": extension }, { ...both, "one.proto": retyped })).toEqual(changes);
});

test("options that went with their file are not gone from what they extend, others are", () => {
  const options = (body: string) =>
    `syntax = "proto2"; package shop.options; import "google/protobuf/descriptor.proto"; extend google.protobuf.FieldOptions { ${body} }`;
  const both = "optional bool one = 50001; optional bool two = 50002;";
  const used = { "a.proto": proto2("message M {}"), "options.proto": options(both) };
  expect(changesBetween(used, { "a.proto": proto2("message M {}") })).toEqual([]);
  expect(changesBetween(used, { ...used, "options.proto": options("optional bool one = 50001;") })).toEqual([
    "field-removed shop.options.two = 50002, name reserved",
  ]);
});

test("they are not gone either where what they extend is a file of the protocol", () => {
  const descriptor = (body: string) =>
    `syntax = "proto2"; package google.protobuf; message FieldOptions { ${body} extensions 1000 to max; }`;
  const options = `syntax = "proto2"; package shop.options; import "google/protobuf/descriptor.proto"; extend google.protobuf.FieldOptions { optional bool one = 50001; }`;
  const path = "google/protobuf/descriptor.proto";
  const used = { [path]: descriptor("optional bool packed = 2;"), "options.proto": options };
  expect(changesBetween(used, { [path]: used[path] as string })).toEqual([]);
  expect(changesBetween(used, { [path]: descriptor("") })).toEqual([
    "field-removed google.protobuf.FieldOptions.packed = 2",
  ]);
});
