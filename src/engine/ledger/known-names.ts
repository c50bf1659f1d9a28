import { groupBy } from "../identity/group-by.js";
import type { Move } from "../identity/move.js";
import { compareSightings, earliest, keyed, type RevisionLog, type Sighting } from "./revision-log.js";

/** What a history knows of full names. */
export interface KnownNames {
  /** When a name was seen first, by kind and full name; null where it never was. */
  firstOf(key: string): Sighting | null;
  /** Whether it followed this move. */
  isLinked(move: Move): boolean;
}

/**
 * Whether the new name of a move came up before the move, while the old one was there: then it is a copy, and not
 * where the other one went. A name that is older than the source is none, nor is one that an earlier move led to.
 * `now` is when the move would have been, null for a change that is not committed.
 */
export function existedBeside(move: Move, now: Sighting | null, names: KnownNames): boolean {
  const { kind, before, after } = move;
  const target = names.firstOf(`${kind} ${after}`);
  if (!target || (now && compareSightings(target, now) >= 0)) return false;
  const source = names.firstOf(`${kind} ${before}`);
  return source !== null && compareSightings(source, target) <= 0 && !names.isLinked(move);
}

/** The names of a revision log, put in order when they are asked for. */
export class NamesInLog implements KnownNames {
  readonly #log: RevisionLog | null;
  #firsts: Map<string, Sighting | null> | null = null;
  #links: Set<string> | null = null;

  constructor(log: RevisionLog | null) {
    this.#log = log;
  }

  firstOf(key: string): Sighting | null {
    if (!this.#firsts) {
      const byOwner = groupBy(this.#log?.entries ?? [], ({ kind, owner }) => `${kind} ${owner}`);
      this.#firsts = new Map(
        [...byOwner].map(([name, entries]) => [name, earliest(entries.map(({ first }) => first))]),
      );
    }
    return this.#firsts.get(key) ?? null;
  }

  isLinked(move: Move): boolean {
    this.#links ??= new Set((this.#log?.links ?? []).map((link) => keyed(link)[0]));
    return this.#links.has(keyed({ of: "owner", ...move })[0]);
  }
}
