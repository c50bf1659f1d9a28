import type { CheckRequest, State } from "@grpc-evolution/engine/check/request.js";
import { placeIn } from "@grpc-evolution/engine/source/source.js";
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
import { refuseWrongServices, sayServicesOfNobody } from "../project/services.js";
import { sayWhatIsNotAtHand } from "../project/unread.js";
import { homepage } from "../terminal/package.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";

/** What a command that looks at a change was asked for. */
export interface AskedOfChange extends Compared {
  before?: string;
  after?: string;
  preset: "strict" | "standard";
  config?: string;
}

/** What is checked, and where it came from. */
export interface ReadRequest {
  configuration: Configuration;
  input: CheckInput;
  request: CheckRequest;
}

/** Reads everything that is to be compared; what cannot be compared is refused. */
export async function readRequest(
  paths: string[],
  options: AskedOfChange & { countsKnownOnly: boolean },
  notes: Notes,
): Promise<ReadRequest> {
  const configuration = loadConfiguration(process.cwd(), options.config);
  const input = await gather(paths, options, configuration, notes);
  refuseProblems(input.head, input.isChosen);
  const isNamed = (label: string) => options.against.includes(label) || label === options.since;
  refuseUnreadable(input.baselines, input.reference, isNamed);
  // In a repository the head tells which of two declarations counts.
  if (options.before !== undefined) for (const baseline of input.baselines) refuseDeclaredTwice(baseline);
  for (const sentence of refusedElsewhere(olderStates(input))) notes.say(sentence);
  refuseWrongFeatures(configuration, input);
  refuseWrongServices(configuration, input);
  sayServicesOfNobody(configuration, input, notes);
  const { features, allow } = configuration;
  const placeOf = configuration.file === null ? nowhere : configuration.placeOf;
  const { preset, countsKnownOnly } = options;
  const { root: _root, committed, start: _start, paths: _paths, isChosen: _isChosen, ...compared } = input;
  // Two folders have no history that would tell when a comment was written.
  const commented = committed === null ? [] : await readCommented(committed, input.head.files);
  const policy = { preset, features, allow, placeOf, homepage };
  return { configuration, input, request: { ...compared, countsKnownOnly, commented, ...policy } };
}

/** Where no file has settings, what is said of one stands in no file. */
const nowhere: CheckRequest["placeOf"] = () => placeIn({ path: "", text: "" }, 0, 0);

/** The states that the head is compared with, each once. */
function olderStates({ baselines, reference }: CheckInput): State[] {
  const others = reference && !baselines.some(({ files }) => files === reference.files) ? [reference] : [];
  return [...baselines, ...others];
}

async function gather(
  paths: string[],
  options: AskedOfChange,
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
  const { head, release, against, since, sinceRelease, ledger } = options;
  const asked = [head, release, since, sinceRelease, ledger, ...against];
  if (paths.length > 0 || asked.some((each) => each !== undefined)) {
    throw new UserError(
      "--before and --after compare two folders or descriptor sets, without git.",
      "Leave out paths, --head, --release, --against, --since, --since-release and --ledger.",
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
    start: null,
    components: configuration.components,
    paths: [],
    isChosen: () => true,
  };
}
