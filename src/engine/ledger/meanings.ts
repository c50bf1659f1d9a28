import type { DisjointSets } from "../identity/disjoint-sets.js";
import type { Link } from "./links.js";
import type { Entry } from "./revision-log.js";
import { compareSightings, type Sighting } from "./sighting.js";

/**
 * What names stand for, by kind and full name. A name that something new has got stands for that, and its former meaning
 * has a key of its own: it is known under the names that it was renamed to.
 */
export class Meanings {
  readonly #firsts = new Map<string, Sighting>();
  readonly #reused = new Map<string, Sighting>();

  constructor(entries: readonly Entry[], links: readonly Link[]) {
    for (const link of links) {
      if (link.of === "reused") putEarliest(this.#reused, `${link.kind} ${link.name}`, link.at);
    }
    if (this.#reused.size === 0) return;
    for (const { kind, owner, first } of entries) putEarliest(this.#firsts, `${kind} ${owner}`, first);
  }

  /** What a name stands for in a link with another: the new meaning where the other name is not older than it. */
  beside(key: string, other: string): string {
    const since = this.#reused.get(key);
    if (!since) return key;
    const first = this.#firsts.get(other);
    return first && key !== other && compareSightings(first, since) >= 0 ? key : former(key);
  }

  /** What had a number under a name: both meanings where it was seen before the name was reused and since. */
  ofEntry(entry: Entry): string[] {
    const key = `${entry.kind} ${entry.owner}`;
    const since = this.#reused.get(key);
    if (!since) return [key];
    const isFormer = compareSightings(entry.first, since) < 0;
    const isNew = compareSightings(entry.last, since) >= 0;
    return [...(isFormer ? [former(key)] : []), ...(isNew ? [key] : [])];
  }

  /** All that a name has stood for. */
  all(key: string): string[] {
    return this.#reused.has(key) ? [key, former(key)] : [key];
  }

  /** A former meaning that has no name any more keeps the one it had, so that no number is forgotten. */
  joinLost(names: ReadonlySet<string>, same: DisjointSets): void {
    if (this.#reused.size === 0) return;
    const named = new Set([...names].map((name) => same.find(name)));
    for (const key of this.#reused.keys()) {
      if (!named.has(same.find(former(key)))) same.join(key, former(key));
    }
  }
}

function former(key: string): string {
  return `${key} before`;
}

function putEarliest(sightings: Map<string, Sighting>, key: string, at: Sighting): void {
  const earlier = sightings.get(key);
  if (!earlier || compareSightings(at, earlier) < 0) sightings.set(key, at);
}
