import { declarationsOfFile } from "@grpc-evolution/engine/identity/of-file.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import type { FileDeclarations } from "@grpc-evolution/engine/ledger/links.js";
import { followChange } from "@grpc-evolution/engine/ledger/merge.js";
import { parseSource } from "@grpc-evolution/engine/schema/parse-source.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { readHistory } from "../history/history.js";
import type { Scope } from "../history/scope.js";
import type { Repository } from "./project.js";
import { type HeadState, readOlderStates } from "./states.js";

/**
 * Everything that any branch or tag of the repository ever used of the protocol that the head has. Says where something
 * of it cannot be read.
 */
export async function readLedger(repository: Repository, state: HeadState): Promise<Ledger> {
  const { root: folder, refs, main, configuration, notes } = repository;
  const { releases, include } = configuration;
  const ledger = await readHistory({
    ...{ folder, refs, main, releases, include },
    scope: scopeOf(repository, state),
    head: state.head.commit,
    cache: true,
    onProgress: (done, total) => notes.progress(`reading history: ${done} of ${total} versions`),
  });
  notes.progress("");
  const unreadable = ledger.unreadable ?? 0;
  if (unreadable > 0) {
    const [what, who] =
      unreadable === 1 ? ["version of a file", "it uses"] : ["versions of files", "they use"];
    notes.say(`${unreadable} ${what} in the history cannot be read; numbers that only ${who} are missing.`);
  }
  return ledger;
}

/** The same, for a head whose files may differ from those of its commit. */
export async function readLedgerFor(repository: Repository, state: HeadState): Promise<Ledger> {
  const ledger = await readLedger(repository, state);
  const { head, files } = state;
  if (!head.isChanged) return ledger;
  const [committed] = await readOlderStates(repository, state, [head.commit]);
  return followWorkingTree(ledger, committed?.judged ?? [], files.judged);
}

function scopeOf({ protocol }: Repository, { files, tree }: HeadState): Scope {
  const judged = files.judged.map(({ path }) => path);
  const isJudged = new Set(judged);
  const isForeign = (path: string) =>
    path.endsWith(".proto") && !protocol.chooses(path) && !isJudged.has(path);
  return {
    globs: protocol.globs,
    own: judged.filter((path) => !path.endsWith(".proto") || !protocol.chooses(path)).sort(),
    foreign: [...tree.keys()].filter(isForeign).sort(),
  };
}

/** What the working tree renames, but nobody committed yet, is still the same element. */
function followWorkingTree(ledger: Ledger, committed: SourceText[], files: SourceText[]): Ledger {
  const before = withoutThose(committed, files);
  const after = withoutThose(files, committed);
  return before.length + after.length === 0
    ? ledger
    : followChange(ledger, before.map(declarationsOf), after.map(declarationsOf));
}

/** The files that are not in `others` with the same text. */
function withoutThose(files: SourceText[], others: SourceText[]): SourceText[] {
  const texts = new Map(others.map(({ path, text }) => [path, text]));
  return files.filter(({ path, text }) => texts.get(path) !== text);
}

function declarationsOf(source: SourceText): FileDeclarations {
  return { path: source.path, ...declarationsOfFile(parseSource(source).file) };
}
