import { check } from "@grpc-evolution/engine/check/check.js";
import { type Format, reporters } from "@grpc-evolution/engine/report/index.js";
import { type CheckInput, type Compared, readFromRepository } from "../project/check-input.js";
import { type Configuration, loadConfiguration } from "../project/configuration.js";
import { refuseWrongFeatures } from "../project/features.js";
import { readFolderOrSet } from "../project/folder.js";
import { refuseProblems, sayProblems } from "../project/problems.js";
import { homepage } from "../terminal/package.js";
import { type ColorChoice, type Notes, notesFor, wantsColor, writeOutput } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
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
}

/** `check`: reads, compares, reports. The exit status says whether an error was found. */
export async function runCheck(paths: string[], options: CheckOptions): Promise<void> {
  const notes = notesFor(options.quiet);
  const configuration = loadConfiguration(process.cwd(), options.config);
  const input = await gather(paths, options, configuration, notes);
  refuseProblems(input.head.files);
  for (const baseline of input.baselines) sayProblems(baseline, notes);

  refuseWrongFeatures(configuration, input);
  const { components, features, allow, placeOf } = configuration;
  const { preset } = options;
  const result = check({ ...input, preset, components, features, allow, placeOf, homepage });
  const narrowed = onlyPaths(result, input);
  process.exitCode = narrowed.summary.errors > 0 ? 1 : 0;
  const report = reporters[options.format](narrowed, wantsColor(options.color, options.output));
  writeOutput(report, options.output);
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
  if (paths.length > 0 || options.head !== undefined || options.against.length > 0) {
    throw new UserError(
      "--before and --after compare two folders or descriptor sets, without git.",
      "Leave out paths, --head and --against.",
    );
  }
  return {
    head: { label: "after", ...readFolderOrSet(after) },
    baselines: [{ label: "before", ...readFolderOrSet(before), releaseIndex: null }],
    ledger: null,
    releases: null,
    released: [],
    paths: [],
  };
}
