import type { DescField, DescMessage, MessageShape } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { OptionNode, OptionValue } from "./ast.js";
import { ruleExtensions } from "./rule-options.js";

/**
 * The standard options of an options message, as a file would write them; a repeated one as often as it has values.
 * Of extensions only those of protovalidate are among them. A descriptor does not say where an option stands: `at` is
 * its element's.
 */
export function describedOptions<Desc extends DescMessage>(
  schema: Desc,
  options: MessageShape<Desc> | undefined,
  at: number,
): OptionNode[] {
  if (!options) return [];
  const standard = fieldsOf(reflect(schema, options));
  return [...standard, ...rulesIn(schema, options)].map(({ name, value }) => optionAt(name, value, at));
}

/** The options of protovalidate, which protobuf-es keeps as unknown fields; parts of one message come one by one. */
function rulesIn<Desc extends DescMessage>(
  { name }: Desc,
  { $unknown: unknown = [] }: MessageShape<Desc>,
): { name: string; value: OptionValue }[] {
  const extensions = Object.entries(ruleExtensions).find(
    ([of]) => name.toLowerCase() === `${of}options`,
  )?.[1];
  if (!extensions || unknown.length === 0) return [];
  return unknown.flatMap(({ no, wireType, data }) => {
    const extension = extensions.find(({ number }) => number === no);
    if (!extension || wireType !== WireType.LengthDelimited) return [];
    const bytes = new BinaryReader(data).bytes();
    return [{ name: `(${extension.name})`, value: { kind: "encoded" as const, bytes } }];
  });
}

/** An option without bounds. */
export function optionAt(name: string, value: OptionValue, at: number): OptionNode {
  return { name, value, at, valueAt: at, valueEnd: at };
}

function fieldsOf(message: ReflectMessage): { name: string; value: OptionValue }[] {
  const set = message.fields.filter((field) => message.isSet(field));
  return set.flatMap((field) => {
    const value: unknown = message.get(field);
    const values = field.fieldKind === "list" ? [...(value as Iterable<unknown>)] : [value];
    return values.map((one) => ({ name: field.name, value: optionValue(field, one) }));
  });
}

function optionValue(field: DescField, value: unknown): OptionValue {
  if (field.message) return { kind: "message", fields: fieldsOf(value as ReflectMessage) };
  if (field.enum) return { kind: "name", text: field.enum.value[value as number]?.name ?? `${value}` };
  if (typeof value === "boolean") return { kind: "name", text: `${value}` };
  return typeof value === "string" ? { kind: "string", text: value } : { kind: "number", text: `${value}` };
}
