import { jsonNameOf } from "./json-name.js";

/** The name of the message that a map field stands for: `foo_bar` has entries `FooBarEntry`. */
export function mapEntryName(field: string): string {
  const name = jsonNameOf(field);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Entry`;
}
