import { realpathSync } from "node:fs";
import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { escapeGlob } from "../git/globs.js";
import { refuseShallow, repositoryState } from "../git/refs.js";
import { readState } from "../git/state.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { type Configuration, wrongSetting } from "./configuration.js";

/** A repository as a run sees it. */
export interface Repository {
  /** Absolute, without links in it. */
  root: string;
  bare: boolean;
  /** Globs of the protocol, relative to the root. */
  globs: string[];
  configuration: Configuration;
  notes: Notes;
}

/**
 * The repository of the working directory. Throws a UserError where there is none or nothing in it, and where it is
 * shallow although all of its history is needed.
 */
export async function openRepository(
  configuration: Configuration,
  notes: Notes,
  needsHistory: boolean,
): Promise<Repository> {
  const state = await repositoryState(process.cwd());
  if (needsHistory) refuseShallow(state);
  const root = realpathSync(state.root);
  if (configuration.file === null) {
    notes.say('no grpc-evolution.yaml: all .proto files are read, tags v* are releases. "init" writes one.');
  }
  return { root, bare: state.bare, globs: globsFromRoot(configuration, root), configuration, notes };
}

/** Globs of a configuration inside of the repository are relative to it, of one outside to the root. */
function globsFromRoot(configuration: Configuration, root: string): string[] {
  const { folder, protos } = configuration;
  const below = path.relative(root, realpathSync(folder)).split(path.sep).join("/");
  const prefix = below === "" || isOutside(below) ? "" : `${escapeGlob(below)}/`;
  return protos.map((glob, at) => {
    if (path.posix.isAbsolute(glob) || isOutside(path.posix.normalize(prefix + glob))) {
      throw wrongSetting(
        configuration,
        ["protos", at],
        `"${glob}" leads out of the repository.`,
        'Write a glob relative to the configuration, such as "protos/**/*.proto".',
      );
    }
    return prefix + glob;
  });
}

function isOutside(fromRoot: string): boolean {
  return fromRoot === ".." || fromRoot.startsWith("../");
}

/** Throws a UserError where nothing matches the globs: a report of nothing would look like a good one. */
export function refuseNothing(files: SourceText[], { protos, file }: Configuration): void {
  if (files.length > 0) return;
  const patterns = protos.map(printable).join(", ");
  const where =
    file === null ? "Write protos into a grpc-evolution.yaml." : "Correct protos in the configuration.";
  throw new UserError(`No .proto file matches ${patterns}.`, where);
}

/** The `.proto` files of the protocol as they are now; those of the last commit where there is no working tree. */
export async function readNewest({ root, globs, bare }: Repository): Promise<SourceText[]> {
  return readState(root, bare ? "HEAD" : "worktree", globs);
}
