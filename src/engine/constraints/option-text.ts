import type { OptionNode, OptionValue } from "../schema/ast.js";

/** An option as a file writes it, in one way, whatever blanks and separators it has. */
export function optionText({ name, value }: Pick<OptionNode, "name" | "value">): string {
  return `${name} = ${valueText(value)}`;
}

function valueText(value: OptionValue): string {
  switch (value.kind) {
    case "string":
      return JSON.stringify(value.text);
    case "list":
      return `[${value.items.map(valueText).join(", ")}]`;
    case "message":
      return `{ ${value.fields.map((field) => `${field.name}: ${valueText(field.value)}`).join(" ")} }`;
    case "encoded":
      return `bytes ${[...value.bytes].join(" ")}`;
    default:
      return value.text;
  }
}
