import { create, type DescMessage, fromBinary, mergeFromBinary, toBinary } from "@bufbuild/protobuf";
import { isReflectList, isReflectMap, reflect } from "@bufbuild/protobuf/reflect";
import fc from "fast-check";
import { expect, test } from "vitest";
import { someRuns } from "../../testing/thorough.js";
import { describeFiles } from "../schema/descriptor.js";
import { readFiles } from "../schema/read.js";
import { schemaRegistry } from "../schema/registry.js";
import { type DecodedField, decodeFields } from "./decode.js";

const header = 'edition = "2023";\n';

function messageOf(text: string): DescMessage {
  const found = schemaRegistry(
    describeFiles(readFiles([{ path: "m.proto", text: header + text }])),
  ).getMessage("M");
  if (!found) throw new Error("no message M");
  return found;
}

/** Every kind of field, under numbers that random bytes hit often. */
const kinds = [
  "int32",
  "sint64",
  "fixed32",
  "double",
  "bool",
  "string",
  "bytes",
  "Open",
  "Closed",
  "M",
  "repeated int32",
  "repeated fixed64",
  "repeated string",
  "repeated bytes",
  "repeated Closed",
  "repeated M",
  "map<string, int32>",
  "map<int32, M>",
  "map<bool, Closed>",
];

/** A message with a field of any kind for some numbers; some messages as groups. */
const schema = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 6 }),
      kind: fc.constantFrom(...kinds),
      delimited: fc.boolean(),
    }),
    { selector: (field) => field.number, minLength: 1, maxLength: 6 },
  )
  .map((fields) =>
    messageOf(`
      enum Open { ZERO = 0; ONE = 1; }
      enum Closed { option features.enum_type = CLOSED; NONE = 0; SOME = 1; }
      message M {
        ${fields.map(fieldText).join("\n")}
      }`),
  );

function fieldText({
  number,
  kind,
  delimited,
}: {
  number: number;
  kind: string;
  delimited: boolean;
}): string {
  const option = delimited && kind.endsWith("M") ? " [features.message_encoding = DELIMITED]" : "";
  return `${kind} f${number} = ${number}${option};`;
}

const number = fc.integer({ min: 1, max: 6 });
const varint = fc.tuple(number, fc.nat(127)).map(([field, value]) => [field << 3, value]);
const lengthDelimited = (value: fc.Arbitrary<number[]>) =>
  fc.tuple(number, value).map(([field, some]) => [(field << 3) | 2, some.length, ...some]);
const few = (part: fc.Arbitrary<number[]>) => fc.array(part, { maxLength: 3 }).map((parts) => parts.flat());
const field = fc.oneof(varint, lengthDelimited(few(fc.oneof(varint, lengthDelimited(few(varint))))));

/** Fields that a schema could have written, of whatever type it gives to their numbers. */
const fields = few(field).map((some) => Uint8Array.from(some));

/** The same with anything between them. */
const anything = few(fc.oneof(field, fc.array(fc.nat(255), { maxLength: 3 }))).map((some) =>
  Uint8Array.from(some),
);

function errorIn(fields: readonly DecodedField[]): string {
  return fields.map((field) => field.error || errorIn(field.inside?.fields ?? [])).find(Boolean) ?? "";
}

test("what protobuf-es rejects ends with its error, and nothing else does", () => {
  fc.assert(
    fc.property(schema, anything, (desc, some) => {
      const error = errorIn(decodeFields(some, desc));
      if (error === "") expect(() => fromBinary(desc, some)).not.toThrow();
      else expect(() => fromBinary(desc, some)).toThrow(error);
    }),
    { numRuns: someRuns(1000, 5) },
  );
});

/** Fails unless protobuf-es makes the same of each field alone, and of all of them in a row. */
function compareWithDecoder(fields: readonly DecodedField[], desc: DescMessage, bytes: Uint8Array): void {
  const whole = fromBinary(desc, bytes.subarray(fields[0]?.start, fields.at(-1)?.end));
  const joined = create(desc);
  for (const field of fields) mergeFromBinary(desc, joined, bytes.subarray(field.start, field.end));
  // protobuf-es 2.13 forgets an unlisted number of a closed enum where other unknown fields are in the same message.
  const known = { writeUnknownFields: false };
  expect(toBinary(desc, joined, known)).toEqual(toBinary(desc, whole, known));
  for (const field of fields) compareValue(field, desc, bytes);
}

function compareValue(field: DecodedField, desc: DescMessage, bytes: Uint8Array): void {
  const alone = reflect(desc, fromBinary(desc, bytes.subarray(field.start, field.end)));
  const known = desc.fields.find(({ name }) => name === field.slot?.name);
  if (!known) {
    expect(alone.getUnknown()?.map(({ no }) => no)).toEqual([field.number]);
    return;
  }
  const inner = field.inside?.shape.desc;
  if (inner && field.inside?.fields[0]) compareWithDecoder(field.inside.fields, inner, bytes);
  const value: unknown = alone.get(known);
  if (isReflectMap(value)) compareEntry(field, [...value.values()]);
  if (field.inside) return;
  const values = isReflectList(value) ? [...value] : [value];
  expect(field.items.map((item) => item.value)).toEqual(values);
}

function compareEntry({ inside }: DecodedField, values: unknown[]): void {
  const last = inside?.fields.findLast((part) => part.number === 2);
  if (!last || last.inside) return;
  expect(last.slot?.name).toBe("value");
  expect(last.items.map((item) => item.value)).toEqual(values);
}

test("what protobuf-es accepts becomes the same fields with the same values", () => {
  let accepted = 0;
  fc.assert(
    fc.property(schema, fields, (desc, some) => {
      const fields = decodeFields(some, desc);
      if (fields.length === 0 || errorIn(fields) !== "") return;
      accepted += 1;
      compareWithDecoder(fields, desc, some);
    }),
    { numRuns: someRuns(1000, 5) },
  );
  expect(accepted).toBeGreaterThan(someRuns(200, 5));
});

test("messages that nest deeper than protobuf-es reads end with its error", () => {
  const desc = messageOf("message M { M f = 1; }");
  const nested = (depth: number) => {
    let inner: number[] = [];
    for (let level = 0; level < depth; level += 1) inner = [10, ...lengthOf(inner), ...inner];
    return Uint8Array.from(inner);
  };
  expect(errorIn(decodeFields(nested(99), desc))).toBe("");
  expect(errorIn(decodeFields(nested(100), desc))).toMatch("maximum recursion depth of 100 reached");
  expect(() => fromBinary(desc, nested(99))).not.toThrow();
  expect(() => fromBinary(desc, nested(100))).toThrow("maximum recursion depth of 100 reached");
});

function lengthOf(bytes: number[]): number[] {
  return bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
}

test("a message that is too long to be looked at to its end is still bounded by its length", () => {
  const desc = messageOf(
    "message M { M f = 1; int32 g = 2; M h = 3 [features.message_encoding = DELIMITED]; }",
  );
  const many = Array.from({ length: 40_000 }, (_, index) => (index % 2 === 0 ? 0x10 : 1));
  const [inLength] = decodeFields(Uint8Array.from([0x0a, 0xc0, 0xb8, 0x02, ...many, 0x10, 7]), desc);
  const [inGroup] = decodeFields(Uint8Array.from([0x1b, ...many, 0x1c, 0x10, 7]), desc);
  const [broken] = decodeFields(Uint8Array.from([0x0a, 0xc1, 0xb8, 0x02, ...many]), desc);
  expect(inLength).toMatchObject({ error: "", end: 40_004 });
  expect(inGroup).toMatchObject({ error: "", end: 40_002 });
  expect(broken).toMatchObject({ error: "premature EOF" });
});
