/** Values and kinds as the page writes them. */
import type { Reading, Value } from "../peers/protocol.js";
import { floatOf } from "../peers/questions/types/encode.js";
import type { Element, Kind } from "../peers/questions/types/kinds.js";
import { namedNumbers } from "../peers/questions/types/values.js";

/** `list of int32`, `list of int32, not packed`. */
export function labelOf({ element, form }: Kind): string {
  const name = nameOf(element);
  if (form === "map") return "map";
  if (form === "singular") return name;
  return `list of ${name}${form === "expanded" && isNumeric(element) ? ", not packed" : ""}`;
}

const names: Partial<Record<Element, string>> = {
  "unverified-string": "string, not verified",
  "open-enum": "open enum",
  "closed-enum": "closed enum",
  entry: "entries",
};

/** A type by itself. */
export function nameOf(element: Element): string {
  return names[element] ?? element;
}

function isNumeric(element: Element): boolean {
  return !["string", "bytes", "message", "group", "entry"].includes(element);
}

/** What a kind read: null is a refusal, undefined an absent field. */
export function readText({ element, form }: Kind, value: Value | undefined | null): string {
  if (value === null) return "refused";
  if (value === undefined) return "nothing";
  const isUnnamed = form === "singular" && element.endsWith("enum") && !namedNumbers.includes(String(value));
  return isUnnamed ? `${valueText(value)}, no name` : valueText(value);
}

/** A value in the manner of a schema's text. */
export function valueText(value: Value): string {
  if (Array.isArray(value))
    return value.some(Array.isArray) ? mapText(value) : `[${value.map(valueText).join(", ")}]`;
  if (typeof value === "object" && value !== null) return messageText(value as Reading);
  const text = String(value);
  if (text.startsWith('"')) return JSON.stringify(text.slice(1));
  if (text.startsWith("'")) return `${text.slice(1)} as text`;
  if (text.startsWith("h")) return text === "h" ? "no bytes" : text.slice(1).replace(/..(?!$)/g, "$& ");
  if (text.startsWith("0x")) return String(floatOf(text)).replace("Infinity", "∞");
  return text.replace(/^-/, "−");
}

/** Only a map has pairs as its items. */
function mapText(entries: readonly (readonly [Value, Value])[]): string {
  return `{ ${entries.map(([key, value]) => `${valueText(key)}: ${valueText(value)}`).join(", ")} }`;
}

function messageText(reading: Reading): string {
  const fields = Object.entries(reading).map(([name, value]) => `${name}: ${valueText(value)}`);
  return fields.length === 0 ? "{ }" : `{ ${fields.join(", ")} }`;
}
