import { type CheckResult, check } from "@grpc-evolution/engine/check/check.js";
import { withFixes } from "@grpc-evolution/engine/check/fixes.js";
import type { State } from "@grpc-evolution/engine/check/request.js";
import { type Format, listsKnown, reporters, showsEdits } from "@grpc-evolution/engine/report/index.js";
import { type CheckInput, type Compared, readFromRepository } from "../project/check-input.js";
import { readCommented } from "../project/commented.js";
import { type Configuration, loadConfiguration } from "../project/configuration.js";
import { refuseWrongFeatures } from "../project/features.js";
import { readFolderOrSet } from "../project/folder.js";
import {
  refuseDeclaredTwice,
  refusedElsewhere,
  refuseProblems,
  refuseUnreadable,
} from "../project/problems.js";
import { sayWhatIsNotAtHand } from "../project/unread.js";
import { homepage } from "../terminal/package.js";
import {
  type ColorChoice,
  columnsFor,
  type Notes,
  notesFor,
  wantsColor,
  writeOutput,
} from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { fixWorkingTree } from "./fix.js";
import { onlyPaths } from "./only-paths.js";

/** What `check` was called with. */
export interface CheckOptions extends Compared {
  before?: string;
  after?: string;
  preset: "strict" | "standard";
  config?: string;
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
  const configuration = loadConfiguration(process.cwd(), options.config);
  const input = await gather(paths, options, configuration, notes);
  refuseProblems(input.head, input.isChosen);
  const isNamed = (label: string) => options.against.includes(label) || label === options.since;
  refuseUnreadable(input.baselines, input.reference, isNamed);
  // In a repository the head tells which of two declarations counts.
  if (options.before !== undefined) for (const baseline of input.baselines) refuseDeclaredTwice(baseline);
  for (const sentence of refusedElsewhere(olderStates(input))) notes.say(sentence);
  refuseWrongFeatures(configuration, input);
  const { components, features, allow, placeOf } = configuration;
  const { preset } = options;
  const { root, committed, paths: narrowing, isChosen: _, ...compared } = input;
  // Two folders have no history that would tell when a comment was written.
  const commented = committed === null ? [] : await readCommented(committed, input.head.files);
  const countsKnownOnly = !options.all && !listsKnown(options.format);
  const asked = {
    ...compared,
    countsKnownOnly,
    commented,
    preset,
    components,
    features,
    allow,
    placeOf,
    homepage,
  };
  const request = options.fix && root !== null ? fixWorkingTree(asked, root, narrowing, notes) : asked;
  const checked = check(request);
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

/** The states that the head is compared with, each once. */
function olderStates({ baselines, reference }: CheckInput): State[] {
  const others = reference && !baselines.some(({ files }) => files === reference.files) ? [reference] : [];
  return [...baselines, ...others];
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

async function gather(
  paths: string[],
  options: CheckOptions,
  configuration: Configuration,
  notes: Notes,
): Promise<CheckInput> {
  const { before, after } = options;
  if (before === undefined && after === undefined) {
    return readFromRepository(paths, options, configuration, notes);
  }
  if (before === undefined || after === undefined) {
    throw new UserError("--before and --after belong together.", "Name both folders, or descriptor sets.");
  }
  const { head, against, since, ledger } = options;
  if (paths.length > 0 || [head, since, ledger, ...against].some((each) => each !== undefined)) {
    throw new UserError(
      "--before and --after compare two folders or descriptor sets, without git.",
      "Leave out paths, --head, --against, --since and --ledger.",
    );
  }
  const [older, newer] = [
    { label: "before", ...readFolderOrSet(before) },
    { label: "after", ...readFolderOrSet(after) },
  ];
  for (const state of [older, newer]) sayWhatIsNotAtHand(state, notes);
  return {
    head: newer,
    baselines: [{ ...older, releaseIndex: null, precedesReference: false }],
    reference: null,
    newest: null,
    ledger: null,
    releases: null,
    released: [],
    root: null,
    committed: null,
    paths: [],
    isChosen: () => true,
  };
}
