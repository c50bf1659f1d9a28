import { groupBy } from "../identity/group-by.js";
import type { Move } from "../identity/moves.js";
import { compareSightings, joinSpans, keyed, type RevisionLog, type Span } from "./revision-log.js";

/** What a history knows of full names. */
export interface KnownNames {
  /** When a name was seen, by kind and full name; null where it never was. */
  spanOf(key: string): Span | null;
  /** Whether it followed this move. */
  isLinked(move: Move): boolean;
}

/**
 * Whether the new name of a move was seen while the old one was there already: then it is a copy, and not where the
 * other one went. What goes back to a name that an earlier move led away from is no copy.
 */
export function existedBeside(move: Move, names: KnownNames): boolean {
  const { kind, before, after } = move;
  const target = names.spanOf(`${kind} ${after}`);
  if (!target) return false;
  const source = names.spanOf(`${kind} ${before}`);
  if (!source || compareSightings(target.last, source.first) < 0) return false;
  return !names.isLinked(move) && !names.isLinked({ kind, before: after, after: before });
}

/** The names of a revision log, put in order when they are asked for. */
export class NamesInLog implements KnownNames {
  readonly #log: RevisionLog | null;
  #spans: Map<string, Span | null> | null = null;
  #links: Set<string> | null = null;

  constructor(log: RevisionLog | null) {
    this.#log = log;
  }

  spanOf(key: string): Span | null {
    if (!this.#spans) {
      const byOwner = groupBy(this.#log?.entries ?? [], ({ kind, owner }) => `${kind} ${owner}`);
      this.#spans = new Map([...byOwner].map(([name, entries]) => [name, joinSpans(entries)]));
    }
    return this.#spans.get(key) ?? null;
  }

  isLinked(move: Move): boolean {
    this.#links ??= new Set((this.#log?.links ?? []).map((link) => keyed(link)[0]));
    return this.#links.has(keyed({ of: "owner", ...move })[0]);
  }
}
