import { printable } from "../engine/report/printable.js";
import { type Configuration, wrongSetting } from "./configuration.js";
import { compareVersions, listReleases, versionOf } from "./history/releases.js";
import { UserError } from "./user-error.js";

/** A release X.Y with the tags that were made for it. */
export interface KnownRelease {
  /** `1.2`. */
  name: string;
  /** The tag that brought it, and the newest of its patch releases. */
  oldest: string;
  newest: string;
}

/**
 * All releases of a project, oldest first, pre-releases left out and patch releases folded in. A list of releases
 * is taken as it is, without a look at git; a pattern is matched with the tags of the repository at `folder`.
 * Throws a UserError that names the place of the setting where nothing is a release.
 */
export async function knownReleases(configuration: Configuration, folder: string): Promise<KnownRelease[]> {
  const { releases } = configuration;
  const tags = Array.isArray(releases)
    ? listed(releases, configuration)
    : (await listReleases(folder, releases)).filter((each) => !each.isPreRelease).map(({ tag }) => tag);
  if (tags.length === 0) throw await nothingMatches(configuration, folder);
  return foldPatches(tags);
}

/** Tags in the order of their versions, as releases X.Y. */
export function foldPatches(tags: readonly string[]): KnownRelease[] {
  const folded = new Map<string, KnownRelease>();
  for (const tag of tags) {
    const [major, minor] = versionOf(tag)?.numbers ?? [0, 0];
    const name = `${major}.${minor}`;
    folded.set(name, { name, oldest: folded.get(name)?.oldest ?? tag, newest: tag });
  }
  return [...folded.values()];
}

function listed(releases: string[], configuration: Configuration): string[] {
  const versions = releases.map((tag, index) => {
    const version = versionOf(tag);
    if (version) return { tag, version };
    throw wrongSetting(
      configuration,
      ["releases", index],
      `"${tag}" has no version X.Y in its name.`,
      'Write tags such as "v1.2".',
    );
  });
  return versions
    .filter(({ version }) => version.suffix === "")
    .sort((a, b) => compareVersions(a.version, b.version))
    .map(({ tag }) => tag);
}

/** Says which tags there are instead. */
async function nothingMatches(configuration: Configuration, folder: string): Promise<UserError> {
  const { file, releases } = configuration;
  const others = Array.isArray(releases) ? [] : await listReleases(folder, { tags: "**" });
  const pattern = Array.isArray(releases) ? "" : releases.tags;
  const hint =
    others.length === 0
      ? "Tag a release X.Y, or list releases in the configuration."
      : `Tags here are ${others
          .slice(-3)
          .map(({ tag }) => printable(tag))
          .join(", ")}; write a pattern that matches them.`;
  if (file === null) return new UserError(`No tag ${printable(pattern)} is a release.`, hint);
  const message = Array.isArray(releases)
    ? "no release is listed, only pre-releases."
    : `no tag ${pattern} is a release.`;
  return wrongSetting(
    configuration,
    Array.isArray(releases) ? ["releases"] : ["releases", "tags"],
    message,
    hint,
  );
}
