import { declarationsOfFile } from "@grpc-evolution/engine/identity/of-file.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import type { FileDeclarations } from "@grpc-evolution/engine/ledger/links.js";
import { followChange } from "@grpc-evolution/engine/ledger/merge.js";
import { parseProto } from "@grpc-evolution/engine/schema/parse.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { readState } from "../git/state.js";
import { readHistory } from "../history/history.js";
import type { CheckedRevision } from "./baselines.js";
import type { Repository } from "./project.js";

/** Everything that any branch or tag of the repository ever used. Says where something of it cannot be read. */
export async function readLedger({ root, globs, configuration, notes }: Repository): Promise<Ledger> {
  const { releases, include } = configuration;
  const onProgress = (done: number, total: number) =>
    notes.progress(`reading history: ${done} of ${total} versions`);
  const ledger = await readHistory({ folder: root, globs, releases, include, cache: true, onProgress });
  notes.progress("");
  const unreadable = ledger.unreadable ?? 0;
  if (unreadable > 0) {
    const [what, who] =
      unreadable === 1 ? ["version of a file", "it uses"] : ["versions of files", "they use"];
    notes.say(`${unreadable} ${what} in the history cannot be read; numbers that only ${who} are missing.`);
  }
  return ledger;
}

/** The same, for a revision whose files may differ from those of its commit. */
export async function readLedgerFor(
  repository: Repository,
  revision: CheckedRevision,
  files: SourceText[],
): Promise<Ledger> {
  const ledger = await readLedger(repository);
  if (!revision.isWorkingTree) return ledger;
  return followWorkingTree(
    ledger,
    await readState(repository.root, revision.commit, repository.globs),
    files,
  );
}

/** What the working tree renames, but nobody committed yet, is still the same element. */
function followWorkingTree(ledger: Ledger, committed: SourceText[], files: SourceText[]): Ledger {
  const before = withoutThose(committed, files);
  const after = withoutThose(files, committed);
  return before.length + after.length === 0
    ? ledger
    : followChange(ledger, before.map(declarationsIn), after.map(declarationsIn));
}

/** The files that are not in `others` with the same text. */
function withoutThose(files: SourceText[], others: SourceText[]): SourceText[] {
  const texts = new Map(others.map(({ path: file, text }) => [file, text]));
  return files.filter(({ path: file, text }) => texts.get(file) !== text);
}

function declarationsIn({ path: file, text }: SourceText): FileDeclarations {
  return { path: file, ...declarationsOfFile(parseProto(text).file) };
}
