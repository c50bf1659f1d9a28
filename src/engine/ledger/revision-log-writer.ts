import { type Declaration, fullNameOf, keyOf, type Member } from "../identity/declaration.js";
import type { Move } from "../identity/move.js";
import { existedBeside, type KnownNames, NamesInLog, renamesIn } from "./known-names.js";
import type { Form } from "./ledger.js";
import { type FileDeclarations, type Link, linksOf, type Transition } from "./links.js";
import { reusedNames } from "./reused-names.js";
import {
  addLink,
  type Entry,
  firstRelease,
  keyed,
  lastInFlight,
  mergeEntries,
  type ReleaseSighting,
  type RevisionLog,
  type Sightings,
  widen,
} from "./revision-log.js";
import { compareSightings, earliest, type Sighting, type Span } from "./sighting.js";

/** Whether a commit is official, or the branch that reaches it where nobody has merged it; else it is just work. */
export type Standing = "official" | "work" | { ref: string };

/**
 * Writes a revision log. What all commits declare has to be seen before it is followed from one to the next: then it
 * does not matter in which order commits of several branches come.
 */
export class RevisionLogWriter implements KnownNames {
  readonly #own = new Map<Declaration, Sightings>();
  readonly #past = new Map<Declaration, Sightings>();
  /** What was seen under a name, by kind and full name. */
  readonly #versions = new Map<string, Set<Declaration>>();
  readonly #links = new Map<string, Link>();
  readonly #renames = new Map<string, Set<string>>();
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
  see(files: readonly FileDeclarations[], at: Sighting, standing: Standing): void {
    this.#revisions += 1;
    this.#note(files, at, (seen) => {
      widenSpan(seen, at);
      if (standing === "official") seen.official = widened(seen.official, at);
      else if (standing !== "work") seen.inFlight = lastInFlight(seen.inFlight, { ref: standing.ref, at });
    });
  }

  /** Remembers what an official commit has that its first parent does not have, however it came about. */
  seeOfficial(files: readonly FileDeclarations[], at: Sighting): void {
    this.#note(files, at, (seen) => {
      seen.official = widened(seen.official, at);
    });
  }

  /** Remembers what a release has that the one before it does not have. */
  seeRelease(files: readonly FileDeclarations[], release: ReleaseSighting): void {
    this.#note(files, { revision: release.revision, position: 0 }, (seen) => {
      seen.release = firstRelease(seen.release, release);
    });
  }

  /** Remembers what a commit renamed; older commits first. */
  follow(transition: Transition, at: Sighting): void {
    const links = linksOf(transition, (move) => existedBeside(move, at, this));
    const movedTo = new Set(links.flatMap((link) => (link.of === "owner" ? targetsOf(link) : [])));
    const all = [...pastOf(links, transition.after, at), ...reusedNames(transition, movedTo, at, this)];
    for (const link of all) addLink(this.#links, link);
    for (const [key, targets] of renamesIn(all)) {
      this.#renames.set(key, new Set([...(this.#renames.get(key) ?? []), ...targets]));
    }
  }

  #note(files: readonly FileDeclarations[], at: Sighting, note: (seen: Sightings) => void): void {
    for (const { types, isPast = false } of files) {
      const all = isPast ? this.#past : this.#own;
      for (const declaration of types) {
        const earlier = all.get(declaration);
        const seen = earlier ?? { first: at, last: at, official: null, release: null, inFlight: null };
        note(seen);
        if (earlier) continue;
        all.set(declaration, seen);
        this.#introduce(declaration, isPast ? at : null);
      }
    }
  }

  #introduce(declaration: Declaration, past: Sighting | null): void {
    const key = keyOf(declaration);
    const versions = this.#versions.get(key);
    if (versions) versions.add(declaration);
    else this.#versions.set(key, new Set([declaration]));
    for (const link of [...aliasesIn(declaration), ...nameOfEmpty(declaration)]) {
      addLink(this.#links, past ? { ...link, past } : link);
    }
  }

  firstOf(key: string): Sighting | null {
    const versions = [...(this.#versions.get(key) ?? [])];
    const firstsIn = (seen: ReadonlyMap<Declaration, Span>) =>
      versions.flatMap((version) => seen.get(version)?.first ?? []);
    const own = firstsIn(this.#own);
    const earlier = this.#earlier.firstOf(key);
    return earliest([...(earlier ? [earlier] : []), ...(own.length > 0 ? own : firstsIn(this.#past))]);
  }

  isLinked(move: Move): boolean {
    return this.#links.has(keyed({ of: "owner", ...move })[0]) || this.#earlier.isLinked(move);
  }

  renamesOf(key: string): readonly string[] {
    return [...(this.#renames.get(key) ?? []), ...this.#earlier.renamesOf(key)];
  }

  /** What was seen up to now. */
  log(): Omit<RevisionLog, "unreadable"> {
    const entries = mergeEntries(this.#entries());
    return { entries, links: [...this.#links.values()], revisions: this.#revisions };
  }

  *#entries(): Generator<Entry> {
    for (const versions of this.#versions.values()) {
      yield* entriesOf(versions, this.#own, false);
      if (this.#past.size > 0) yield* entriesOf(versions, this.#past, true);
    }
  }
}

/** One entry for each member of a message or enum, however many of its versions have it. */
function entriesOf(
  versions: Iterable<Declaration>,
  seenIn: ReadonlyMap<Declaration, Sightings>,
  isPast: boolean,
): Iterable<Entry> {
  const entries = new Map<Member, Entry>();
  for (const version of versions) {
    const seen = seenIn.get(version);
    if (!seen) continue;
    for (const member of version.members) {
      const entry = entries.get(member);
      if (entry) widen(entry, seen);
      else {
        const owner = fullNameOf(version);
        const sightings = { ...seen, official: seen.official && { ...seen.official } };
        entries.set(member, { kind: version.kind, owner, ...member, ...sightings, isPast });
      }
    }
  }
  return entries.values();
}

function widenSpan(span: Span, at: Sighting): void {
  if (compareSightings(at, span.first) < 0) span.first = at;
  if (compareSightings(at, span.last) > 0) span.last = at;
}

function widened(span: Span | null, at: Sighting): Span {
  if (!span) return { first: at, last: at };
  widenSpan(span, at);
  return span;
}

/** Marks the links that lead to what only files outside of the protocol declare. */
function pastOf(links: Link[], after: readonly FileDeclarations[], past: Sighting): Link[] {
  if (links.length === 0 || !after.some(({ isPast }) => isPast)) return links;
  const own = new Set(after.filter(({ isPast }) => !isPast).flatMap(({ types }) => types.map(keyOf)));
  return links.map((link) => (targetsOf(link).some((target) => own.has(target)) ? link : { ...link, past }));
}

function targetsOf(link: Link): string[] {
  switch (link.of) {
    case "owner":
      return [`${link.kind} ${link.after}`];
    case "member":
    case "renumbered":
      return [`${link.kind} ${link.owner}`];
    case "ambiguous":
      return link.after.map((name) => `${link.kind} ${name}`);
    case "reused":
      return [`${link.kind} ${link.name}`];
  }
}

/** Values of an enum that share a number (`allow_alias`) are one value with several names. */
function aliasesIn({ kind, members, ...named }: Declaration): Link[] {
  if (kind !== "enum") return [];
  const owner = fullNameOf(named);
  const firstForms = new Map<number, Form>();
  return members.flatMap(({ number, name, type }) => {
    const before = firstForms.get(number);
    const after = { name, type };
    if (before === undefined) firstForms.set(number, after);
    return before === undefined ? [] : [{ of: "member", kind, owner, number, before, after }];
  });
}

/** What has no members is known by its name alone. */
function nameOfEmpty(declaration: Declaration): Link[] {
  if (declaration.members.length > 0) return [];
  const name = fullNameOf(declaration);
  return [{ of: "owner", kind: declaration.kind, before: name, after: name }];
}
