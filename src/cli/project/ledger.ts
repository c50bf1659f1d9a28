import { declarationsOfFile } from "@grpc-evolution/engine/identity/of-file.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import type { FileDeclarations } from "@grpc-evolution/engine/ledger/links.js";
import { followChange } from "@grpc-evolution/engine/ledger/merge.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { parseSource } from "@grpc-evolution/engine/schema/parse-source.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { firstParents, isAncestor } from "../git/refs.js";
import { readHistory } from "../history/history.js";
import { readExport } from "../history/included.js";
import type { Scope } from "../history/scope.js";
import { UserError } from "../terminal/user-error.js";
import type { Repository } from "./project.js";
import { type HeadState, readOlderStates } from "./states.js";

/**
 * Everything that any branch or tag of the repository ever used of the protocol that the head has. Says where something
 * of it cannot be read.
 */
export async function readLedger(repository: Repository, state: HeadState): Promise<Ledger> {
  const { refs, main, tagged, configuration, notes } = repository;
  const { include } = configuration;
  const ledger = await readHistory({
    ...{ repository, refs, main, tagged, include },
    scope: scopeOf(repository, state),
    head: state.head.commit,
    cache: true,
    onOutdated: (file) => notes.say(outdated(file)),
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
  return followStep(ledger, committed?.judged ?? [], files.judged);
}

/**
 * The ledger that was exported to a file, in place of the history: also where that is cut off. What was renamed since the
 * export is followed commit by commit; numbers that only these commits used and gave up are not in it.
 * Throws a UserError where the commit of the export is not known to be in the past of the head.
 */
export async function readExportedLedger(
  repository: Repository,
  state: HeadState,
  file: string,
): Promise<Ledger> {
  const ledger = await readExport(file, "", "Correct --ledger.");
  if (ledger.isOutdated) repository.notes.say(outdated(file));
  const since = await commitsSince(repository, state, ledger.head ?? null, file);
  const states = await readOlderStates(repository, state, since);
  const steps = [...states.map(({ judged }) => judged), state.files.judged];
  return steps
    .slice(1)
    .reduce((read, files, at) => followStep(read, steps[at] as SourceText[], files), ledger);
}

/** What an export of an earlier version lacks. */
function outdated(file: string): string {
  return `${printable(file)} was exported by an earlier version: of each field it tells only the last type, and no name in JSON that is its own. Write it anew with "grpc-evolution ledger --export FILE" in its repository.`;
}

/** The commit of an export, and those after it up to the head, oldest first. */
async function commitsSince(
  { root }: Repository,
  { head }: HeadState,
  exported: string | null,
  file: string,
): Promise<string[]> {
  if (exported === null) {
    throw new UserError(
      `${printable(file)} does not say of which commit it is.`,
      'Write it anew with "grpc-evolution ledger --export FILE".',
    );
  }
  if (!(await isAncestor(root, exported, head.commit))) {
    const commit = exported.slice(0, 10);
    throw new UserError(
      `${printable(file)} was exported at commit ${commit}, which is not known to be in the past of this revision.`,
      `Fetch the history back to it, "git fetch --shallow-exclude" or "--deepen", or take a ledger of an older commit.`,
    );
  }
  const chain = [...(await firstParents(root, [head.commit])).keys()];
  const at = chain.indexOf(exported);
  return at === -1 ? [exported, head.commit] : chain.slice(0, at + 1).reverse();
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

/** What a step renames that the ledger does not have, such as one that nobody committed yet, is still the same element. */
function followStep(ledger: Ledger, earlier: SourceText[], files: SourceText[]): Ledger {
  const before = withoutThose(earlier, files);
  const after = withoutThose(files, earlier);
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
