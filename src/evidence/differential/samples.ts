import {
  create,
  type DescEnum,
  type DescField,
  type DescMessage,
  ScalarType,
  toBinary,
} from "@bufbuild/protobuf";
import { isReflectMap, type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";

/** A message to send, with the numbers of the fields that it sets on purpose. */
export interface Sample {
  bytes: Uint8Array;
  message: ReflectMessage;
  numbers: number[];
}

type Plain = number | bigint | boolean | string | Uint8Array;

/**
 * Messages that show what another schema makes of them: none of the fields, each by itself with values that use the
 * width and the sign of its type, each two together in either order, since writers choose it, and all.
 */
export function samplesOf(desc: DescMessage): Sample[] {
  const { fields } = desc;
  const alone = fields.flatMap((field) => valuesOf(field, 1).map((_, at) => sample(desc, [field], at)));
  const pairs = fields.flatMap((one, at) =>
    fields.slice(at + 1).flatMap((other) => bothOrders(desc, one, other)),
  );
  return [sample(desc, []), ...alone, ...pairs, sample(desc, fields)];
}

function bothOrders(desc: DescMessage, one: DescField, other: DescField): Sample[] {
  const together = sample(desc, [one, other]);
  const isChoice = one.oneof !== undefined && one.oneof === other.oneof;
  if (isChoice) return [together];
  const bytes = Buffer.concat([sample(desc, [other]).bytes, sample(desc, [one]).bytes]);
  return [together, { ...together, bytes }];
}

function sample(desc: DescMessage, fields: readonly DescField[], at = 0): Sample {
  const message = reflect(desc, create(desc));
  const required = desc.fields.filter((field) => isRequired(field) && !fields.includes(field));
  for (const field of [...required, ...fields]) set(message, field, fields.includes(field) ? at : 0, 1);
  return { bytes: toBinary(desc, message.message), message, numbers: fields.map(({ number }) => number) };
}

function isRequired({ presence }: DescField): boolean {
  return presence === FeatureSet_FieldPresence.LEGACY_REQUIRED;
}

/** How a field is set, by the values that it may get; a list and a map get one or two of them. */
type Value = Plain | ReflectMessage;

function valuesOf(field: DescField, depth: number): (Value | Value[] | [Plain, Value][])[] {
  switch (field.fieldKind) {
    case "scalar":
      return scalarValues(field.scalar);
    case "enum":
      return enumValues(field.enum);
    case "message":
      return messageValues(field.message, depth);
    case "list":
      return oneAndTwo(elementValues(field, depth));
    case "map": {
      const keys = scalarValues(field.mapKey);
      return oneAndTwo(elementValues(field, depth)).map((list) =>
        list.map((value, at): [Plain, Value] => [keys[at] as Plain, value]),
      );
    }
  }
}

function elementValues(field: DescField & { fieldKind: "list" | "map" }, depth: number): Value[] {
  if (field.scalar !== undefined) return scalarValues(field.scalar);
  if (field.enum) return enumValues(field.enum);
  return field.message ? messageValues(field.message, depth) : [];
}

function oneAndTwo(values: readonly Value[]): Value[][] {
  return values.length < 2 ? [[...values]] : [values.slice(0, 1), values.slice(0, 2)];
}

function messageValues(desc: DescMessage, depth: number): ReflectMessage[] {
  const filled = reflect(desc, create(desc));
  for (const field of depth > 0 ? desc.fields : []) set(filled, field, 0, depth - 1);
  return [filled, reflect(desc, create(desc))];
}

function set(message: ReflectMessage, field: DescField, at: number, depth: number): void {
  const value = valuesOf(field, depth)[at];
  if (field.fieldKind === "list") {
    const list = message.get(field);
    for (const each of value as Value[]) list.add(each as never);
  } else if (field.fieldKind === "map") {
    const map = message.get(field);
    if (isReflectMap(map))
      for (const [key, each] of value as [Plain, Value][]) map.set(key as never, each as never);
  } else {
    message.set(field, value as never);
  }
}

/** The first value of an enum is its default, so it comes last. */
function enumValues({ values }: DescEnum): number[] {
  return values.map(({ number }) => number).reverse();
}

const utf8 = (text: string) => Buffer.from(text, "utf8");

/** The first is telling, the last is the default. */
function scalarValues(type: ScalarType): Plain[] {
  switch (type) {
    case ScalarType.STRING:
      return ["a", "\u00e9\u{1f600}", "\b\x03", ""];
    case ScalarType.BYTES:
      return [Uint8Array.of(0xff, 0xfe), Uint8Array.of(8, 3), utf8("b"), Uint8Array.of()];
    case ScalarType.BOOL:
      return [true, false];
    case ScalarType.FLOAT:
      return [1.5, -0.25, 0];
    case ScalarType.DOUBLE:
      return [1.5, 1e300, 0];
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return [-3, 2, 2_147_483_647, 1, 0];
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return [4_294_967_294, 2, 1, 0];
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return [18_446_744_073_709_551_614n, 4_294_967_297n, 2n, 1n, 0n];
    default:
      return [-4_294_967_298n, 4_294_967_297n, -3n, 2n, 1n, 0n];
  }
}
