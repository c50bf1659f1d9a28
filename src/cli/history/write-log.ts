import type { Declarations } from "@grpc-evolution/engine/identity/declaration.js";
import type { FileDeclarations } from "@grpc-evolution/engine/ledger/links.js";
import type { RevisionLog } from "@grpc-evolution/engine/ledger/revision-log.js";
import { RevisionLogWriter, type Standing } from "@grpc-evolution/engine/ledger/revision-log-writer.js";
import { compareSightings, type Sighting } from "@grpc-evolution/engine/ledger/sighting.js";
import type { CommitChange, FileChange } from "./changes.js";
import type { DeclarationsByBlob } from "./declarations-of-blobs.js";
import type { ReleaseTree } from "./release-trees.js";

/** What happened in a history, or since it was read. */
export interface HistoryChanges {
  /** All commits, parents before children. */
  commits: readonly CommitChange[];
  /** What each commit is worth. */
  standingOf(change: CommitChange): Standing;
  /** What official commits have that their first parents do not have, where `commits` do not say it. */
  mainline: readonly CommitChange[];
  releases: readonly ReleaseTree[];
}

/** All blobs that are needed, in the order in which they appear. */
export function blobsOf({ commits, mainline, releases }: HistoryChanges): Set<string> {
  const ids = new Set<string>();
  const add = (id: string | null) => {
    if (id !== null) ids.add(id);
  };
  for (const { files } of commits) {
    for (const { before, after } of files) {
      before.forEach(add);
      add(after);
    }
  }
  for (const { files } of [...mainline, ...releases]) for (const { after } of files) add(after);
  return ids;
}

/** The revision log of what happened, which continues `earlier` but does not repeat it. */
export function writeLog(
  { commits, standingOf, mainline, releases }: HistoryChanges,
  declarations: DeclarationsByBlob,
  earlier: RevisionLog | null,
): RevisionLog {
  const writer = new RevisionLogWriter(earlier);
  const firstPosition = lastPosition(earlier) + 1;
  const versions = new Versions(declarations);
  const positions = new Map<string, number>();
  const changes = commits.map((change, index) => {
    const { commit, date } = change;
    positions.set(commit, firstPosition + index);
    const sighting: Sighting = { revision: { commit, date, source: "" }, position: firstPosition + index };
    return { ...change, standing: standingOf(change), sighting };
  });
  const changing = changes.filter(({ files }) => files.length > 0);
  for (const { files, sighting, standing } of changing) {
    versions.passOver(files);
    writer.see(versions.after(files), sighting, standing);
  }
  for (const { commit, date, files } of mainline) {
    const revision = { commit, date, source: "" };
    writer.seeOfficial(versions.after(files), { revision, position: positions.get(commit) ?? firstPosition });
  }
  for (const { tag, revision, files } of releases) {
    writer.seeRelease(versions.after(files), { tag, revision });
  }
  for (const { parents, files, sighting } of changing.sort(byTime)) {
    const before = Array.from({ length: parents }, (_, parent) => versions.before(files, parent));
    writer.follow({ before, after: versions.after(files) }, sighting);
  }
  return { ...writer.log(), unreadable: versions.unreadable };
}

function lastPosition(log: RevisionLog | null): number {
  return (log?.entries ?? []).reduce((last, { last: { position } }) => Math.max(last, position), -1);
}

function byTime(one: { sighting: Sighting }, other: { sighting: Sighting }): number {
  return compareSightings(one.sighting, other.sighting);
}

/** A file that declares nothing. */
const nothing: Declarations = { types: [], methods: [] };

/** Looks up versions of files. One that cannot be read counts as the version before it. */
class Versions {
  readonly #standIns = new Map<string, Declarations>();
  #unreadable = 0;

  constructor(readonly declarations: DeclarationsByBlob) {}

  /** How many versions of files of the protocol cannot be read. */
  get unreadable(): number {
    return this.#unreadable;
  }

  before(files: readonly FileChange[], parent: number): FileDeclarations[] {
    return this.#of(files, (file) => file.before[parent] ?? null);
  }

  after(files: readonly FileChange[]): FileDeclarations[] {
    return this.#of(files, (file) => file.after);
  }

  #of(files: readonly FileChange[], blobOf: (file: FileChange) => string | null): FileDeclarations[] {
    return files.flatMap((file) => {
      const id = blobOf(file);
      const { path, standing } = file;
      return id === null ? [] : [{ path, isPast: standing === "past", ...this.#declarationsIn(id) }];
    });
  }

  passOver(files: readonly FileChange[]): void {
    for (const { before, after, standing } of files) {
      if (after === null || this.declarations.get(after) || this.#standIns.has(after)) continue;
      const earlier = before.find((id) => id !== null);
      this.#standIns.set(after, earlier ? this.#declarationsIn(earlier) : nothing);
      if (standing === "own") this.#unreadable += 1;
    }
  }

  #declarationsIn(id: string): Declarations {
    return this.declarations.get(id) ?? this.#standIns.get(id) ?? nothing;
  }
}
