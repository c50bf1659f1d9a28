import type { DecodedField } from "./decode.js";
import { gravest, type Outcome } from "./outcome.js";
import { isEqual, meansOther } from "./same-value.js";

/** The fewest bytes that both sides read as whole fields: mostly one field each. Null where a side has no say. */
export interface Alignment {
  written: DecodedField[] | null;
  /** Empty where the reader gave up before. */
  read: DecodedField[] | null;
  /** True where the reader drops what it read here, for what comes later. */
  isReplaced: boolean;
}

/** Lays what the reader reads beside what the writer wrote. Both begin at the same byte. */
export function alignFields(written: readonly DecodedField[], read: readonly DecodedField[]): Alignment[] {
  const alignments: Alignment[] = [];
  const replaced = { written: replacedIn(written), read: replacedIn(read) };
  let next = 0;
  let readEnd = 0;
  let alignment: { written: DecodedField[]; read: DecodedField[] } = { written: [], read: [] };
  for (const [index, field] of written.entries()) {
    alignment.written.push(field);
    for (; readEnd < field.end && next < read.length; next += 1) {
      const other = read[next] as DecodedField;
      alignment.read.push(other);
      // Where the reader gave up, nothing says how far it would have gone.
      readEnd = other.isBroken ? field.end : other.end;
    }
    if (readEnd > field.end && index < written.length - 1) continue;
    const isReplaced = alignment.read.some((each) => replaced.read.has(each)) && !replaced.written.has(field);
    alignments.push({ written: alignment.written, read: alignment.read, isReplaced });
    alignment = { written: [], read: [] };
  }
  return alignments;
}

/** Values that a later field of the same message takes the place of: the last one wins, and so in a oneof. */
function replacedIn(fields: readonly DecodedField[]): ReadonlySet<DecodedField> {
  const last = new Map<string | number, DecodedField>();
  const replaced = new Set<DecodedField>();
  for (const field of fields) {
    const { slot, number } = field;
    if (!slot || slot.isList || slot.isMap) continue;
    const place = slot.oneof || number;
    const before = last.get(place);
    const merges = before?.inside && before.number === number;
    if (before && !merges) replaced.add(before);
    last.set(place, field);
  }
  return replaced;
}

/**
 * What became of the bytes of an alignment; null where only one side has a say. Two decoded messages are compared apart
 * (`compare.ts`): they tell which fields there are, but not which bytes one side took from what the other side meant.
 */
export function outcomeOf(alignment: Alignment): Outcome | null {
  const { written, read } = alignment;
  if (!written || !read) return null;
  if (read.length === 0 || read.some(({ isBroken }) => isBroken)) return "rejected";
  if (read.every(({ slot }) => slot === null)) return "unknown";
  if (!hasSameMeaning(alignment)) return "reinterpreted";
  if (alignment.isReplaced) return "lost";
  const [one, other] = [written[0], read[0]];
  if (!one?.inside || !other?.inside) return "same";
  return gravest(alignFields(one.inside.fields, other.inside.fields).map(outcomeOf));
}

/** True for one field on either side with the same name and value; of a message, where the same bytes are inside. */
export function hasSameMeaning({ written, read }: Alignment): boolean {
  const [one, ...more] = written ?? [];
  const [other, ...others] = read ?? [];
  if (!one || !other || more.length + others.length > 0) return false;
  if (one.slot?.name !== other.slot?.name) return false;
  if (one.inside || other.inside) return hasSameInside(one, other);
  return (
    one.items.length === other.items.length &&
    one.items.every(({ value }, index) => isEqual(value, other.items[index]?.value)) &&
    !hasOtherEnum(one, other)
  );
}

function hasOtherEnum({ items, slot }: DecodedField, { slot: readSlot }: DecodedField): boolean {
  const [writer, reader] = [slot?.encoding, readSlot?.encoding];
  if (writer?.kind !== "enum" || reader?.kind !== "enum") return false;
  return items.some(({ value }) => meansOther(value, writer.enum, reader.enum));
}

/** True for two messages that are read from the same bytes. */
export function hasSameInside(one: DecodedField, other: DecodedField): boolean {
  if (!one.inside || !other.inside || one.content !== other.content) return false;
  return other.isBroken || one.contentEnd === other.contentEnd;
}
