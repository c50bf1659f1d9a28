import { bumpFor, type Previous } from "@grpc-evolution/engine/check/bump.js";
import { bumpJson, bumpText, releaseNotes } from "@grpc-evolution/engine/report/bump.js";
import { versionOf } from "../git/release-tags.js";
import { readState } from "../git/state.js";
import { readCheckInput, readRevision } from "../project/check-input.js";
import { loadConfiguration } from "../project/configuration.js";
import { refuseWrongFeatures } from "../project/features.js";
import { refuseNoWindow } from "../project/no-window.js";
import { refuseProblems } from "../project/problems.js";
import { openRepository, type Repository } from "../project/project.js";
import type { RepositoryTimeline } from "../project/releases.js";
import { homepage } from "../terminal/package.js";
import { notesFor, writeOutput } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";

/** What `bump` was called with. */
export interface BumpOptions {
  head?: string;
  config?: string;
  format: keyof typeof formats;
  output?: string;
  quiet: boolean;
}

const formats = { text: bumpText, json: bumpJson, markdown: releaseNotes };

/** `bump`: patch, minor or major for what changed since the newest release, and the notes that go with it. */
export async function runBump(options: BumpOptions): Promise<void> {
  const notes = notesFor(options.quiet);
  const configuration = loadConfiguration(process.cwd(), options.config);
  refuseNoWindow(configuration);
  const repository = await openRepository(configuration, notes, true);
  const revision = await readRevision(repository, options.head);
  const isPublished = options.head !== undefined && revision.timeline.isRelease;
  const previous = await readPrevious(repository, revision.timeline, isPublished);
  const asked = { head: options.head, against: [], history: true };
  const input = await readCheckInput([], asked, repository, revision);
  refuseProblems(input.head.files);
  refuseWrongFeatures(configuration, input);
  const { components, features, allow, placeOf } = configuration;
  const request = { ...input, preset: "strict" as const, components, features, allow, placeOf, homepage };
  const bump = bumpFor(request, previous);
  if (isStable(revision.timeline) && bump.bump !== "patch") {
    notes.say(`there are newer releases than ${previous.name}: a stable branch takes patches only.`);
  }
  writeOutput(formats[options.format](bump), options.output);
}

function isStable({ releases, position, isRelease }: RepositoryTimeline): boolean {
  return !isRelease && position < releases.length;
}

/** The newest release that the head contains; of a release that is named, the one before it. */
async function readPrevious(
  { root, globs }: Repository,
  { contained, position: own, releases }: RepositoryTimeline,
  isPublished: boolean,
): Promise<Previous> {
  const before = contained.filter(({ position }) => !isPublished || position < own).at(-1);
  const version = versionOf(before?.release.tag ?? "");
  if (!before || !version) {
    const hint =
      contained.length === 0 && releases.length > 0
        ? `The history of this revision has none of the releases up to ${releases.at(-1)?.name}.`
        : "Take any number for the first.";
    throw new UserError("There is no release before this one.", hint);
  }
  const { tag, commit, series } = before.release;
  return { label: tag, name: series, version: version.numbers, files: await readState(root, commit, globs) };
}
