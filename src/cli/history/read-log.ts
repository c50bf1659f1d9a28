import { Sharing } from "@grpc-evolution/engine/ledger/interner.js";
import { type Chronicle, joinChronicles } from "@grpc-evolution/engine/ledger/revision-log.js";
import { git, tryGit } from "../git/git.js";
import { readTips } from "../git/refs.js";
import { firstReleases, listReleases, type ReleaseTags } from "../git/release-tags.js";
import { type Cache, digest, openCache } from "./cache.js";
import { decodeFacts, encodeFacts } from "./cached-facts.js";
import { type CachedChronicle, decodeChronicle, encodeChronicle } from "./cached-log.js";
import { type CommitChange, readChanges } from "./changes.js";
import { type BlobFacts, readFacts } from "./facts-of-blobs.js";
import { blobsOf, writeChronicle } from "./write-log.js";

/** What is read of a history. */
export interface LogOptions {
  /** A folder in the repository; the globs are relative to it. */
  folder: string;
  globs: readonly string[];
  releases: ReleaseTags;
  /** Whether to remember what was read, in the repository's own folder. */
  cache: boolean;
  /** Called with how many versions of files are read, and of how many. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * The chronicle of a repository: from the cache where nothing has moved, continued where only something was added,
 * written anew otherwise.
 */
export async function readChronicle(options: LogOptions): Promise<Chronicle> {
  const { folder, globs } = options;
  const [tips, releases, prefix, cache] = await Promise.all([
    readTips(folder),
    listReleases(folder, options.releases),
    git(folder, ["rev-parse", "--show-prefix"]),
    options.cache ? openCache(folder) : null,
  ]);
  const kept = cache && new Kept(cache, digest([prefix, globs]));
  const state = digest([tips, releases]);
  const cached = kept?.chronicle() ?? null;
  if (cached?.state === state) return cached.chronicle;

  const commits = [...new Set(tips.map(({ commit }) => commit))];
  const [chronicle, released] = await Promise.all([
    continued(cached, commits, options).then((log) => log ?? writtenAnew(commits, options, kept)),
    firstReleases(folder, releases),
  ]);
  for (const { first, last } of chronicle.entries) {
    for (const { revision } of [first, last]) revision.release = released.get(revision.commit) ?? null;
  }
  kept?.keepChronicle({ chronicle, state, tips: commits });
  return chronicle;
}

/** What is known and what was added since; null where that does not lead to the same as reading everything. */
async function continued(
  cached: CachedChronicle | null,
  tips: string[],
  { folder, globs, onProgress = () => {} }: LogOptions,
): Promise<Chronicle | null> {
  if (!cached || !(await contain(folder, tips, cached.tips))) return null;
  const changes = await readChanges(folder, globs, tips, cached.tips);
  const facts: BlobFacts = new Map();
  await readFacts(folder, blobsOf(changes), facts, new Sharing(), onProgress);
  if (buildsOnUnreadable(changes, facts)) return null;
  const earlier = cached.chronicle;
  return joinChronicles([earlier, writeChronicle(changes, facts, earlier.revisions)]);
}

/** Whether the history of these tips still contains those of an earlier time: no branch was deleted or rewritten. */
async function contain(folder: string, tips: string[], earlier: string[]): Promise<boolean> {
  const lines = [...earlier, ...tips.map((commit) => `^${commit}`)].map((line) => `${line}\n`);
  const { status, stdout } = await tryGit(folder, ["rev-list", "--count", "--stdin"], lines.join(""));
  return status === 0 && stdout.toString().trim() === "0";
}

/** A version that cannot be read counts as the one before it, and that one is not at hand. */
function buildsOnUnreadable(changes: CommitChange[], facts: BlobFacts): boolean {
  const written = new Set(changes.flatMap(({ files }) => files.map(({ after }) => after)));
  return changes.some(({ files }) =>
    files.some(({ before }) =>
      before.some((id) => id !== null && facts.get(id) === null && !written.has(id)),
    ),
  );
}

async function writtenAnew(
  tips: string[],
  { folder, globs, onProgress = () => {} }: LogOptions,
  kept: Kept | null,
): Promise<Chronicle> {
  const sharing = new Sharing();
  const facts = kept?.facts(sharing) ?? new Map();
  const changes = await readChanges(folder, globs, tips, []);
  const blobs = blobsOf(changes);
  const cachedCount = facts.size;
  await readFacts(folder, blobs, facts, sharing, onProgress);
  if (facts.size > cachedCount) kept?.keepFacts(new Map([...facts].filter(([id]) => blobs.has(id))));
  return writeChronicle(changes, facts, 0);
}

/** What the cache has for one set of globs. */
class Kept {
  constructor(
    readonly cache: Cache,
    readonly key: string,
  ) {}

  chronicle(): CachedChronicle | null {
    const text = this.cache.read(`history-${this.key}`);
    return text === null ? null : decodeChronicle(text);
  }

  keepChronicle(chronicle: CachedChronicle): void {
    this.cache.write(`history-${this.key}`, encodeChronicle(chronicle));
  }

  facts(sharing: Sharing): BlobFacts | null {
    const text = this.cache.read(`facts-${this.key}`);
    return text === null ? null : decodeFacts(text, sharing);
  }

  keepFacts(facts: BlobFacts): void {
    this.cache.write(`facts-${this.key}`, encodeFacts(facts));
  }
}
