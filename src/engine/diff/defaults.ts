import { bigIntValue, defaultValue, floatValue } from "../schema/default-value.js";
import type { DefaultValue, Field } from "../schema/schema.js";

/**
 * Whether a field means another value where it is absent. Where its types have nothing in common, their change says it all;
 * where one of them is not at hand, only what is declared tells.
 */
export function changedDefault(before: Field, after: Field): boolean {
  if (before.cardinality !== "singular" || after.cardinality !== "singular") return false;
  const [old, now] = [before.default, after.default];
  if (!old || !now) return isDeclaredAlone(before, after) || isDeclaredAlone(after, before);
  // What types have by themselves is one object.
  if (old === now) return false;
  if (isNamed(before) && isNamed(after)) return isOtherValue(old, now);
  const [one, other] = [onTheWire(before, old), onTheWire(after, now)];
  return one !== null && other !== null && typeof one === typeof other && !Object.is(one, other);
}

/** Whether one side declares a default, and nothing is known of the other's. */
function isDeclaredAlone({ default: one }: Field, { default: other, type }: Field): boolean {
  return one?.isDeclared === true && other === null && type.kind === "unknown";
}

/** Whether a default is the name of a value: that of an enum, or of a type that is not at hand. */
function isNamed({ type }: Field): boolean {
  return type.kind === "enum" || type.kind === "unknown";
}

/** A value that only has another name, or only another number, is the same one: other changes tell that. */
function isOtherValue(old: DefaultValue, now: DefaultValue): boolean {
  return old.text !== now.text && (old.number === null || old.number !== now.number);
}

/** An integer, a floating-point number, in which -0 is 0, or the bytes of a text with C escapes; null where none is known. */
function onTheWire({ type }: Field, { text, number }: DefaultValue): bigint | number | string | null {
  if (number !== null) return BigInt(number);
  if (type.kind !== "scalar") return null;
  switch (type.name) {
    case "string":
      return defaultValue("bytes", { kind: "string", text });
    case "bytes":
      return text;
    case "bool":
      return text === "true" ? 1n : 0n;
    case "float":
    case "double": {
      const value = floatValue(text);
      return value === 0 ? 0 : value;
    }
    default:
      return bigIntValue(text);
  }
}
