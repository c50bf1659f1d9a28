import type { Grid } from "@grpc-evolution/engine/report/matrix.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { type ComponentPair, windowOf } from "@grpc-evolution/engine/window/component-pair.js";
import { pairsOf, sampleOf } from "@grpc-evolution/engine/window/matrix.js";
import { compareReleases, parseRelease } from "@grpc-evolution/engine/window/releases.js";
import type { KnownRelease } from "../project/configured-releases.js";
import { typedPatch } from "../project/leading-to.js";
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

/** Who may meet whom by the configuration that a release was published with; null where none can be read. */
export type PublishedPairs = ReadonlyMap<string, readonly ComponentPair[] | null>;

/**
 * The grids of all components that talk and have a window, without results. Throws a UserError for a release that is
 * none.
 */
export function planGrids(
  pairs: readonly ComponentPair[],
  releases: readonly KnownRelease[],
  { release, sample }: Selection,
  publishedPairs: PublishedPairs = new Map(),
): Grid[] {
  const asked = release === undefined ? null : releaseNamed(release, releases);
  const only = asked?.name ?? null;
  const names = withCandidate(releases, only);
  refuseTooMany(names);
  const chosen = new Set(sample ? [...sampleOf(names), only] : names);
  const tags = new Map(releases.map(({ name, newest }) => [name, newest]));
  const candidateOf = (name: string) => (name === only ? (asked?.candidate ?? null) : null);
  const tagOf = (name: string) => candidateOf(name) ?? tags.get(name) ?? name;
  const refOf = (name: string) => (candidateOf(name) === null ? tagOf(name) : "HEAD");
  return pairs.flatMap(({ client: clientName, server: serverName, window }) => {
    if (window === null) return [];
    const components = { client: clientName, server: serverName };
    // What is to be tagged gets the window of today.
    const own = [...publishedPairs].filter(([name]) => candidateOf(name) === null);
    const published = new Map(
      own.map(([name, declared]) => [name, declared && windowOf(components, declared, pairs)]),
    );
    const cells = pairsOf(names, components, window, published)
      .filter(({ client, server }) => chosen.has(client) && chosen.has(server))
      .filter(({ client, server }) => only === null || client === only || server === only)
      .map((pair) => ({
        ...pair,
        clientTag: tagOf(pair.client),
        serverTag: tagOf(pair.server),
        clientRef: refOf(pair.client),
        serverRef: refOf(pair.server),
        result: null,
        run: null,
      }));
    return [{ components, window, published, cells }];
  });
}

/** A release that pairs are asked for. */
interface AskedRelease {
  /** X.Y. */
  name: string;
  /** The version that is to be tagged, which the working tree stands for; null for what is tagged. */
  candidate: string | null;
}

/**
 * The release that somebody typed: a tagged one, a patch release that is to follow its newest tag, or a release that is to
 * follow all. Throws a UserError for a patch release that is neither the newest of its release nor newer.
 */
function releaseNamed(typed: string, releases: readonly KnownRelease[]): AskedRelease {
  const version = parseRelease(typed);
  if (!version)
    throw new UserError(`"${printable(typed)}" is not a release.`, "Write X.Y, such as 1.2, or X.Y.Z.");
  const name = `${version.major}.${version.minor}`;
  const tagged = releases.find((each) => each.name === name);
  const patch = typedPatch(typed) ?? tagged?.patch ?? 0;
  if (!tagged) {
    refuseBetween(name, releases);
    return { name, candidate: patch === 0 ? name : `${name}.${patch}` };
  }
  if (patch === tagged.patch) return { name, candidate: null };
  if (patch > tagged.patch) return { name, candidate: `${name}.${patch}` };
  throw new UserError(
    `Pairs run with the newest patch release of ${name}, which is ${printable(tagged.newest)}.`,
    `Write --release ${name}.`,
  );
}

/** Refuses a release that is not tagged and older than one that is. */
function refuseBetween(name: string, releases: readonly KnownRelease[]): void {
  const names = releases.map((each) => each.name);
  const older = names.findLast((each) => compareReleases(each, name) < 0);
  const newer = names.find((each) => compareReleases(each, name) > 0);
  if (newer === undefined) return;
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
