import { realpathSync } from "node:fs";
import path from "node:path";
import { escapeGlob } from "../git/globs.js";
import { type Refs, type RepositoryState, readRefs, refuseShallow, repositoryState } from "../git/refs.js";
import { listReleases, type Release } from "../git/release-tags.js";
import { CommittedFiles } from "../git/state-files.js";
import type { Notes } from "../terminal/terminal.js";
import { type Configuration, wrongSetting } from "./configuration.js";
import { Protocol } from "./protocol.js";
import { type Branch, defaultBranch } from "./target.js";

/** A repository as a run sees it. Its root has no links in it. */
export interface Repository extends RepositoryState {
  protocol: Protocol;
  committed: CommittedFiles;
  refs: Refs;
  /** The tags that are releases and pre-releases, by version. */
  tagged: readonly Release[];
  /** The default branch, null where none is known. */
  main: Branch | null;
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
  const [refs, tagged] = await Promise.all([readRefs(root), listReleases(root, configuration.releases)]);
  return {
    ...state,
    root,
    protocol: new Protocol(globsFromRoot(configuration, root)),
    committed: new CommittedFiles(root),
    refs,
    tagged,
    main: defaultBranch(refs, configuration.defaultBranch, process.env),
    configuration,
    notes,
  };
}

/** Globs of a configuration inside of the repository are relative to it, of one outside to the root. */
function globsFromRoot(configuration: Configuration, root: string): string[] {
  const { folder, protos } = configuration;
  const below = path.relative(root, realpathSync(folder)).split(path.sep).join("/");
  const prefix = below === "" || isOutside(below) ? "" : `${escapeGlob(below)}/`;
  return protos.map((written, at) => {
    const [mark, glob] = written.startsWith("!") ? ["!", written.slice(1)] : ["", written];
    if (path.posix.isAbsolute(glob) || isOutside(path.posix.normalize(prefix + glob))) {
      throw wrongSetting(
        configuration,
        ["protos", at],
        `"${written}" leads out of the repository.`,
        'Write a glob relative to the configuration, such as "protos/**/*.proto".',
      );
    }
    return mark + prefix + glob;
  });
}

function isOutside(fromRoot: string): boolean {
  return fromRoot === ".." || fromRoot.startsWith("../");
}
