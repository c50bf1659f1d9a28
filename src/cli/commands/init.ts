import { realpathSync } from "node:fs";
import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { parseSource } from "@grpc-evolution/engine/schema/parse-source.js";
import { type RepositoryState, repositoryState } from "../git/refs.js";
import { listReleases } from "../git/release-tags.js";
import { type StateFiles, workingFiles } from "../git/state-files.js";
import { configurationName } from "../project/configuration.js";
import { writeNewFile } from "../project/new-file.js";
import { notesFor } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { adoptGuide } from "./init-adopt.js";
import type { PackagedFile } from "./init-globs.js";
import { initText, undecided } from "./init-text.js";

interface Options {
  /** Also the texts with which a project adopts the guide. */
  adopt: boolean;
}

/** `init`: writes a configuration into the working directory, and with `--adopt` what else a project takes over; nothing that is there is changed. */
export async function runInit({ adopt }: Options): Promise<void> {
  const folder = realpathSync.native(process.cwd());
  const repository = await repositoryState(folder);
  if (repository.bare) throw new UserError("A bare repository has no working tree.", "Go to a clone of it.");
  const top = realpathSync.native(repository.root);
  if (adopt && top !== folder) {
    throw new UserError(
      "This is not the top of the repository, where hosts look for such files.",
      `Go to ${printable(top)}.`,
    );
  }
  const text = await configurationText(repository, top, folder);
  if (!adopt) writeConfiguration(folder, text);
  else await adoptGuide(folder, text);
}

/** The text of a configuration in a folder of a repository. */
async function configurationText(repository: RepositoryState, top: string, folder: string): Promise<string> {
  const below = path.relative(top, folder).split(path.sep).join("/");
  const prefix = below === "" ? "" : `${below}/`;
  const state = await workingFiles(repository);
  const paths = [...state.tree.values()]
    .filter(({ path: file, kind }) => kind === "file" && file.endsWith(".proto") && file.startsWith(prefix))
    .map(({ path: file }) => file)
    .sort();
  const files: PackagedFile[] = [];
  for (const file of paths) {
    files.push({ path: file.slice(prefix.length), packageName: await packageIn(state, file) });
  }
  if (files.length === 0) throw new UserError("There is no .proto file here or below.", "Go where they are.");
  // A pre-release is no release, and says nothing of which tags are.
  const tags = (await listReleases(repository.root, { tags: "**" })).filter(
    ({ isPreRelease }) => !isPreRelease,
  );
  return initText(tags, files);
}

/** The package that a file declares; empty where it declares none, or cannot be read: the first check says so. */
async function packageIn(state: StateFiles, file: string): Promise<string> {
  try {
    const [source] = await state.read([file]);
    return source ? parseSource(source).file.package : "";
  } catch {
    return "";
  }
}

/** Fails where the file exists already, even if it appeared a moment ago. */
function writeConfiguration(folder: string, text: string): void {
  const made = writeNewFile(folder, configurationName, [], text);
  if (made.outcome === "exists") {
    throw new UserError(`${printable(made.file)} is there already.`, "Edit it, or remove it first.");
  }
  if (made.outcome === "left") {
    throw new UserError(
      `${configurationName} was not written: ${made.reason}.`,
      "Check the permissions of the folder.",
    );
  }
  const notes = notesFor(false);
  notes.say(`wrote ${configurationName} with the window ${undecided}: decide both in it.`);
  notes.say('when that is done, run "grpc-evolution check".');
}
