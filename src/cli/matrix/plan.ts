import type { Grid } from "@grpc-evolution/engine/report/matrix.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import { pairsOf, sampleOf } from "@grpc-evolution/engine/window/matrix.js";
import { compareReleases, parseRelease } from "@grpc-evolution/engine/window/releases.js";
import type { KnownRelease } from "../project/configured-releases.js";
import { UserError } from "../terminal/user-error.js";

/** Which pairs are asked for. */
export interface Selection {
  /** Only pairs that this release is part of. */
  release?: string;
  /** Only pairs among the releases that stand for all. */
  sample: boolean;
}

/** Pairs grow with the square of it. */
const mostReleases = 200;

/**
 * The grids of all components that talk and have a window, without results. Throws a UserError for a release that is
 * none.
 */
export function planGrids(
  pairs: readonly ComponentPair[],
  releases: readonly KnownRelease[],
  { release, sample }: Selection,
): Grid[] {
  const only = release === undefined ? null : releaseNamed(release, releases);
  const names = withCandidate(releases, only);
  refuseTooMany(names);
  const chosen = new Set(sample ? [...sampleOf(names), only] : names);
  const tags = new Map(releases.map(({ name, newest }) => [name, newest]));
  const tagOf = (name: string) => tags.get(name) ?? name;
  return pairs.flatMap(({ client: clientName, server: serverName, window }) => {
    if (window === null) return [];
    const components = { client: clientName, server: serverName };
    const cells = pairsOf(names, components, window)
      .filter(({ client, server }) => chosen.has(client) && chosen.has(server))
      .filter(({ client, server }) => only === null || client === only || server === only)
      .map((pair) => ({
        ...pair,
        clientTag: tagOf(pair.client),
        serverTag: tagOf(pair.server),
        result: null,
        run: null,
      }));
    return [{ components, window, cells }];
  });
}

/** The release that somebody typed: a known one, or one that is newer than all and not tagged yet. */
function releaseNamed(typed: string, releases: readonly KnownRelease[]): string {
  const version = parseRelease(typed);
  if (!version) throw new UserError(`"${printable(typed)}" is not a release.`, "Write X.Y, such as 1.2.");
  const name = `${version.major}.${version.minor}`;
  const names = releases.map((each) => each.name);
  const older = names.findLast((each) => compareReleases(each, name) < 0);
  const newer = names.find((each) => compareReleases(each, name) > 0);
  if (newer === undefined || names.includes(name)) return name;
  const nearest = older === undefined ? `The next one is ${newer}` : `The nearest are ${older} and ${newer}`;
  throw new UserError(
    `There is no release ${name}.`,
    `${nearest}; one that is not tagged yet has to be newer than ${names.at(-1)}.`,
  );
}

function withCandidate(releases: readonly KnownRelease[], candidate: string | null): string[] {
  const names = releases.map(({ name }) => name);
  return candidate === null || names.includes(candidate) ? names : [...names, candidate];
}

function refuseTooMany(names: readonly string[]): void {
  if (names.length <= mostReleases) return;
  throw new UserError(
    `There are ${names.length} releases; a matrix has at most ${mostReleases}.`,
    'List those that still run in the configuration, releases: ["v1.0", "v1.1"].',
  );
}
