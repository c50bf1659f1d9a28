import type { DescField, DescMessage, MessageShape } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import type { OptionNode, OptionValue } from "./ast.js";

/**
 * The standard options of an options message, as a file would write them; a repeated one as often as it has values.
 * Options of extensions are not among them. A descriptor does not say where an option stands: `at` is its element's.
 */
export function describedOptions<Desc extends DescMessage>(
  schema: Desc,
  options: MessageShape<Desc> | undefined,
  at: number,
): OptionNode[] {
  if (!options) return [];
  return fieldsOf(reflect(schema, options)).map(({ name, value }) => optionAt(name, value, at));
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
