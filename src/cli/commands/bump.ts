import { bumpFor, type Previous } from "@grpc-evolution/engine/check/bump.js";
import { bumpJson, bumpText, releaseNotes } from "@grpc-evolution/engine/report/bump.js";
import { type BumpKind, isGreater } from "@grpc-evolution/engine/rules/bump-rules.js";
import { type Version, versionOf } from "../git/release-tags.js";
import { type ReadHead, readCheckInput, readHead } from "../project/check-input.js";
import { readCommented } from "../project/commented.js";
import { loadConfiguration } from "../project/configuration.js";
import { refuseWrongFeatures } from "../project/features.js";
import { refuseNoWindow } from "../project/no-window.js";
import { refuseProblems } from "../project/problems.js";
import { openRepository, type Repository } from "../project/project.js";
import type { ProtocolFiles } from "../project/protocol.js";
import { releaseBefore } from "../project/release-before.js";
import type { RepositoryTimeline } from "../project/releases.js";
import { refuseWrongServices, sayServicesOfNobody } from "../project/services.js";
import { readOlderStates } from "../project/states.js";
import { windowsSince } from "../project/windows-at.js";
import { homepage } from "../terminal/package.js";
import { notesFor, writeOutput } from "../terminal/terminal.js";

/** What `bump` was called with. */
export interface BumpOptions {
  head?: string;
  release?: string;
  /** The largest number that may be needed. */
  max?: BumpKind;
  config?: string;
  format: keyof typeof formats;
  output?: string;
  quiet: boolean;
}

const formats = { text: bumpText, json: bumpJson, markdown: releaseNotes };

/**
 * `bump`: patch, minor or major for what changed since the newest release, and the notes that go with it. The exit status
 * says whether more is needed than may be.
 */
export async function runBump(options: BumpOptions): Promise<void> {
  const notes = notesFor(options.quiet);
  const configuration = loadConfiguration(process.cwd(), options.config);
  refuseNoWindow(configuration);
  const repository = await openRepository(configuration, notes, true);
  const read = await readHead(repository, options);
  const isNamed = options.head !== undefined || options.release !== undefined;
  const isPublished = isNamed && read.timeline.isRelease;
  const previous = await readPrevious(repository, read, isPublished);
  const asked = { head: options.head, against: [], history: true };
  const input = await readCheckInput([], asked, repository, read);
  refuseProblems(input.head, repository.protocol.chooses);
  refuseWrongFeatures(configuration, input);
  refuseWrongServices(configuration, input);
  sayServicesOfNobody(configuration, input, notes);
  const { features, allow, placeOf } = configuration;
  const commented = input.committed && (await readCommented(input.committed, input.head.files));
  const policy = { preset: "strict" as const, features, allow, placeOf, homepage };
  const request = { ...input, ...policy, commented: commented ?? [] };
  const released = { revision: `refs/tags/${previous.label}`, name: previous.name };
  const windows = await windowsSince(configuration, released, input.committed?.commit ?? null);
  const bump = bumpFor(request, previous, { windows, asked: versionAsked(options) });
  if (isStable(read.timeline) && bump.bump !== "patch") {
    notes.say(`there are newer releases than ${previous.name}: a stable branch takes patches only.`);
  }
  if (options.max !== undefined && isGreater(bump.bump, options.max)) {
    notes.say(`this needs a ${bump.bump} release, and --max allows ${options.max}.`);
    process.exitCode = 1;
  }
  writeOutput(formats[options.format](bump), options.output);
}

/** The release that somebody named, X.Y.Z; `readHead` has refused what is none. */
function versionAsked({ release }: BumpOptions): string | null {
  return release === undefined ? null : (versionOf(release)?.numbers.join(".") ?? null);
}

function isStable({ releases, position, isRelease }: RepositoryTimeline): boolean {
  return !isRelease && position < releases.length - 1;
}

async function readPrevious(repository: Repository, read: ReadHead, isPublished: boolean): Promise<Previous> {
  const before = releaseBefore(read.head.commit, read.timeline, repository.tagged, isPublished);
  const { tag, commit, series } = before;
  const [files] = (await readOlderStates(repository, read, [commit])) as [ProtocolFiles];
  return {
    label: tag,
    name: series,
    // Tags without a version are no releases.
    version: (versionOf(tag) as Version).numbers,
    files: files.judged,
    resolved: files.resolved,
  };
}
