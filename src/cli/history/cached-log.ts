import type { Revision } from "@grpc-evolution/engine/ledger/ledger.js";
import type { Link } from "@grpc-evolution/engine/ledger/links.js";
import type { Chronicle, Entry, Moment } from "@grpc-evolution/engine/ledger/revision-log.js";

/** A chronicle with the state of the repository that it was written at. */
export interface CachedChronicle {
  chronicle: Chronicle;
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
  moments: [commit: string, date: string, release: string | null, position: number][];
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
export function encodeChronicle({ chronicle, state, tips }: CachedChronicle): string {
  const { entries, links, revisions, unreadable } = chronicle;
  const positions = new Map<Revision, number>();
  const moments: Written["moments"] = [];
  const indexOf = ({ revision, position }: Moment): number => {
    const earlier = positions.get(revision);
    if (earlier !== undefined) return earlier;
    const { commit, date, release } = revision;
    const index = moments.push([commit, date, release, position]) - 1;
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
    moments,
    links,
  };
  return JSON.stringify(written);
}

/** The text has to be one that `encodeChronicle` wrote. */
export function decodeChronicle(text: string): CachedChronicle {
  const { state, tips, moments, entries, links, revisions, unreadable } = JSON.parse(text) as Written;
  const sightings = moments.map(
    ([commit, date, release, position]): Moment => ({
      revision: { commit, date, release, source: "" },
      position,
    }),
  );
  const decoded = entries.map(
    ([kind, owner, number, name, type, first, last]): Entry => ({
      kind: kind as Entry["kind"],
      ...{ owner, number, name, type },
      first: sightings[first] as Moment,
      last: sightings[last] as Moment,
    }),
  );
  return { state, tips, chronicle: { entries: decoded, links, revisions, unreadable } };
}
