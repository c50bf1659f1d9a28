import { Interner } from "@grpc-evolution/engine/ledger/interner.js";
import { reachesBack } from "@grpc-evolution/engine/ledger/known-names.js";
import { joinRevisionLogs, type RevisionLog } from "@grpc-evolution/engine/ledger/revision-log.js";
import { commitsBetween, type Refs, type RepositoryState, type Tip } from "../git/refs.js";
import type { Release } from "../git/release-tags.js";
import { type Cache, cacheOf, digest } from "./cache.js";
import { decodeDeclarations, encodeDeclarations } from "./cached-declarations.js";
import { type CachedHistory, decodeHistory, encodeHistory } from "./cached-log.js";
import { type CommitChange, readChanges, readMainlineChanges } from "./changes.js";
import { type DeclarationsByBlob, readDeclarations } from "./declarations-of-blobs.js";
import { type OfficialHistory, officialHistory } from "./official.js";
import { readReleaseTrees } from "./release-trees.js";
import type { Scope } from "./scope.js";
import { blobsOf, type HistoryChanges, writeLog } from "./write-log.js";

/** What is read of a history. */
export interface LogOptions {
  repository: RepositoryState;
  scope: Scope;
  refs: Refs;
  /** The default branch, null where none is known. */
  main: Tip | null;
  /** The tags that are releases and pre-releases, by version. */
  tagged: readonly Release[];
  /** The commit that is checked. */
  head: string;
  /** Whether to remember what was read, in the repository's own folder. */
  cache: boolean;
  /** Called with how many versions of files are read, and of how many. */
  onProgress?: (done: number, total: number) => void;
}

/** A history in two parts. */
export interface ReadLogs {
  /** What official revisions and the checked one reach. */
  log: RevisionLog;
  /** What only other branches and tags reach. */
  unmerged: RevisionLog;
}

/**
 * The history of a repository: from the cache where nothing has moved. What official revisions reach is continued where
 * something was added, and written anew otherwise; the rest is little, and is read each time.
 */
export async function readLogs(options: LogOptions): Promise<ReadLogs> {
  const { repository, scope, refs, main, tagged: releases, head } = options;
  const cache = options.cache ? cacheOf(repository) : null;
  const kept = cache && new Kept(cache, digest([scope.globs, scope.own, scope.foreign]), digest(scope.globs));
  const state = digest([[...refs.commits], [...refs.symbolic], releases, main, head]);
  const cached = kept?.history() ?? null;
  if (cached?.state === state) return together(cached);

  const official = await officialHistory(repository.root, refs, main, releases, head);
  const reader = new LogReader(options, official, releases, kept);
  const [log, ownCommits, unmergedCommits] = await Promise.all([
    reader.continued(cached).then((continued) => continued ?? reader.writtenAnew()),
    reader.ownCommits(),
    reader.unmergedCommits(),
  ]);
  const { own, unmerged } = await reader.beside(log, { own: ownCommits, unmerged: unmergedCommits });
  const tags = Object.fromEntries(releases.map(({ tag, commit }) => [tag, commit]));
  const history = { log, own, unmerged, state, tips: official.tips, tags };
  kept?.keepHistory(history);
  return together(history);
}

function together({ log, own, unmerged }: CachedHistory): ReadLogs {
  return { log: own.revisions === 0 ? log : joinRevisionLogs([log, own]), unmerged };
}

/** Reads the parts of a history. */
class LogReader {
  readonly #interner = new Interner();
  readonly #folder: string;

  constructor(
    readonly options: LogOptions,
    readonly history: OfficialHistory,
    readonly releases: readonly Release[],
    readonly kept: Kept | null,
  ) {
    this.#folder = options.repository.root;
  }

  /** All that official revisions reach. */
  async writtenAnew(): Promise<RevisionLog> {
    const { scope } = this.options;
    const { tips, merges } = this.history;
    const [commits, mainline, releases] = await Promise.all([
      readChanges(this.#folder, scope, tips, []),
      readMainlineChanges(this.#folder, scope, [...merges]),
      readReleaseTrees(this.#folder, scope, this.releases, () => true),
    ]);
    const changes = { commits, mainline, releases, standingOf: this.#standingOf };
    return writeLog(changes, await this.#keptOrRead("declarations", [changes]), null);
  }

  /** What is known and what was added since; null where that does not lead to the same as reading everything. */
  async continued(cached: CachedHistory | null): Promise<RevisionLog | null> {
    if (!cached || this.#isTakenBack(cached)) return null;
    const { scope, onProgress = () => {} } = this.options;
    const { tips, commits: official, merges, chainsOf } = this.history;
    const before = chainsOf(cached.tips);
    const added = await commitsBetween(this.#folder, tips, cached.tips);
    const isNowOfficial = (commit: string) =>
      !before.has(commit) && (merges.has(commit) || !added.has(commit));
    const [commits, mainline, releases] = await Promise.all([
      readChanges(this.#folder, scope, tips, cached.tips),
      readMainlineChanges(this.#folder, scope, [...official].filter(isNowOfficial)),
      readReleaseTrees(this.#folder, scope, this.releases, (tag) => !Object.hasOwn(cached.tags, tag)),
    ]);
    const changes = { commits, mainline, releases, standingOf: this.#standingOf };
    const declarations: DeclarationsByBlob = new Map();
    await readDeclarations(this.#folder, blobsOf(changes), declarations, this.#interner, onProgress);
    if (buildsOnUnreadable(changes, declarations)) return null;
    const since = writeLog(changes, declarations, cached.log);
    return reachesBack(cached.log, since) ? null : joinRevisionLogs([cached.log, since]);
  }

  /** Whether a branch or tag is gone, or was rewritten, that had something official. */
  #isTakenBack({ tips, tags }: CachedHistory): boolean {
    const commitsOf = new Map(this.releases.map(({ tag, commit }) => [tag, commit]));
    return (
      tips.some((tip) => !this.history.commits.has(tip)) ||
      Object.entries(tags).some(([tag, commit]) => commitsOf.get(tag) !== commit)
    );
  }

  /** Merges are official with what they have that their first parent does not have: that is told apart. */
  readonly #standingOf = ({ commit, parents }: CommitChange) =>
    parents < 2 && this.history.commits.has(commit) ? "official" : "work";

  /** The commits that only the checked revision reaches. */
  async ownCommits(): Promise<CommitChange[]> {
    const { scope, head } = this.options;
    const { tips, commits } = this.history;
    return commits.has(head) ? [] : readChanges(this.#folder, scope, [head], tips);
  }

  /** The commits that only other branches and tags reach. */
  async unmergedCommits(): Promise<CommitChange[]> {
    const { scope, head, refs } = this.options;
    const { tips, commits } = this.history;
    const isOther = ([ref, commit]: [string, string]) =>
      ref !== "HEAD" && !refs.symbolic.has(ref) && !commits.has(commit) && !isOwn(refs, head, ref);
    const others = [...refs.commits].filter(isOther).map(([ref]) => ref);
    return readChanges(this.#folder, scope, others, [...tips, head]);
  }

  /** Writes what happened beside the official history. */
  async beside(
    log: RevisionLog,
    commits: { own: CommitChange[]; unmerged: CommitChange[] },
  ): Promise<{ own: RevisionLog; unmerged: RevisionLog }> {
    const nothing = { mainline: [], releases: [] };
    const own: HistoryChanges = { ...nothing, commits: commits.own, standingOf: () => "work" };
    const standingOf = ({ source }: CommitChange) => ({ ref: source });
    const unmerged: HistoryChanges = { ...nothing, commits: commits.unmerged, standingOf };
    const declarations = await this.#keptOrRead("unmerged", [own, unmerged]);
    return { own: writeLog(own, declarations, log), unmerged: writeLog(unmerged, declarations, log) };
  }

  async #keptOrRead(name: string, changes: readonly HistoryChanges[]): Promise<DeclarationsByBlob> {
    const blobs = new Set(changes.flatMap((each) => [...blobsOf(each)]));
    if (blobs.size === 0) return new Map();
    const { onProgress = () => {} } = this.options;
    const declarations = this.kept?.declarations(name, this.#interner) ?? new Map();
    const keptCount = declarations.size;
    await readDeclarations(this.#folder, blobs, declarations, this.#interner, onProgress);
    if (declarations.size > keptCount) {
      this.kept?.keepDeclarations(name, new Map([...declarations].filter(([id]) => blobs.has(id))));
    }
    return declarations;
  }
}

/** Whether a ref is the remote's copy of the branch that is checked out and checked: what was there is its own work. */
function isOwn({ current, commits, upstreams, remotes }: Refs, head: string, ref: string): boolean {
  if (current === null || commits.get(current) !== head) return false;
  const name = current.replace(/^refs\/heads\//, "");
  return ref === upstreams.get(current) || remotes.some((remote) => ref === `refs/remotes/${remote}/${name}`);
}

/** A version that cannot be read counts as the one before it, and that one is not at hand. */
function buildsOnUnreadable(
  { commits, mainline, releases }: HistoryChanges,
  declarations: DeclarationsByBlob,
): boolean {
  const written = new Set(commits.flatMap(({ files }) => files.map(({ after }) => after)));
  const isMissing = (id: string | null) => id !== null && declarations.get(id) === null && !written.has(id);
  return (
    commits.some(({ files }) => files.some(({ before }) => before.some(isMissing))) ||
    [...mainline, ...releases].some(({ files }) => files.some(({ after }) => isMissing(after)))
  );
}

/** What the cache has for one scope; blobs declare the same in all of them. */
class Kept {
  constructor(
    readonly cache: Cache,
    readonly scope: string,
    readonly globs: string,
  ) {}

  history(): CachedHistory | null {
    return decoded(this.cache.read(`history-${this.scope}`), decodeHistory);
  }

  keepHistory(history: CachedHistory): void {
    this.cache.write(`history-${this.scope}`, encodeHistory(history));
  }

  declarations(name: string, interner: Interner): DeclarationsByBlob | null {
    const text = this.cache.read(`${name}-${this.globs}`);
    return decoded(text, (written) => decodeDeclarations(written, interner));
  }

  keepDeclarations(name: string, declarations: DeclarationsByBlob): void {
    this.cache.write(`${name}-${this.globs}`, encodeDeclarations(declarations));
  }
}

/** What is not as it was written is not there. */
function decoded<T>(text: string | null, decode: (text: string) => T): T | null {
  if (text === null) return null;
  try {
    return decode(text);
  } catch {
    return null;
  }
}
