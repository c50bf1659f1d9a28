import type { Grid } from "@grpc-evolution/engine/report/matrix.js";
import { cellsOf } from "@grpc-evolution/engine/report/matrix-sentences.js";
import { parseRelease } from "@grpc-evolution/engine/window/releases.js";
import type { KnownRelease } from "../project/configured-releases.js";

/**
 * What to know where pairs of a release with those of a newer major version are supported; null where none is. A window counts
 * releases, and does not say that two majors do not mix: an older branch would be held to pairs that cannot pass.
 */
export function newerMajorText(
  grids: readonly Grid[],
  release: string | undefined,
  releases: readonly KnownRelease[],
): string | null {
  const own = parseRelease(release ?? "");
  if (!own) return null;
  const supported = cellsOf(grids).filter((cell) => cell.supported);
  const met = new Set(supported.flatMap(({ client, server }) => [client, server]));
  const isNewer = ({ name }: KnownRelease) => (parseRelease(name)?.major ?? 0) > own.major;
  const newer = releases.find((each) => isNewer(each) && met.has(each.name));
  if (!newer) return null;
  const { name } = newer;
  return `Pairs with ${name} count as supported. Where ${name} does not mix with the releases before it, leave it out on this branch: ${settingFor(own.major, newer)}.`;
}

/** The setting that takes the tags of one major version only, with what stands before a version in those of another one. */
function settingFor(major: number, { newest, name }: KnownRelease): string {
  const at = newest.indexOf(name);
  return at === -1
    ? "say with releases in the configuration which are its own"
    : `releases: { tags: "${newest.slice(0, at)}${major}.*" }`;
}
