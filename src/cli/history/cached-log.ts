import type { Revision } from "@grpc-evolution/engine/ledger/ledger.js";
import type { Link } from "@grpc-evolution/engine/ledger/links.js";
import type { Entry, RevisionLog, Sighting } from "@grpc-evolution/engine/ledger/revision-log.js";

/** A revision log with the state of the repository that it was written at. */
export interface CachedRevisionLog {
  log: RevisionLog;
  /** Digest of all branches and tags, of where they stood, and of which tags are releases. */
  state: string;
  /** The commits that branches and tags stood at. */
  tips: string[];
}

interface Written {
  state: string;
  tips: string[];
  revisions: number;
  unreadable: number;
  sightings: [commit: string, date: string, release: string | null, position: number][];
  entries: [
    kind: string,
    owner: string,
    number: number,
    name: string,
    type: string,
    first: number,
    last: number,
  ][];
  links: Link[];
}

/** As text; each revision is written once. */
export function encodeRevisionLog({ log, state, tips }: CachedRevisionLog): string {
  const { entries, links, revisions, unreadable } = log;
  const positions = new Map<Revision, number>();
  const sightings: Written["sightings"] = [];
  const indexOf = ({ revision, position }: Sighting): number => {
    const earlier = positions.get(revision);
    if (earlier !== undefined) return earlier;
    const { commit, date, release } = revision;
    const index = sightings.push([commit, date, release, position]) - 1;
    positions.set(revision, index);
    return index;
  };
  const written: Written = {
    state,
    tips,
    revisions,
    unreadable,
    entries: entries.map(({ kind, owner, number, name, type, first, last }) => [
      ...([kind, owner, number, name, type] as const),
      indexOf(first),
      indexOf(last),
    ]),
    sightings,
    links,
  };
  return JSON.stringify(written);
}

/** The text has to be one that `encodeRevisionLog` wrote. */
export function decodeRevisionLog(text: string): CachedRevisionLog {
  const {
    state,
    tips,
    sightings: written,
    entries,
    links,
    revisions,
    unreadable,
  } = JSON.parse(text) as Written;
  const sightings = written.map(
    ([commit, date, release, position]): Sighting => ({
      revision: { commit, date, release, source: "" },
      position,
    }),
  );
  const decoded = entries.map(
    ([kind, owner, number, name, type, first, last]): Entry => ({
      kind: kind as Entry["kind"],
      ...{ owner, number, name, type },
      first: sightings[first] as Sighting,
      last: sightings[last] as Sighting,
    }),
  );
  return { state, tips, log: { entries: decoded, links, revisions, unreadable } };
}
