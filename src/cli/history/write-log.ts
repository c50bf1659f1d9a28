import type { OwnerFacts } from "@grpc-evolution/engine/ledger/facts.js";
import type { FileFacts } from "@grpc-evolution/engine/ledger/links.js";
import { type Chronicle, Chronicler } from "@grpc-evolution/engine/ledger/revision-log.js";
import type { CommitChange, FileChange } from "./changes.js";
import type { BlobFacts } from "./facts-of-blobs.js";

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

/** The chronicle of these commits; the first of them gets this position. */
export function writeChronicle(
  changes: readonly CommitChange[],
  facts: BlobFacts,
  firstPosition: number,
): Chronicle {
  const chronicler = new Chronicler();
  const versions = new Versions(facts);
  for (const [index, { commit, date, parents, files }] of changes.entries()) {
    versions.passOver(files);
    const before = Array.from({ length: parents }, (_, parent) =>
      versions.of(files, (file) => file.before[parent] ?? null),
    );
    const after = versions.of(files, (file) => file.after);
    const revision = { commit, date, release: null, source: "" };
    chronicler.add({ before, after }, { revision, position: firstPosition + index });
  }
  return { ...chronicler.chronicle(), unreadable: versions.unreadable };
}

/** Looks up versions of files. One that cannot be read counts as the version before it. */
class Versions {
  readonly #standIns = new Map<string, readonly OwnerFacts[]>();

  constructor(readonly facts: BlobFacts) {}

  get unreadable(): number {
    return this.#standIns.size;
  }

  of(files: readonly FileChange[], blobOf: (file: FileChange) => string | null): FileFacts[] {
    return files.flatMap((file) => {
      const id = blobOf(file);
      return id === null ? [] : [{ path: file.path, owners: this.#ownersOf(id) }];
    });
  }

  passOver(files: readonly FileChange[]): void {
    for (const { before, after } of files) {
      if (after === null || this.facts.get(after) || this.#standIns.has(after)) continue;
      const earlier = before.find((id) => id !== null);
      this.#standIns.set(after, earlier ? this.#ownersOf(earlier) : []);
    }
  }

  #ownersOf(id: string): readonly OwnerFacts[] {
    return this.facts.get(id) ?? this.#standIns.get(id) ?? [];
  }
}
