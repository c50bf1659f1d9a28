import { outcomes } from "@grpc-evolution/engine/wire/outcome.js";
import type { Span } from "@grpc-evolution/engine/wire/strip.js";
import type { StripContent, StripSide } from "../../content/content.js";

/** Where a span lies and what its tag says: `Bytes 0 to 1, field 8, varint`. */
export function placeText({ offset, size, tag }: Span): string {
  if (size === 0) return "No bytes";
  const place = size === 1 ? `Byte ${offset}` : `Bytes ${offset} to ${offset + size - 1}`;
  return tag === "" ? place : `${place}, ${tag}`;
}

/** What the sides of a strip are called where their names would be too long: `New writer`, `Old reader`. */
export interface Roles {
  writer: string;
  reader: string;
}

/** The age of a side beside the other one: a release between two others is new to an old one, and old to a new one. */
export function roleOf({ age }: StripSide, other: StripSide): "old" | "new" {
  if (age !== "between") return age;
  return other.age === "new" ? "old" : "new";
}

/** What a strip shows: `Bytes of Limits: Release 2 writes, Release 1 reads`. */
export function nameOf({ message = "a message", writer, reader }: Omit<StripContent, "spans">): string {
  return `Bytes of ${message}: ${writer.caption}, ${reader.caption}`;
}

/** All that there is to say of a span, in sentences. */
export function explain(span: Span, { writer, reader }: Roles): string {
  const { written, read, outcome } = span;
  const sentences = [
    placeText(span),
    written === null ? "" : `${writer}: ${written}`,
    read === null ? "" : `${reader}: ${read}`,
    outcome === null ? "" : capitalized(`${outcome}: ${outcomes[outcome].meaning}`),
  ];
  return sentences
    .filter(Boolean)
    .map((sentence) => `${sentence}.`)
    .join(" ");
}

export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
