import { type DescField, type DescFile, type DescMessage, ScalarType } from "@bufbuild/protobuf";

/** Where the class of a message is. */
export function classOf(type: Pick<DescMessage, "typeName">): string {
  return `proto.${type.typeName}`;
}

/** The messages of a file, those within others too. */
export function messagesOf({ messages }: Pick<DescFile, "messages">): DescMessage[] {
  return messages.flatMap((each) => [each, ...messagesOf({ messages: each.nestedMessages })]);
}

/** Whether a field is a group, which is named by its message. */
export function isGroup(field: DescField): boolean {
  return "delimitedEncoding" in field && field.delimitedEncoding === true;
}

/** What follows `add` in the name of a method. */
export function nameOfOne(field: DescField): string {
  return unique(wordsOf(field));
}

/** What follows `get`, `set`, `has` and `clear` in the names of methods. */
export function nameOf(field: DescField): string {
  const suffix = { map: "Map", list: "List", message: "", enum: "", scalar: "" }[field.fieldKind];
  return unique(wordsOf(field) + suffix);
}

function wordsOf(field: DescField): string {
  const words = isGroup(field) ? (field.message?.name ?? "").split(/(?=[A-Z])/) : field.name.split("_");
  return words.map((word) => capital(word.toLowerCase())).join("");
}

/** Two names are those of methods that every message has. */
function unique(name: string): string {
  return name === "Extension" || name === "JsPbMessageId" ? `${name}$` : name;
}

/** The getter of a field; that of bytes which converts them. */
export function getterOf(field: DescField): string {
  return `get${nameOf(field)}${field.scalar === ScalarType.BYTES && field.fieldKind !== "map" ? "_asU8" : ""}`;
}

/** What follows `read` and `write` for one value of a field. */
export function methodOf(field: DescField): string {
  if (field.message) return isGroup(field) ? "Group" : "Message";
  return field.scalar === undefined ? "Enum" : methodOfScalar(field.scalar);
}

/** What follows `read` and `write` for a scalar. */
export function methodOfScalar(scalar: ScalarType): string {
  return capital(ScalarType[scalar]?.toLowerCase() ?? "");
}

/** The position of a field in the array of a message; in a group it is counted from the number of the group. */
export function indexOf({ parent, number }: DescField): number {
  const group = parent.parent?.fields.find((field) => isGroup(field) && field.message === parent);
  return number - (group?.number ?? 0);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
