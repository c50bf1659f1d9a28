import type { OptionValue } from "./ast.js";
import { integerValue } from "./literals.js";

/**
 * What a range of extension numbers says of one of them, as written.
 * Source: https://protobuf.dev/programming-guides/extension_declarations/
 */
export interface DeclaredExtension {
  number: number;
  /** With its leading dot; empty where it is not said. */
  fullName: string;
  /** Empty where it is not said. */
  typeName: string;
  isReserved: boolean;
  isRepeated: boolean;
}

/** The declarations in the value of an option `declaration`. */
export function declarationsIn(value: OptionValue): DeclaredExtension[] {
  if (value.kind === "list") return value.items.flatMap(declarationsIn);
  if (value.kind !== "message") return [];
  const text = (name: string) => {
    const part = value.fields.find((field) => field.name === name)?.value;
    return part && "text" in part ? part.text : "";
  };
  const number = integerValue(text("number"));
  const isReserved = text("reserved") === "true";
  const isRepeated = text("repeated") === "true";
  return [{ number, fullName: text("full_name"), typeName: text("type"), isReserved, isRepeated }];
}
