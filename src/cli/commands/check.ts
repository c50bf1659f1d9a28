import { type CheckResult, check } from "@grpc-evolution/engine/check/check.js";
import { withFixes } from "@grpc-evolution/engine/check/fixes.js";
import { type Format, listsKnown, reporters, showsEdits } from "@grpc-evolution/engine/report/index.js";
import { type ColorChoice, columnsFor, notesFor, wantsColor, writeOutput } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { fixWorkingTree } from "./fix.js";
import { onlyPaths } from "./only-paths.js";
import { sayThatPatchChanges } from "./patch-note.js";
import { type AskedOfChange, readRequest } from "./read-request.js";

/** What `check` was called with. */
export interface CheckOptions extends AskedOfChange {
  format: Format;
  output?: string;
  color: ColorChoice;
  quiet: boolean;
  fix: boolean;
  /** Whether people are shown what is known, too. */
  all: boolean;
  /** Whether the text shows all that is known of a finding. */
  verbose: boolean;
}

/** `check`: reads, compares, reports. The exit status says whether an error was found. */
export async function runCheck(paths: string[], options: CheckOptions): Promise<void> {
  refuseFixElsewhere(options);
  const notes = notesFor(options.quiet);
  const countsKnownOnly = !options.all && !listsKnown(options.format);
  const { input, request: asked } = await readRequest(paths, { ...options, countsKnownOnly }, notes);
  const { root, paths: narrowing } = input;
  const request = options.fix && root !== null ? fixWorkingTree(asked, root, narrowing, notes) : asked;
  const checked = check(request);
  // A branch that only lacks a newer release may be for the main line: the release has to be named.
  if (options.release !== undefined) sayThatPatchChanges(request, notes);
  const narrowed = onlyPaths(checked, input);
  process.exitCode = narrowed.summary.errors > 0 ? 1 : 0;
  const listed = countsKnownOnly ? onlyNew(narrowed) : narrowed;
  const result = showsEdits(options.format)
    ? { ...listed, findings: withFixes(checked, request, listed.findings) }
    : listed;
  const report = reporters[options.format](result, {
    color: wantsColor(options.color, options.output),
    width: columnsFor(options.output),
    verbose: options.verbose,
    sources: { head: request.head.files, older: request.baselines },
  });
  writeOutput(report, options.output);
}

/** What people read lists what the change did; programs get everything, with its status. */
function onlyNew(result: CheckResult): CheckResult {
  return { ...result, findings: result.findings.filter(({ status }) => status === "new") };
}

/** Only the working tree can be changed. */
function refuseFixElsewhere({ fix, head, before, after }: CheckOptions): void {
  if (!fix || (head === undefined && before === undefined && after === undefined)) return;
  throw new UserError("--fix changes the working tree only.", "Leave out --head, --before and --after.");
}
