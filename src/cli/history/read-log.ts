import { Interner } from "@grpc-evolution/engine/ledger/interner.js";
import { joinRevisionLogs, type RevisionLog } from "@grpc-evolution/engine/ledger/revision-log.js";
import { git, tryGit } from "../git/git.js";
import { readTips } from "../git/refs.js";
import { firstReleases, listReleases, type ReleaseTags } from "../git/release-tags.js";
import { type Cache, digest, openCache } from "./cache.js";
import { decodeDeclarations, encodeDeclarations } from "./cached-declarations.js";
import { type CachedRevisionLog, decodeRevisionLog, encodeRevisionLog } from "./cached-log.js";
import { type CommitChange, readChanges } from "./changes.js";
import { type DeclarationsByBlob, readDeclarations } from "./declarations-of-blobs.js";
import { blobsOf, writeLog } from "./write-log.js";

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
 * The revision log of a repository: from the cache where nothing has moved, continued where only something was added,
 * written anew otherwise.
 */
export async function readRevisionLog(options: LogOptions): Promise<RevisionLog> {
  const { folder, globs } = options;
  const [tips, releases, prefix, cache] = await Promise.all([
    readTips(folder),
    listReleases(folder, options.releases),
    git(folder, ["rev-parse", "--show-prefix"]),
    options.cache ? openCache(folder) : null,
  ]);
  const kept = cache && new Kept(cache, digest([prefix, globs]));
  const state = digest([tips, releases]);
  const cached = kept?.log() ?? null;
  if (cached?.state === state) return cached.log;

  const commits = [...new Set(tips.map(({ commit }) => commit))];
  const [log, released] = await Promise.all([
    continued(cached, commits, options).then((log) => log ?? writtenAnew(commits, options, kept)),
    firstReleases(folder, releases),
  ]);
  for (const { first, last } of log.entries) {
    for (const { revision } of [first, last]) revision.release = released.get(revision.commit) ?? null;
  }
  kept?.keepLog({ log, state, tips: commits });
  return log;
}

/** What is known and what was added since; null where that does not lead to the same as reading everything. */
async function continued(
  cached: CachedRevisionLog | null,
  tips: string[],
  { folder, globs, onProgress = () => {} }: LogOptions,
): Promise<RevisionLog | null> {
  if (!cached || !(await contain(folder, tips, cached.tips))) return null;
  const changes = await readChanges(folder, globs, tips, cached.tips);
  const declarations: DeclarationsByBlob = new Map();
  await readDeclarations(folder, blobsOf(changes), declarations, new Interner(), onProgress);
  if (buildsOnUnreadable(changes, declarations)) return null;
  const earlier = cached.log;
  return joinRevisionLogs([earlier, writeLog(changes, declarations, earlier)]);
}

/** Whether the history of these tips still contains those of an earlier time: no branch was deleted or rewritten. */
async function contain(folder: string, tips: string[], earlier: string[]): Promise<boolean> {
  const lines = [...earlier, ...tips.map((commit) => `^${commit}`)].map((line) => `${line}\n`);
  const { status, stdout } = await tryGit(folder, ["rev-list", "--count", "--stdin"], lines.join(""));
  return status === 0 && stdout.toString().trim() === "0";
}

/** A version that cannot be read counts as the one before it, and that one is not at hand. */
function buildsOnUnreadable(changes: CommitChange[], declarations: DeclarationsByBlob): boolean {
  const written = new Set(changes.flatMap(({ files }) => files.map(({ after }) => after)));
  return changes.some(({ files }) =>
    files.some(({ before }) =>
      before.some((id) => id !== null && declarations.get(id) === null && !written.has(id)),
    ),
  );
}

async function writtenAnew(
  tips: string[],
  { folder, globs, onProgress = () => {} }: LogOptions,
  kept: Kept | null,
): Promise<RevisionLog> {
  const interner = new Interner();
  const declarations = kept?.declarations(interner) ?? new Map();
  const changes = await readChanges(folder, globs, tips, []);
  const blobs = blobsOf(changes);
  const cachedCount = declarations.size;
  await readDeclarations(folder, blobs, declarations, interner, onProgress);
  if (declarations.size > cachedCount)
    kept?.keepDeclarations(new Map([...declarations].filter(([id]) => blobs.has(id))));
  return writeLog(changes, declarations, null);
}

/** What the cache has for one set of globs. */
class Kept {
  constructor(
    readonly cache: Cache,
    readonly key: string,
  ) {}

  log(): CachedRevisionLog | null {
    const text = this.cache.read(`history-${this.key}`);
    return text === null ? null : decodeRevisionLog(text);
  }

  keepLog(log: CachedRevisionLog): void {
    this.cache.write(`history-${this.key}`, encodeRevisionLog(log));
  }

  declarations(interner: Interner): DeclarationsByBlob | null {
    const text = this.cache.read(`declarations-${this.key}`);
    return text === null ? null : decodeDeclarations(text, interner);
  }

  keepDeclarations(declarations: DeclarationsByBlob): void {
    this.cache.write(`declarations-${this.key}`, encodeDeclarations(declarations));
  }
}
