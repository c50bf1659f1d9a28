import type { TypeChoices, TypeFormat, TypeKind } from "../../content/type-table.js";

/** Which cell is shown: what is written, what it is read as, and in which format. */
export interface Choice {
  format: TypeFormat;
  from: TypeKind;
  to: TypeKind;
}

/** What the query of an address names; null where it names no pair of the format. */
export function readChoice(query: string, { formats }: TypeChoices): Choice | null {
  const given = new URLSearchParams(query);
  const format: TypeFormat = given.get("format") === "json" ? "json" : "binary";
  const [from, to] = ["from", "to"].map((name) => formats[format].find(({ id }) => id === given.get(name)));
  return from && to ? { format, from, to } : null;
}

/** A choice as the query of an address, from the question mark on. */
export function queryOf({ format, from, to }: Choice): string {
  return `?from=${from.id}&to=${to.id}&format=${format}`;
}

/** The same pair in another format; a kind that the format does not tell apart becomes the first one of its form. */
export function inFormat({ from, to }: Choice, format: TypeFormat, { formats }: TypeChoices): Choice {
  const kinds = formats[format];
  const nearest = (kind: TypeKind) =>
    kinds.find(({ id }) => id === kind.id) ??
    kinds.find(({ id }) => id === kind.id.replace("expanded", "packed").replace("unverified-", "")) ??
    (kinds[0] as TypeKind);
  return { format, from: nearest(from), to: nearest(to) };
}
