import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { defaultText } from "./reading-text.js";

/** A field that a reader has and that a message does not carry. */
export interface MissingField {
  number: number;
  /** What its absence says to the writer, null where the writer has no such field. */
  written: string | null;
  /** What the reader sees instead. */
  read: string;
}

/**
 * The fields of a reader for which a message has no bytes: those that the writer does not have under this number and
 * name, and those whose absence means another default to it.
 */
export function missingFields(
  writer: DescMessage,
  reader: DescMessage,
  carried: ReadonlySet<number>,
): MissingField[] {
  if (writer === reader) return [];
  const declared = new Map(writer.fields.map((field) => [field.number, field]));
  const defaults = { writer: reflect(writer), reader: reflect(reader) };
  return reader.fields
    .filter(({ number }) => !carried.has(number))
    .toSorted((one, other) => one.number - other.number)
    .flatMap((field): MissingField[] => {
      const value = defaults.reader.get(field);
      const same = declared.get(field.number);
      const missing = { number: field.number, written: null, read: missingText(field, value) };
      if (same?.name !== field.name) return [missing];
      const meant = defaults.writer.get(same);
      const isOther = areAlike(field, same) && String(value) !== String(meant);
      return isOther ? [{ ...missing, written: missingText(same, meant) }] : [];
    });
}

/** True for two fields whose defaults can be compared. */
function areAlike(one: DescField, other: DescField): boolean {
  return isPlain(one) && isPlain(other) && one.scalar === other.scalar;
}

function isPlain({ fieldKind, oneof }: DescField): boolean {
  return (fieldKind === "scalar" || fieldKind === "enum") && oneof === undefined;
}

function missingText(field: DescField, value: unknown): string {
  if (field.fieldKind === "list") return `${field.name} = []`;
  if (field.fieldKind === "map") return `${field.name} = {}`;
  return isPlain(field) ? defaultText(field.name, value, field.enum) : `${field.name} not set`;
}
