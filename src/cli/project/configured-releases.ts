import { printable } from "@grpc-evolution/engine/report/printable.js";
import { compareReleases } from "@grpc-evolution/engine/window/releases.js";
import { howToFetchTags, peel } from "../git/refs.js";
import { compareVersions, listReleases, versionOf } from "../git/release-tags.js";
import { UserError } from "../terminal/user-error.js";
import { type Configuration, wrongSetting } from "./configuration.js";

/** A release X.Y with the tags that were made for it. */
export interface KnownRelease {
  /** `1.2`. */
  name: string;
  /** The tag that brought it, and the newest of its patch releases. */
  oldest: string;
  newest: string;
  /** The Z of the newest. */
  patch: number;
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
    const [major, minor, patch] = versionOf(tag)?.numbers ?? [0, 0, 0];
    const name = `${major}.${minor}`;
    folded.set(name, { name, oldest: folded.get(name)?.oldest ?? tag, newest: tag, patch });
  }
  return [...folded.values()];
}

/** Whether a release X.Y comes after all others. */
export function isBehind(releases: readonly KnownRelease[], name: string): boolean {
  const last = releases.at(-1);
  return last === undefined || compareReleases(name, last.name) > 0;
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

/**
 * Throws a UserError for a listed release that has no version or is no tag of the repository at `folder`: without it
 * less would be looked at than was asked for.
 */
export async function refuseUnknownTags(configuration: Configuration, folder: string): Promise<void> {
  const { releases } = configuration;
  if (!Array.isArray(releases)) return;
  listed(releases, configuration);
  const commits = await peel(
    folder,
    releases.map((tag) => `refs/tags/${tag}`),
  );
  const unknown = commits.indexOf(null);
  if (unknown === -1) return;
  throw wrongSetting(
    configuration,
    ["releases", unknown],
    `there is no tag "${releases[unknown]}".`,
    "Correct it; git fetch --tags brings those of the remote.",
  );
}

/**
 * Throws a UserError where the configuration says which tags are releases and no tag fits, not even of a
 * pre-release. Whoever has no release yet says nothing about them.
 */
export async function refuseNoMatch(configuration: Configuration, folder: string): Promise<void> {
  const { releases, saysReleases } = configuration;
  if (!saysReleases || (await listReleases(folder, releases)).length > 0) return;
  throw await nothingMatches(configuration, folder);
}

/** Says which tags there are instead. */
async function nothingMatches(configuration: Configuration, folder: string): Promise<UserError> {
  const { releases, saysReleases } = configuration;
  if (Array.isArray(releases)) {
    return wrongSetting(
      configuration,
      ["releases"],
      "no release is listed, only pre-releases.",
      'List tags such as "v1.2".',
    );
  }
  const others = await listReleases(folder, { tags: "**" });
  const tags = others.slice(-3).map(({ tag }) => printable(tag));
  const existing = `Tags here are ${tags.join(", ")}`;
  const isBare = tags.length === 0;
  if (!saysReleases) {
    const message = `No tag ${releases.tags} is a release.`;
    return new UserError(
      message,
      isBare ? noTag : `${existing}; say with releases in the configuration which are.`,
    );
  }
  const message = `no tag ${releases.tags} is a release.`;
  const advice = isBare
    ? `${noTag} Before the first release, leave releases out.`
    : `${existing}; write a pattern that matches them.`;
  return wrongSetting(configuration, ["releases", "tags"], message, advice);
}

/** A clone without tags looks like a project before its first release. */
const noTag = `There is no tag X.Y here. ${howToFetchTags}`;
