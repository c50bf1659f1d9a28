import { existsSync, readFileSync, statSync } from "node:fs";
import { analyze } from "@grpc-evolution/engine/analysis/analysis.js";
import { check } from "@grpc-evolution/engine/check/check.js";
import { analysisComment, analysisMarkdown, commentMarker } from "@grpc-evolution/engine/report/analysis.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { notesFor, writeOutput } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { type AskedOfChange, readRequest } from "./read-request.js";

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
  const { request } = await readRequest([], { ...options, countsKnownOnly: true }, notesFor(options.quiet));
  const analysis = analyze(request, check(request));
  if (options.comment !== undefined) writeOutput(analysisComment(analysis), options.comment);
  if (options.comment === undefined || options.output !== undefined) {
    writeOutput(analysisMarkdown(analysis), options.output);
  }
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
