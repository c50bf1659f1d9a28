import type { DecodedField } from "./decode.js";
import { gravest, type Outcome } from "./outcome.js";
import type { Slot } from "./shape.js";
import { outcomeOfPlain } from "./value-outcome.js";

/** The fewest bytes that both sides read as whole fields: mostly one field each. Null where a side has no say. */
export interface Alignment {
  written: DecodedField[] | null;
  /** Empty where the reader gave up before. */
  read: DecodedField[] | null;
  /** True where the reader drops what it read here, for what comes later. */
  isReplaced: boolean;
  /** True where the reader puts several elements of the writer's list together into a message that nobody wrote. */
  isMerged: boolean;
}

/** Lays what the reader reads beside what the writer wrote. Both begin at the same byte. */
export function alignFields(written: readonly DecodedField[], read: readonly DecodedField[]): Alignment[] {
  const alignments: Alignment[] = [];
  const replaced = { written: replacedIn(written), read: replacedIn(read) };
  const merged = mergedIn(read);
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
    const fate = field.slot?.isList
      ? alignment.read.map((each) => merged.get(each)).find((each) => each !== undefined)
      : undefined;
    const isReplaced =
      fate === "replaced" ||
      (alignment.read.some((each) => replaced.read.has(each)) && !replaced.written.has(field));
    const isMerged = fate === "blended";
    alignments.push({ written: alignment.written, read: alignment.read, isReplaced, isMerged });
    alignment = { written: [], read: [] };
  }
  return alignments;
}

/** Values that a later field of the same message takes the place of: the last one wins, and so in a oneof. */
function replacedIn(fields: readonly DecodedField[]): ReadonlySet<DecodedField> {
  const last = new Map<string, DecodedField>();
  const replaced = new Set<DecodedField>();
  for (const field of fields) {
    const { slot, number } = field;
    if (!slot || slot.isList) continue;
    const place = placeOf(field, slot);
    const before = last.get(place);
    const merges = before?.inside && before.number === number && !slot.isMap;
    if (before && !merges) replaced.add(before);
    last.set(place, field);
  }
  return replaced;
}

/**
 * What becomes of messages that one place takes several of: they are merged. Where the last one sets all that those before
 * it set, it replaces them; else all are blended into a message that none of them is.
 */
function mergedIn(fields: readonly DecodedField[]): ReadonlyMap<DecodedField, "replaced" | "blended"> {
  const merged = new Map<DecodedField, "replaced" | "blended">();
  const messages = fields.filter(({ slot, inside }) => inside && slot && !slot.isList && !slot.isMap);
  const byNumber = new Map<number, DecodedField[]>();
  for (const message of messages) {
    const before = byNumber.get(message.number);
    if (before) before.push(message);
    else byNumber.set(message.number, [message]);
  }
  for (const several of byNumber.values()) {
    const last = several.at(-1);
    const earlier = several.slice(0, -1);
    if (!last || earlier.length === 0) continue;
    const isBlended = !earlier.every((each) => isCovered(each, last));
    for (const each of earlier) merged.set(each, isBlended ? "blended" : "replaced");
    if (isBlended) merged.set(last, "blended");
  }
  return merged;
}

/** Whether a later message sets everything that an earlier one does, and so takes its place when they are merged. */
function isCovered({ inside: earlier }: DecodedField, { inside: later }: DecodedField): boolean {
  const set = new Set(later?.fields.map(({ number }) => number));
  // Messages inside are merged themselves, and elements of lists stay.
  return (
    earlier?.fields.every(({ number, inside, slot }) => !inside && !slot?.isList && set.has(number)) ?? true
  );
}

/** What holds one value at a time: a field, a oneof, or a key of a map. */
function placeOf({ number, inside }: DecodedField, { oneof, isMap }: Slot): string {
  if (!isMap) return oneof || String(number);
  const key = inside?.fields.findLast((field) => field.number === 1)?.items[0]?.value;
  return `${number} ${key ?? ""}`;
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
  const meaning = outcomeOfMeaning(alignment);
  if (meaning === "reinterpreted" || alignment.isMerged) return "reinterpreted";
  const own = gravest([meaning, alignment.isReplaced ? "lost" : "same"]);
  const [one, other] = [written[0], read[0]];
  if (own === "lost" || !one?.inside || !other?.inside) return own;
  return gravest([own, ...alignFields(one.inside.fields, other.inside.fields).map(outcomeOf)]);
}

/** What the reader makes of one field of the writer: of its name, and of its value. Of a message only the name counts. */
export function outcomeOfMeaning({ written, read }: Alignment): Outcome {
  const [one, ...more] = written ?? [];
  const [other, ...others] = read ?? [];
  if (!one || !other || more.length + others.length > 0) return "reinterpreted";
  return gravest([outcomeOfName(one.slot, other.slot), outcomeOfContent(one, other)]);
}

/**
 * Under another name it is the same field where it is of the same kind, and neither name belongs to another number on the
 * other side.
 */
function outcomeOfName(written: Slot | null, read: Slot | null): Outcome {
  if (!written || !read) return "reinterpreted";
  if (written.name === read.name) return "same";
  const isElsewhere = read.siblings.has(written.name) || written.siblings.has(read.name);
  return !isElsewhere && kindOf(written) === kindOf(read) ? "renamed" : "reinterpreted";
}

function kindOf({ encoding, isList, isMap }: Slot): string {
  return `${isList} ${isMap} ${encoding.kind === "scalar" ? encoding.scalar : encoding.kind}`;
}

function outcomeOfContent(one: DecodedField, other: DecodedField): Outcome {
  if (one.inside && other.inside) return hasSameInside(one, other) ? "same" : "reinterpreted";
  if (one.inside || other.inside) return hasSameBytes(one, other) ? "same" : "reinterpreted";
  if (one.items.length !== other.items.length) return "reinterpreted";
  const types = { writer: enumOf(one), reader: enumOf(other) };
  return gravest(
    one.items.map(({ value }, index) => outcomeOfPlain(value, other.items[index]?.value, types)),
  );
}

/** Whether one side has the bytes of what is a message to the other. */
function hasSameBytes(one: DecodedField, other: DecodedField): boolean {
  const [{ value } = { value: null }] = one.inside ? other.items : one.items;
  const isWhole = one.content === other.content && one.contentEnd === other.contentEnd;
  return isWhole && !other.isBroken && value instanceof Uint8Array;
}

function enumOf({ slot }: DecodedField) {
  return slot?.encoding.kind === "enum" ? slot.encoding.enum : undefined;
}

/** True for two messages that are read from the same bytes. */
export function hasSameInside(one: DecodedField, other: DecodedField): boolean {
  if (!one.inside || !other.inside || one.content !== other.content) return false;
  return other.isBroken || one.contentEnd === other.contentEnd;
}
