import { existsSync, readFileSync, statSync } from "node:fs";
import { analyze, nothingBeside } from "@grpc-evolution/engine/analysis/analysis.js";
import { check } from "@grpc-evolution/engine/check/check.js";
import type { DeclaredWindows } from "@grpc-evolution/engine/check/support-change.js";
import { analysisComment, analysisMarkdown, commentMarker } from "@grpc-evolution/engine/report/analysis.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { windowsSince } from "../project/windows-at.js";
import { notesFor, writeOutput } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { type AskedOfChange, type ReadRequest, readRequest } from "./read-request.js";

/** What `analysis` was called with. */
export interface AnalysisOptions extends AskedOfChange {
  /** A file for a bot, which posts it. */
  comment?: string;
  output?: string;
  quiet: boolean;
}

/** `analysis`: the compatibility analysis of a change. Findings do not fail it, since `check` does that. */
export async function runAnalysis(options: AnalysisOptions): Promise<void> {
  if (options.comment !== undefined) refuseOthers(options.comment);
  const read = await readRequest([], { ...options, countsKnownOnly: true }, notesFor(options.quiet));
  const windows = await windowsOfChange(read);
  const beside = { ...nothingBeside, ...(windows && { windows }) };
  const analysis = analyze(read.request, check(read.request), beside);
  if (options.comment !== undefined) writeOutput(analysisComment(analysis), options.comment);
  if (options.comment === undefined || options.output !== undefined) {
    writeOutput(analysisMarkdown(analysis), options.output);
  }
}

/** The windows where the change starts, and those of its head; null where nobody can read the first. */
async function windowsOfChange({ configuration, input }: ReadRequest): Promise<DeclaredWindows | null> {
  const { start, committed } = input;
  if (start === null || committed === null) return null;
  return windowsSince(configuration, { revision: start.commit, name: start.label }, committed.commit);
}

/** A file for the comment may only be written over where an earlier run made it. */
function refuseOthers(file: string): void {
  if (!existsSync(file)) return;
  if (statSync(file).isFile() && readFileSync(file, "utf8").startsWith(`${commentMarker}\n`)) return;
  throw new UserError(
    `${printable(file)} exists, and was not written by --comment.`,
    "Name another file, or remove it.",
  );
}
