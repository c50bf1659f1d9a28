import type { Declarations } from "@grpc-evolution/engine/identity/declaration.js";
import type { Interner } from "@grpc-evolution/engine/ledger/interner.js";
import { VersionReader } from "@grpc-evolution/engine/ledger/version-reader.js";
import { type BlobContent, readBlobs } from "../git/blobs.js";
import { missingObjects } from "../git/git.js";

/** What each blob declares; null where it is no `.proto` file that can be read. */
export type DeclarationsByBlob = Map<string, Declarations | null>;

/**
 * Adds to `declarations` those of the blobs that are not in it, one process for all. Equal ones are the same object.
 * Throws a UserError where a blob is missing.
 */
export async function readDeclarations(
  folder: string,
  ids: Iterable<string>,
  declarations: DeclarationsByBlob,
  interner: Interner,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const unknown = [...ids].filter((id) => !declarations.has(id));
  const reader = new VersionReader(interner);
  let done = 0;
  await readBlobs(folder, unknown, (id, content) => {
    declarations.set(id, declarationsOfBlob(id, content, reader));
    done += 1;
    if (done % 100 === 0 || done === unknown.length) onProgress(done, unknown.length);
  });
}

function declarationsOfBlob(id: string, content: BlobContent, reader: VersionReader): Declarations | null {
  if (content.kind === "missing") throw missingObjects(`The version ${id} of a .proto file is missing.`);
  if (content.kind === "too large") return null;
  return reader.read(content.bytes.toString());
}
