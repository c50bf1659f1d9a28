import { type DescField, ScalarType } from "@bufbuild/protobuf";
import type { RuleSet, RuleValue } from "./rule-set.js";
import { isList, isRuleSet } from "./rule-values.js";

/**
 * Rules as people write them, one a line, in the order of their definition: `string.max_len = 64`. However they were
 * written, the same rules give the same lines.
 */
export function linesOf(rules: RuleSet | null, path = ""): string[] {
  if (!rules) return [];
  const lines = rules.message.fields.flatMap((field) => {
    const value = rules.values.get(field.name);
    if (value === undefined || field.name === "example") return [];
    const name = path === "" ? field.name : `${path}.${field.name}`;
    if (field.fieldKind === "message" && isRuleSet(value) && !isTime(field)) return linesOf(value, name);
    return [`${name} = ${written(field, value)}`];
  });
  return [...lines, ...rules.foreign.map((text) => (path === "" ? text : `${path}.${text}`))];
}

function isTime({ message }: DescField): boolean {
  return message?.typeName.startsWith("google.protobuf.") === true;
}

function written(field: DescField, value: RuleValue): string {
  if (isList(value)) return `[${value.map((item) => written(field, item)).join(", ")}]`;
  if (isRuleSet(value)) return literal(value);
  if (field.enum) return field.enum.values.find(({ number }) => BigInt(number) === value)?.name ?? `${value}`;
  if (field.scalar === ScalarType.BYTES) return `"${escaped(value as string)}"`;
  return typeof value === "string" ? JSON.stringify(value) : floatText(value);
}

function floatText(value: RuleValue): string {
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  return typeof value === "number" && Number.isNaN(value) ? "nan" : `${value}`;
}

function literal({ message, values, foreign }: RuleSet): string {
  const parts = message.fields.flatMap((field) => {
    const value = values.get(field.name);
    return value === undefined ? [] : [`${field.name}: ${written(field, value)}`];
  });
  return `{ ${[...parts, ...foreign].join(" ")} }`;
}

/** Bytes as a file writes them. */
function escaped(characters: string): string {
  return characters.replace(
    /[^ !#-[\]-~]/g,
    (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
