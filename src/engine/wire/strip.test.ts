import { create, createFileRegistry, type DescMessage, fromJson, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { byteStrip } from "./strip.js";

type Field = { name: string; number: number; type: string; label?: string };

/** A message `M` with these fields, described as protoc does it. */
function message(...fields: Field[]): DescMessage {
  const field = fields.map((each) => ({ label: "LABEL_OPTIONAL", ...each }));
  const file = { name: "m.proto", syntax: "proto3", messageType: [{ name: "M", field }] };
  const found = createFileRegistry(fromJson(FileDescriptorSetSchema, { file: [file] })).getMessage("M");
  if (!found) throw new Error("no message M");
  return found;
}

const text = (number: number, name = "a"): Field => ({ name, number, type: "TYPE_STRING" });
const bytesOf = (desc: DescMessage, value: Record<string, unknown>) =>
  toBinary(desc, Object.assign(create(desc), value));

test("tag, length and value are told apart, and equal readings are the same", () => {
  const schema = message(text(1));
  const [span, ...others] = byteStrip(bytesOf(schema, { a: "hi" }), schema, schema);
  expect(others).toEqual([]);
  expect(span?.bytes.map((byte) => `${byte.hex} ${byte.role}`)).toEqual([
    "0a tag",
    "02 length",
    "68 value",
    "69 value",
  ]);
  expect(span).toMatchObject({ written: 'a = "hi"', read: 'a = "hi"', outcome: "same" });
});

test("a two-byte tag and a varint without length", () => {
  const schema = message({ name: "n", number: 16, type: "TYPE_INT32" });
  const [span] = byteStrip(bytesOf(schema, { n: 300 }), schema, schema);
  expect(span?.bytes.map((byte) => byte.role)).toEqual(["tag", "tag", "value", "value"]);
});

test("a field that the reader does not have is unknown", () => {
  const [span] = byteStrip(bytesOf(message(text(1)), { a: "hi" }), message(text(1)), message(text(2)));
  expect(span).toMatchObject({ read: "unknown field 1", outcome: "unknown" });
});

test("another meaning at the same number is reinterpreted", () => {
  const writer = message(text(1));
  const [span] = byteStrip(bytesOf(writer, { a: "hi" }), writer, message(text(1, "b")));
  expect(span).toMatchObject({ read: 'b = "hi"', outcome: "reinterpreted" });
});

test("protobuf-es reads by the schema's wire type: a length becomes a number, and what follows becomes fields", () => {
  const writer = message(text(8));
  const reader = message({ name: "flag", number: 8, type: "TYPE_BOOL" }, text(1, "id"));
  const [span] = byteStrip(bytesOf(writer, { a: "\n\u0001m" }), writer, reader);
  expect(span).toMatchObject({ read: 'flag = true, id = "m"', outcome: "reinterpreted" });
});

test("what the reader cannot decode is rejected", () => {
  const writer = message({ name: "raw", number: 1, type: "TYPE_BYTES" });
  const packed = message({ name: "n", number: 1, type: "TYPE_FIXED64", label: "LABEL_REPEATED" });
  const [span] = byteStrip(bytesOf(writer, { raw: Uint8Array.of(1, 2, 3) }), writer, packed);
  expect(span?.outcome).toBe("rejected");
});
