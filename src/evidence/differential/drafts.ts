/** A protocol as plain data that small steps change: one message `M`, and the types that its fields may have. */
export interface Draft {
  syntax: "proto2" | "proto3";
  /** The fields of `M`. */
  fields: FieldDraft[];
  /** The fields of the messages that fields of `M` may have as type. */
  messages: Record<string, FieldDraft[]>;
  enums: Record<string, ValueDraft[]>;
}

export interface FieldDraft {
  name: string;
  number: number;
  /** A scalar, the name of a message or enum of the draft, or `map<string, int32>`. */
  type: string;
  label: "" | "optional" | "repeated" | "required";
  /** The oneof that it belongs to, empty for none. */
  oneof: string;
  packed: boolean | null;
  /** What is written behind `default =`, null for nothing. */
  default: string | null;
}

export interface ValueDraft {
  name: string;
  number: number;
}

/** The text of a draft, as somebody would write it. */
export function textOf({ syntax, fields, messages, enums }: Draft): string {
  return [
    `syntax = "${syntax}";`,
    "package a;",
    ...Object.entries(enums).map(([name, values]) => block("enum", name, values.map(valueText))),
    ...Object.entries(messages).map(([name, declared]) => block("message", name, declared.map(fieldText))),
    block("message", "M", membersOf(fields)),
    "",
  ].join("\n");
}

function block(keyword: string, name: string, lines: readonly string[]): string {
  return `${keyword} ${name} {\n${lines.map((line) => `  ${line}\n`).join("")}}`;
}

/** The fields, those of a oneof together where its first one stands. */
function membersOf(fields: readonly FieldDraft[]): string[] {
  const written = new Set<string>();
  return fields.flatMap((field) => {
    if (field.oneof === "") return fieldText(field);
    if (written.has(field.oneof)) return [];
    written.add(field.oneof);
    const members = fields.filter(({ oneof }) => oneof === field.oneof);
    return `oneof ${field.oneof} { ${members.map(fieldText).join(" ")} }`;
  });
}

function fieldText({ name, number, type, label, packed, default: value }: FieldDraft): string {
  const options = [
    ...(packed === null ? [] : [`packed = ${packed}`]),
    ...(value === null ? [] : [`default = ${value}`]),
  ];
  const behind = options.length > 0 ? ` [${options.join(", ")}]` : "";
  return `${label === "" ? "" : `${label} `}${type} ${name} = ${number}${behind};`;
}

function valueText({ name, number }: ValueDraft): string {
  return `${name} = ${number};`;
}
