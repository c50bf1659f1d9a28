import type { EnumNode, FieldNode, OptionNode, Problem } from "./ast.js";
import { jsonNameOf } from "./json-name.js";

/**
 * Fields that cannot be told apart in JSON, as buf refuses them. Where JSON is only best effort, which is so in proto2,
 * default names may be the same; a declared name may not be that of another field anywhere.
 */
export function fieldConflicts(fields: readonly FieldNode[], isBestEffort: boolean): Problem[] {
  const isDeclared = fields.some(({ options }) => options.some(({ name }) => name === "json_name"));
  if (!isDeclared && (isBestEffort || areDistinct(fields.map(({ name }) => jsonNameOf(name))))) return [];
  const named = fields.map((field) => ({ field, ...namesOf(field) }));
  const conflicts = [
    ...sameNames(named, ({ name }) => name).filter(
      ({ one, other }) => !isBestEffort || one.isDeclared || other.isDeclared,
    ),
    ...(isBestEffort ? [] : sameNames(named, ({ byDefault }) => byDefault)),
  ];
  const reported = new Set<FieldNode>();
  return conflicts.flatMap(({ one, other, name }) => {
    // Of two with the same name that is said already.
    if (reported.has(other.field) || one.field.name === other.field.name) return [];
    reported.add(other.field);
    const names = `"${one.field.name}" and "${other.field.name}"`;
    const message = `${names} have the same name in JSON, "${name}"; rename one of them`;
    return [{ message, at: other.field.at, isReadable: true as const }];
  });
}

/**
 * Values that cannot be told apart without the name of their enum before them, as JSON of some languages has them. Names
 * of one number may be alike.
 */
export function valueConflicts({ name: enumName, values }: EnumNode): Problem[] {
  const named = values.map((value) => ({ value, name: withoutPrefix(value.name, enumName) }));
  if (areDistinct(named.map(({ name }) => name))) return [];
  return sameNames(named, ({ name }) => name).flatMap(({ one, other, name }) => {
    if (one.value.number === other.value.number || one.value.name === other.value.name) return [];
    const names = `"${one.value.name}" and "${other.value.name}"`;
    const message = `${names} are the same without the name of the enum before them, "${name}"; rename one of them`;
    return [{ message, at: other.value.at, isReadable: true as const }];
  });
}

/** Most names are: then there is nothing to look for. */
function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

function namesOf({ name, options }: FieldNode): { name: string; byDefault: string; isDeclared: boolean } {
  const declared = options.length === 0 ? undefined : textOf(options, "json_name");
  const byDefault = jsonNameOf(name);
  return { name: declared ?? byDefault, byDefault, isDeclared: declared !== undefined };
}

function textOf(options: readonly OptionNode[], name: string): string | undefined {
  const value = options.find((option) => option.name === name)?.value;
  return value?.kind === "string" ? value.text : undefined;
}

/** Each item with the first one before it that has the same name. */
function sameNames<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
): { one: T; other: T; name: string }[] {
  const firsts = new Map<string, T>();
  const pairs: { one: T; other: T; name: string }[] = [];
  for (const other of items) {
    const name = nameOf(other);
    const one = firsts.get(name);
    if (one) pairs.push({ one, other, name });
    else firsts.set(name, other);
  }
  return pairs;
}

/**
 * `WIDTH_VERY_SLIM` of enum `Width` is `VerySlim`.
 * Source: https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/descriptor.cc (EnumValueToPascalCase)
 */
function withoutPrefix(name: string, enumName: string): string {
  const prefix = enumName.replaceAll("_", "").toLowerCase();
  let at = 0;
  let matched = 0;
  while (at < name.length && matched < prefix.length) {
    if (name[at] !== "_") {
      if (name[at]?.toLowerCase() !== prefix[matched]) break;
      matched += 1;
    }
    at += 1;
  }
  const rest = matched === prefix.length ? name.slice(at).replace(/^_+/, "") : "";
  const words = (rest === "" ? name : rest).split("_").filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join("");
}
