import {
  type Declaration,
  type Declarations,
  fullNameOf,
  keyOf,
  type Member,
} from "../identity/declaration.js";
import type { Move } from "../identity/move.js";
import { existedBeside, type KnownNames, NamesInLog } from "./known-names.js";
import { type Link, linksOf, type Transition } from "./links.js";
import {
  compareSightings,
  type Entry,
  earliest,
  keyed,
  mergeEntries,
  type RevisionLog,
  type Sighting,
  type Span,
  widen,
} from "./revision-log.js";

/**
 * Writes a revision log. What all commits declare has to be seen before it is followed from one to the next: then it
 * does not matter in which order commits of several branches come.
 */
export class RevisionLogWriter implements KnownNames {
  readonly #spans = new Map<Declaration, Span>();
  /** What was seen under a name, by kind and full name. */
  readonly #versions = new Map<string, Declaration[]>();
  readonly #links = new Map<string, Link>();
  readonly #earlier: NamesInLog;
  #revisions = 0;

  /** `earlier` is what the log continues; it is not part of what `log()` gives. */
  constructor(earlier: RevisionLog | null = null) {
    this.#earlier = new NamesInLog(earlier);
  }

  /**
   * Remembers what a commit declares in the files that it changed. Declarations are told apart by identity: those of
   * all versions have to come from one `Interner`.
   */
  see(files: readonly Declarations[], sighting: Sighting): void {
    this.#revisions += 1;
    for (const { types } of files) for (const declaration of types) this.#see(declaration, sighting);
  }

  /** Remembers what a commit renamed; older commits first. */
  follow(transition: Transition, sighting: Sighting): void {
    this.#link(linksOf(transition, (move) => existedBeside(move, sighting, this)));
  }

  #see(declaration: Declaration, sighting: Sighting): void {
    const span = this.#spans.get(declaration);
    if (span) {
      if (compareSightings(sighting, span.first) < 0) span.first = sighting;
      if (compareSightings(sighting, span.last) > 0) span.last = sighting;
      return;
    }
    this.#spans.set(declaration, { first: sighting, last: sighting });
    const key = keyOf(declaration);
    const versions = this.#versions.get(key);
    if (versions) versions.push(declaration);
    else this.#versions.set(key, [declaration]);
    this.#link(aliasesIn(declaration));
    this.#link(nameOfEmpty(declaration));
  }

  #link(links: Link[]): void {
    for (const link of links) this.#links.set(...keyed(link));
  }

  firstOf(key: string): Sighting | null {
    const versions = this.#versions.get(key) ?? [];
    const firsts = versions.map((version) => (this.#spans.get(version) as Span).first);
    const earlier = this.#earlier.firstOf(key);
    return earliest(earlier ? [earlier, ...firsts] : firsts);
  }

  isLinked(move: Move): boolean {
    return this.#links.has(keyed({ of: "owner", ...move })[0]) || this.#earlier.isLinked(move);
  }

  /** What was seen up to now. */
  log(): Omit<RevisionLog, "unreadable"> {
    const entries = mergeEntries(this.#entries());
    return { entries, links: [...this.#links.values()], revisions: this.#revisions };
  }

  /** One entry for each member of each message or enum, however many versions have it. */
  *#entries(): Generator<Entry> {
    for (const versions of this.#versions.values()) {
      const entries = new Map<Member, Entry>();
      for (const version of versions) {
        const span = this.#spans.get(version) as Span;
        for (const member of version.members) {
          const entry = entries.get(member);
          if (entry) widen(entry, { ...member, ...span });
          else entries.set(member, { kind: version.kind, owner: fullNameOf(version), ...member, ...span });
        }
      }
      yield* entries.values();
    }
  }
}

/** Values of an enum that share a number (`allow_alias`) are one value with several names. */
function aliasesIn({ kind, members, ...named }: Declaration): Link[] {
  if (kind !== "enum") return [];
  const owner = fullNameOf(named);
  const firstNames = new Map<number, string>();
  return members.flatMap(({ number, name }) => {
    const before = firstNames.get(number);
    if (before === undefined) firstNames.set(number, name);
    return before === undefined ? [] : [{ of: "member", kind, owner, number, before, after: name }];
  });
}

/** What has no members is known by its name alone. */
function nameOfEmpty(declaration: Declaration): Link[] {
  if (declaration.members.length > 0) return [];
  const name = fullNameOf(declaration);
  return [{ of: "owner", kind: declaration.kind, before: name, after: name }];
}
