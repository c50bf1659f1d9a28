import { Interner } from "@grpc-evolution/engine/ledger/interner.js";
import { joinRevisionLogs, type RevisionLog } from "@grpc-evolution/engine/ledger/revision-log.js";
import { git, tryGit } from "../git/git.js";
import { readTips } from "../git/refs.js";
import { firstReleases, listReleases } from "../git/release-tags.js";
import { type Cache, digest, openCache } from "./cache.js";
import { decodeDeclarations, encodeDeclarations } from "./cached-declarations.js";
import { type CachedRevisionLog, decodeRevisionLog, encodeRevisionLog } from "./cached-log.js";
import { type CommitChange, readChanges } from "./changes.js";
import { type DeclarationsByBlob, readDeclarations } from "./declarations-of-blobs.js";
import type { HistoryOptions } from "./history.js";
import { blobsOf, writeLog } from "./write-log.js";

/**
 * The revision log of a repository: from the cache where nothing has moved, continued where only something was added,
 * written anew otherwise.
 */
export async function readRevisionLog(options: HistoryOptions): Promise<RevisionLog> {
  const { folder, globs } = options;
  const [tips, releases, prefix, cache] = await Promise.all([
    readTips(folder),
    listReleases(folder, options.releases),
    git(folder, ["rev-parse", "--show-prefix"]),
    options.cache ? openCache(folder) : null,
  ]);
  const kept = cache && new Kept(cache, digest([prefix, globs]));
  const state = digest([tips, releases]);
  const known = kept?.log() ?? null;
  if (known?.state === state) return known.log;

  const commits = [...new Set(tips.map(({ commit }) => commit))];
  const [log, released] = await Promise.all([
    continued(known, commits, options).then((found) => found ?? writtenAnew(commits, options, kept)),
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
  known: CachedRevisionLog | null,
  tips: string[],
  { folder, globs, onProgress = () => {} }: HistoryOptions,
): Promise<RevisionLog | null> {
  if (!known || !(await contain(folder, tips, known.tips))) return null;
  const changes = await readChanges(folder, globs, tips, known.tips);
  const declarations: DeclarationsByBlob = new Map();
  await readDeclarations(folder, blobsOf(changes), declarations, new Interner(), onProgress);
  if (buildsOnUnreadable(changes, declarations)) return null;
  const earlier = known.log;
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
  { folder, globs, onProgress = () => {} }: HistoryOptions,
  kept: Kept | null,
): Promise<RevisionLog> {
  const interner = new Interner();
  const declarations = kept?.declarations(interner) ?? new Map();
  const changes = await readChanges(folder, globs, tips, []);
  const blobs = blobsOf(changes);
  const known = declarations.size;
  await readDeclarations(folder, blobs, declarations, interner, onProgress);
  if (declarations.size > known)
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
