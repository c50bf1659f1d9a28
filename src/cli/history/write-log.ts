import type { Declarations } from "@grpc-evolution/engine/identity/declaration.js";
import type { FileDeclarations } from "@grpc-evolution/engine/ledger/links.js";
import type { RevisionLog } from "@grpc-evolution/engine/ledger/revision-log.js";
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
  for (const [index, { commit, date, parents, files }] of changes.entries()) {
    versions.passOver(files);
    const before = Array.from({ length: parents }, (_, parent) =>
      versions.of(files, (file) => file.before[parent] ?? null),
    );
    const after = versions.of(files, (file) => file.after);
    const revision = { commit, date, release: null, source: "" };
    writer.add({ before, after }, { revision, position: firstPosition + index });
  }
  return { ...writer.log(), unreadable: versions.unreadable };
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

  of(files: readonly FileChange[], blobOf: (file: FileChange) => string | null): FileDeclarations[] {
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
