import type { MessageNode, OptionNode, OptionValue } from "./ast.js";
import { integerValue } from "./literals.js";
import { maxFieldNumber, maxMessageSetNumber } from "./parse.js";
import type { ExtensionDeclaration, ExtensionRange } from "./schema.js";

/** The ranges of a message; in the old "message set" format `max` is a higher number. */
export function extensionRangesOf({ extensions, options }: MessageNode): ExtensionRange[] {
  if (extensions.length === 0) return [];
  const isMessageSet = options.some(({ name }) => name === "message_set_wire_format");
  return extensions.map((range) => ({
    start: range.start,
    end: isMessageSet && range.end === maxFieldNumber ? maxMessageSetNumber : range.end,
    declarations: declarationsIn(range.options),
  }));
}

/** The declarations among the options of a range. */
export function declarationsIn(options: readonly OptionNode[]): ExtensionDeclaration[] {
  return options
    .filter(({ name }) => name === "declaration")
    .flatMap(({ value }) => (value.kind === "message" ? [declarationOf(value)] : []));
}

function declarationOf({ fields }: OptionValue & { kind: "message" }): ExtensionDeclaration {
  const text = (name: string) => {
    const value = fields.find((field) => field.name === name)?.value;
    return value && "text" in value ? value.text : "";
  };
  return {
    number: integerValue(text("number")),
    fullName: text("full_name"),
    typeName: text("type"),
    isReserved: text("reserved") === "true",
    isRepeated: text("repeated") === "true",
  };
}
