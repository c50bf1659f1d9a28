import type { Declarations } from "@grpc-evolution/engine/identity/declaration.js";
import type { FileDeclarations } from "@grpc-evolution/engine/ledger/links.js";
import {
  compareSightings,
  type RevisionLog,
  type Sighting,
} from "@grpc-evolution/engine/ledger/revision-log.js";
import { RevisionLogWriter } from "@grpc-evolution/engine/ledger/revision-log-writer.js";
import type { CommitChange, FileChange } from "./changes.js";
import type { DeclarationsByBlob } from "./declarations-of-blobs.js";

/** All blobs that the commits mention, in the order in which they appear. */
export function blobsOf(changes: readonly CommitChange[]): Set<string> {
  const ids = new Set<string>();
  for (const { files } of changes) {
    for (const { before, after } of files) {
      for (const id of before) if (id !== null) ids.add(id);
      if (after !== null) ids.add(after);
    }
  }
  return ids;
}

/** The revision log of these commits, which continues `earlier` but does not repeat it. */
export function writeLog(
  changes: readonly CommitChange[],
  declarations: DeclarationsByBlob,
  earlier: RevisionLog | null,
): RevisionLog {
  const writer = new RevisionLogWriter(earlier);
  const firstPosition = earlier?.revisions ?? 0;
  const versions = new Versions(declarations);
  const commits = changes.map(({ commit, date, parents, files }, index) => ({
    parents,
    files,
    sighting: { revision: { commit, date, release: null, source: "" }, position: firstPosition + index },
  }));
  for (const { files, sighting } of commits) {
    versions.passOver(files);
    writer.see(versions.after(files), sighting);
  }
  for (const { parents, files, sighting } of commits.sort(byTime)) {
    const before = Array.from({ length: parents }, (_, parent) => versions.before(files, parent));
    writer.follow({ before, after: versions.after(files) }, sighting);
  }
  return { ...writer.log(), unreadable: versions.unreadable };
}

function byTime(one: { sighting: Sighting }, other: { sighting: Sighting }): number {
  return compareSightings(one.sighting, other.sighting);
}

/** A file that declares nothing. */
const nothing: Declarations = { types: [], methods: [] };

/** Looks up versions of files. One that cannot be read counts as the version before it. */
class Versions {
  readonly #standIns = new Map<string, Declarations>();

  constructor(readonly declarations: DeclarationsByBlob) {}

  get unreadable(): number {
    return this.#standIns.size;
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
      return id === null ? [] : [{ path: file.path, ...this.#declarationsIn(id) }];
    });
  }

  passOver(files: readonly FileChange[]): void {
    for (const { before, after } of files) {
      if (after === null || this.declarations.get(after) || this.#standIns.has(after)) continue;
      const earlier = before.find((id) => id !== null);
      this.#standIns.set(after, earlier ? this.#declarationsIn(earlier) : nothing);
    }
  }

  #declarationsIn(id: string): Declarations {
    return this.declarations.get(id) ?? this.#standIns.get(id) ?? nothing;
  }
}
