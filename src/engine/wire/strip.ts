import type { DescMessage } from "@bufbuild/protobuf";
import { type Alignment, alignFields, hasSameInside, outcomeOf, outcomeOfMeaning } from "./align.js";
import { type ByteRun, byteRunsOf, tagText, valueRun } from "./byte-runs.js";
import { type DecodedField, decodeFields } from "./decode.js";
import { type MissingField, missingFields } from "./missing-fields.js";
import { gravest, isUnharmed, type Outcome } from "./outcome.js";
import { nameText, readingText } from "./reading-text.js";

/** What a span is made of, in the order of the bytes. */
export type SpanPart = ByteRun | { role: "fields"; spans: Span[] };

/** One field of an encoded message, with what both sides make of it. */
export interface Span {
  /** Place of its first byte in the message. */
  offset: number;
  /** How many bytes it takes; none where the reader has a field that the message does not carry. */
  size: number;
  /** What the tag says: `field 3, length-delimited`; empty where there are no bytes. */
  tag: string;
  parts: SpanPart[];
  /** Null where the writer has nothing to say, or has said it with what is around. */
  written: string | null;
  read: string | null;
  /** Null where only one side looks inside. */
  outcome: Outcome | null;
}

/** What is shown of a long message: this many fields, this deep, with this many readings of a span. */
const most = { fields: 48, depth: 3, missing: 4, readings: 4 };

/**
 * Cuts an encoded message into the fields that `writer` put there, and reads each with both schemas. A message has its
 * fields inside. Where `reader` takes other bytes for a field, a span holds all that the two sides find in it; where it
 * gives up, the rest is `rejected`. The result is bounded, however long the message is.
 * Source of the format: https://protobuf.dev/programming-guides/encoding/
 */
export function byteStrip(bytes: Uint8Array, writer: DescMessage, reader: DescMessage): Span[] {
  const written = { desc: writer, fields: decodeFields(bytes, writer) };
  const read = { desc: reader, fields: decodeFields(bytes, reader) };
  const spans = new Layout(bytes).message(written, read, bytes.length);
  const end = written.fields.at(-1)?.end ?? 0;
  return end < bytes.length ? [...spans, unseenSpan(end, bytes.length - end)] : spans;
}

/** A message as one side has it; an entry of a map has no descriptor. */
interface Side {
  desc: DescMessage | null;
  fields: DecodedField[];
}

/** A span whose fields are shown inside of it. */
type Opened = Pick<Span, "written" | "read" | "outcome"> & { spans: Span[] };

class Layout {
  #room = most.fields;
  #depth = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** The fields of a message that both sides read, and those that the reader misses in it. */
  message(written: Side, read: Side, end: number): Span[] {
    const spans = this.#spans(alignFields(written.fields, read.fields));
    if (!written.desc || !read.desc || read.fields.some(({ isBroken }) => isBroken)) return spans;
    const carried = new Set(read.fields.map(({ number }) => number));
    return [...spans, ...missingSpans(missingFields(written.desc, read.desc, carried), end)];
  }

  /** As many alignments as there is room for, and one span for the rest. */
  #spans(alignments: Alignment[]): Span[] {
    const shown = alignments.slice(0, this.#room);
    const rest = alignments.slice(shown.length);
    this.#room -= shown.length;
    this.#depth += 1;
    const spans = shown.map((alignment) => this.#span(alignment));
    this.#depth -= 1;
    return rest.length > 0 ? [...spans, restSpan(rest)] : spans;
  }

  #span(alignment: Alignment): Span {
    const own = fieldsOf(alignment);
    const opened = this.#room > 0 && this.#depth < most.depth ? this.#open(alignment) : null;
    const { written, read, outcome } = opened ?? closed(alignment);
    const inside: SpanPart[] | null = opened && [{ role: "fields", spans: opened.spans }];
    const parts = own.flatMap((field) => byteRunsOf(field, this.bytes, inside));
    return { ...extentOf(own), tag: own[0] ? tagText(own[0]) : "", parts, written, read, outcome };
  }

  #open(alignment: Alignment): Opened | null {
    return this.#openBoth(alignment) ?? this.#openShifted(alignment) ?? this.#openOne(alignment);
  }

  /** Both sides read a message from the same bytes. */
  #openBoth(alignment: Alignment): Opened | null {
    const [one, other] = [only(alignment.written), only(alignment.read)];
    if (!one?.inside || !other?.inside || !hasSameInside(one, other)) return null;
    const spans = this.message(sideOf(one.inside), sideOf(other.inside), one.contentEnd);
    if (spans.length === 0) return null;
    return { spans, written: nameText(one), read: nameText(other), outcome: outcomeAround(alignment) };
  }

  /** The reader takes the tag and the length for a field, and the content for fields that follow. */
  #openShifted(alignment: Alignment): Opened | null {
    const one = only(alignment.written);
    const [other, ...following] = alignment.read ?? [];
    if (!one || !other || following.length === 0 || other.end !== one.content) return null;
    const last = following.at(-1)?.end ?? one.content;
    if (last > one.contentEnd) return null;
    const alignments = one.inside ? alignFields(one.inside.fields, following) : oneSided(null, following);
    const spans = this.#spans(alignments).map((span) =>
      span.outcome && isUnharmed(span.outcome) ? { ...span, outcome: "reinterpreted" as const } : span,
    );
    const written = one.inside ? nameText(one) : readingText(one);
    const end = one.inside ? one.contentEnd : last;
    const all = end < one.contentEnd ? [...spans, unreadSpan(this.bytes, end, one.contentEnd)] : spans;
    return { spans: all, written, read: readingText(other), outcome: outcomeOf(alignment) };
  }

  /** Only one side reads a message. */
  #openOne(alignment: Alignment): Opened | null {
    const [one, other] = [only(alignment.written), only(alignment.read)];
    const { written, read, outcome } = closed(alignment);
    if (one?.inside?.fields.length) {
      const spans = this.#spans(oneSided(one.inside.fields, null));
      return { spans, written: nameText(one), read, outcome };
    }
    const isApart =
      alignment.written && (one?.content !== other?.content || one?.contentEnd !== other?.contentEnd);
    if (!other?.inside?.fields.length || isApart) return null;
    const spans = this.#spans(oneSided(null, other.inside.fields));
    return { spans, written, read: nameText(other), outcome };
  }
}

function sideOf({ shape, fields }: NonNullable<DecodedField["inside"]>): Side {
  return { desc: shape.desc, fields };
}

function oneSided(written: DecodedField[] | null, read: DecodedField[] | null): Alignment[] {
  return (written ?? read ?? []).map((field) => ({
    written: written && [field],
    read: read && [field],
    isReplaced: false,
    isMerged: false,
  }));
}

function only(fields: DecodedField[] | null): DecodedField | undefined {
  return fields?.length === 1 ? fields[0] : undefined;
}

/** Those whose bytes are shown: the writer's. */
function fieldsOf({ written, read }: Alignment): DecodedField[] {
  return written ?? read ?? [];
}

function extentOf(fields: readonly DecodedField[]): Pick<Span, "offset" | "size"> {
  const offset = fields[0]?.start ?? 0;
  return { offset, size: (fields.at(-1)?.end ?? offset) - offset };
}

/** What an alignment says as a whole. */
function closed(alignment: Alignment): Pick<Span, "written" | "read" | "outcome"> {
  const outcome = outcomeOf(alignment);
  const read = alignment.read && readings(alignment.read);
  return {
    written: alignment.written && readings(alignment.written),
    read: outcome === "lost" ? `${read}, then replaced` : read,
    outcome,
  };
}

function readings(fields: readonly DecodedField[]): string {
  if (fields.length === 0) return "not read";
  const texts = fields.slice(0, most.readings).map(readingText);
  const more = fields.length - texts.length;
  return [...texts, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** The outcome of a message apart from its fields, which show their own. */
function outcomeAround(alignment: Alignment): Outcome {
  if (alignment.read?.some(({ isBroken }) => isBroken)) return "rejected";
  const { isMerged, isReplaced } = alignment;
  return gravest([outcomeOfMeaning(alignment), isMerged ? "reinterpreted" : isReplaced ? "lost" : "same"]);
}

/** What is left of a field where the reader gave up inside of it. */
function unreadSpan(bytes: Uint8Array, offset: number, end: number): Span {
  const parts = [valueRun(bytes, offset, end)];
  return { offset, size: end - offset, tag: "", parts, written: null, read: "not read", outcome: null };
}

/** What is not looked at, since the message is too long. */
function unseenSpan(offset: number, size: number): Span {
  const parts: SpanPart[] = [{ role: "value", hex: "", hidden: size }];
  return { offset, size, tag: "", parts, written: "more fields", read: "not looked at", outcome: null };
}

function restSpan(rest: readonly Alignment[]): Span {
  const own = rest.flatMap(fieldsOf);
  const extent = extentOf(own);
  const text = rest.length === 1 ? "1 more field" : `${rest.length} more fields`;
  const outcomes = rest.map(outcomeOf);
  return {
    ...extent,
    tag: "",
    parts: [{ role: "value", hex: "", hidden: extent.size }],
    written: rest[0]?.written ? text : null,
    read: rest[0]?.read ? text : null,
    outcome: outcomes.every((outcome) => outcome === null) ? null : gravest(outcomes),
  };
}

function missingSpans(missing: readonly MissingField[], offset: number): Span[] {
  const none = { offset, size: 0, tag: "", parts: [] };
  const spans = missing.slice(0, most.missing).map(({ written, read }): Span => {
    return { ...none, written, read, outcome: written === null ? "defaulted" : "reinterpreted" };
  });
  const more = missing.length - spans.length;
  return more > 0
    ? [...spans, { ...none, written: null, read: `${more} more fields`, outcome: "defaulted" }]
    : spans;
}
