import type { Revision } from "./revision.js";

/** A revision with its place among those of the same date: parents come before children. */
export interface Sighting {
  revision: Revision;
  position: number;
}

/** By date, then by position. */
export function compareSightings(a: Sighting, b: Sighting): number {
  if (a.revision.date !== b.revision.date) return a.revision.date < b.revision.date ? -1 : 1;
  return a.position - b.position;
}

/** The first and the last time at which something was seen. */
export interface Span {
  first: Sighting;
  last: Sighting;
}

/** The first of some sightings, null where there is none. */
export function earliest(sightings: readonly Sighting[]): Sighting | null {
  const [first, ...others] = sightings;
  if (!first) return null;
  return others.reduce((one, other) => (compareSightings(other, one) < 0 ? other : one), first);
}
