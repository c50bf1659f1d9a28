import { ledgerToJson } from "@grpc-evolution/engine/ledger/json.js";
import { readState } from "@grpc-evolution/engine/schema/read.js";
import { loadConfiguration } from "../project/configuration.js";
import { readLedger } from "../project/ledger.js";
import { openRepository } from "../project/project.js";
import { findHead, readHeadState } from "../project/states.js";
import { refuseNothing } from "../project/unread.js";
import { type ColorChoice, notesFor, writeOutput } from "../terminal/terminal.js";
import { accountsOf, ledgerJson, ledgerText } from "./ledger-text.js";

/** What `ledger` was called with. */
export interface LedgerOptions {
  export?: string;
  config?: string;
  format: "text" | "json";
  output?: string;
  color: ColorChoice;
  quiet: boolean;
}

/** `ledger`: shows the spent numbers and names of all messages and enums, or of one; or exports them. */
export async function runLedger(element: string | undefined, options: LedgerOptions): Promise<void> {
  const notes = notesFor(options.quiet);
  const configuration = loadConfiguration(process.cwd(), options.config);
  const repository = await openRepository(configuration, notes, true);
  const newest = await readHeadState(
    repository,
    await findHead(repository, repository.bare ? "HEAD" : undefined),
  );
  const ledger = await readLedger(repository, newest);
  if (ledger.revisions === 0) refuseNothing(repository, newest, []);
  if (options.export !== undefined) {
    writeOutput(ledgerToJson(ledger), options.export);
    notes.say(`wrote the ledger to ${options.export}.`);
    return;
  }
  const { judged, resolved } = newest.files;
  const { schema } = readState({ files: judged, resolved });
  const accounts = accountsOf(ledger, schema, element);
  const text = options.format === "json" ? ledgerJson : ledgerText;
  writeOutput(text(accounts, ledger.revisions), options.output);
}
