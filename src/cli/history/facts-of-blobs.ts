import { factsOf, type OwnerFacts } from "@grpc-evolution/engine/ledger/facts.js";
import type { Sharing } from "@grpc-evolution/engine/ledger/interner.js";
import { parseProto } from "@grpc-evolution/engine/schema/parse.js";
import { type BlobContent, readBlobs } from "../git/blobs.js";
import { missingObjects } from "../git/git.js";

/** What each blob declares; null where it is no `.proto` file that can be read. */
export type BlobFacts = Map<string, readonly OwnerFacts[] | null>;

/**
 * Adds to `facts` those of the blobs that are not in it, one process for all. Equal facts are the same object.
 * Throws a UserError where a blob is missing.
 */
export async function readFacts(
  folder: string,
  ids: Iterable<string>,
  facts: BlobFacts,
  sharing: Sharing,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const unknown = [...ids].filter((id) => !facts.has(id));
  let done = 0;
  await readBlobs(folder, unknown, (id, content) => {
    facts.set(id, factsOfBlob(id, content, sharing));
    done += 1;
    if (done % 100 === 0 || done === unknown.length) onProgress(done, unknown.length);
  });
}

function factsOfBlob(id: string, content: BlobContent, sharing: Sharing): readonly OwnerFacts[] | null {
  if (content.kind === "missing") throw missingObjects(`The version ${id} of a .proto file is missing.`);
  if (content.kind === "too large") return null;
  const { file, problems } = parseProto(content.bytes.toString());
  return problems.length > 0 ? null : sharing.share(factsOf(file));
}
