import type { Form } from "@grpc-evolution/engine/ledger/ledger.js";
import type { Link } from "@grpc-evolution/engine/ledger/links.js";
import type { Revision } from "@grpc-evolution/engine/ledger/revision.js";
import type { Entry, RevisionLog } from "@grpc-evolution/engine/ledger/revision-log.js";
import type { Sighting } from "@grpc-evolution/engine/ledger/sighting.js";

/** A history with the state of the repository that it was read at. */
export interface CachedHistory {
  /** What official revisions reach. */
  log: RevisionLog;
  /** What only the checked revision reaches. */
  own: RevisionLog;
  /** What only other branches and tags reach. */
  unmerged: RevisionLog;
  /** Digest of all branches and tags, of where they stood, of which of them count how, and of the checked revision. */
  state: string;
  /** Where the official history ended. */
  tips: string[];
  /** The commits of the releases, by tag. */
  tags: Record<string, string>;
}

/** Texts and sightings are written once, and stand for themselves by their positions; -1 is nothing. */
interface Written {
  state: string;
  tips: string[];
  tags: Record<string, string>;
  texts: string[];
  revisions: [commit: string, date: string][];
  sightings: [revision: number, position: number][];
  logs: WrittenLog[];
}

interface WrittenLog {
  revisions: number;
  unreadable: number;
  entries: number[][];
  links: [link: Omit<Link, "past">, past: number][];
}

/** As text. */
export function encodeHistory({ log, own, unmerged, state, tips, tags }: CachedHistory): string {
  const texts = new Numbering<string>();
  const revisions = new Numbering<string>();
  const sightings = new Numbering<string>();
  const revisionAt = ({ commit, date }: Revision) => revisions.of(`${commit} ${date}`);
  const at = (sighting: Sighting | undefined) =>
    sighting ? sightings.of(`${revisionAt(sighting.revision)} ${sighting.position}`) : -1;
  const text = (of: string | undefined) => (of === undefined ? -1 : texts.of(of));
  const entryOf = ({ kind, owner, number, name, type, jsonName, isPast, first, last, ...shown }: Entry) => {
    const { official, release, inFlight } = shown;
    const place = [kind === "enum" ? 1 : 0, isPast ? 1 : 0, text(owner), number];
    const form = [text(name), text(type), text(jsonName)];
    const rest = [
      ...[at(official?.first), at(official?.last)],
      ...[text(release?.tag), release ? revisionAt(release.revision) : -1],
      ...(inFlight ? [text(inFlight.ref), at(inFlight.at)] : []),
    ];
    return [...place, ...form, at(first), at(last), ...rest];
  };
  const logs = [log, own, unmerged].map(
    ({ entries, links, revisions: count, unreadable }): WrittenLog => ({
      revisions: count,
      unreadable,
      entries: entries.map(entryOf),
      links: links.map(({ past, ...link }) => [link, at(past)]),
    }),
  );
  const written: Written = {
    ...{ state, tips, tags, logs },
    texts: texts.items,
    revisions: revisions.items.map((item) => item.split(" ") as [string, string]),
    sightings: sightings.items.map((item) => item.split(" ").map(Number) as [number, number]),
  };
  return JSON.stringify(written);
}

/** Gives items numbers from 0, the same to the same item. */
class Numbering<T> {
  readonly #numbers = new Map<T, number>();

  get items(): T[] {
    return [...this.#numbers.keys()];
  }

  of(item: T): number {
    const number = this.#numbers.get(item) ?? this.#numbers.size;
    this.#numbers.set(item, number);
    return number;
  }
}

/** Throws an Error where the text is none that `encodeHistory` wrote. */
export function decodeHistory(text: string): CachedHistory {
  const written = JSON.parse(text) as Written;
  const texts = listOf(written.texts).map(textOf);
  // There are many of these: by position they are taken apart in half the time that a list takes.
  const revisions = listOf(written.revisions).map((item): Revision => {
    const { 0: commit, 1: date } = listOf(item);
    return { commit: textOf(commit), date: textOf(date), source: "" };
  });
  const sightings = listOf(written.sightings).map((item): Sighting => {
    const { 0: revision, 1: position } = listOf(item);
    return { revision: itemAt(revisions, revision), position: numberOf(position) };
  });
  const entryOf = (item: unknown): Entry => {
    const values = listOf(item);
    const { 0: kind, 1: isPast, 2: owner, 3: number, 4: name, 5: type, 6: jsonName } = values;
    const { 7: first, 8: last, 9: officialFirst, 10: officialLast } = values;
    const { 11: tag, 12: tagged, 13: ref, 14: at } = values;
    return {
      kind: kind === 1 ? "enum" : "message",
      isPast: isPast === 1,
      owner: itemAt(texts, owner),
      number: numberOf(number),
      name: itemAt(texts, name),
      type: itemAt(texts, type),
      ...(jsonName === -1 ? {} : { jsonName: itemAt(texts, jsonName) }),
      first: itemAt(sightings, first),
      last: itemAt(sightings, last),
      official:
        officialFirst === -1
          ? null
          : { first: itemAt(sightings, officialFirst), last: itemAt(sightings, officialLast) },
      release: tag === -1 ? null : { tag: itemAt(texts, tag), revision: itemAt(revisions, tagged) },
      inFlight: ref === undefined ? null : { ref: itemAt(texts, ref), at: itemAt(sightings, at) },
    };
  };
  const logOf = (log: WrittenLog | undefined): RevisionLog => ({
    revisions: numberOf(log?.revisions),
    unreadable: numberOf(log?.unreadable),
    entries: listOf(log?.entries).map(entryOf),
    links: listOf(log?.links).map((item) => {
      const [link, past] = listOf(item);
      return past === -1 ? linkOf(link) : { ...linkOf(link), past: itemAt(sightings, past) };
    }),
  });
  const [log, own, unmerged] = listOf(written.logs) as WrittenLog[];
  return {
    state: textOf(written.state),
    tips: listOf(written.tips).map(textOf),
    tags: Object.fromEntries(Object.entries(written.tags).map(([tag, commit]) => [tag, textOf(commit)])),
    log: logOf(log),
    own: logOf(own),
    unmerged: logOf(unmerged),
  };
}

function linkOf(value: unknown): Link {
  const link = value as Record<string, unknown>;
  const kind = textOf(link.kind) === "enum" ? "enum" : "message";
  switch (link.of) {
    case "owner":
      return { of: "owner", kind, before: textOf(link.before), after: textOf(link.after) };
    case "member": {
      const { owner, number, before, after } = link;
      const forms = { before: formOf(before), after: formOf(after) };
      return { of: "member", kind, owner: textOf(owner), number: numberOf(number), ...forms };
    }
    case "renumbered": {
      const { owner, name, before, after } = link;
      const numbers = { before: numberOf(before), after: numberOf(after) };
      return { of: "renumbered", kind, owner: textOf(owner), name: textOf(name), ...numbers };
    }
    case "ambiguous": {
      const names = (of: unknown) => listOf(of).map(textOf);
      return { of: "ambiguous", kind, before: names(link.before), after: names(link.after) };
    }
    case "reused":
      return { of: "reused", kind, name: textOf(link.name), at: sightingOf(link.at) };
    default:
      throw damaged;
  }
}

function formOf(value: unknown): Form {
  const { name, type } = (value ?? {}) as Record<string, unknown>;
  return { name: textOf(name), type: textOf(type) };
}

function sightingOf(value: unknown): Sighting {
  const { revision, position } = (value ?? {}) as Record<string, unknown>;
  const { commit, date } = (revision ?? {}) as Record<string, unknown>;
  return {
    revision: { commit: textOf(commit), date: textOf(date), source: "" },
    position: numberOf(position),
  };
}

const damaged = new Error("this is no history that was kept");

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw damaged;
  return value;
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw damaged;
  return value;
}

function numberOf(value: unknown): number {
  if (typeof value !== "number") throw damaged;
  return value;
}

function itemAt<T>(items: readonly T[], position: unknown): T {
  const item = items[numberOf(position)];
  if (item === undefined) throw damaged;
  return item;
}
