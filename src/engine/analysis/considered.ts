import { distanceOf } from "../check/evaluate.js";
import { sideOf } from "../check/impact.js";
import type { Baseline, CheckRequest } from "../check/request.js";
import type { Peer } from "../rules/finding.js";
import { nameAt, parseRelease, type Releases } from "../window/releases.js";
import { isSupported, type Window, within } from "../window/window.js";

/** Two components, and which of their releases were laid beside this state. */
export interface ConsideredPair {
  client: string;
  server: string;
  window: Window | null;
  /** Of the head. */
  newClient: Peer;
  newServer: Peer;
  servers: Peer[];
  clients: Peer[];
  notCompared: NotCompared;
}

/** What the window lets this state meet, and nobody laid beside it. */
export interface NotCompared {
  /** Known releases before this state, oldest first. */
  releases: string[];
  /** Known releases behind it: what they change is theirs to compare. */
  newer: string[];
  /** The oldest release that is known, where the window may let older ones meet this state; null where it does not. */
  before: string | null;
  /** Two releases between which there may be others; null where none fits between them. */
  between: readonly [string, string] | null;
}

/** The releases that the head is compared with; without any, the other states. */
export function chosenBaselines({ baselines }: CheckRequest): readonly Baseline[] {
  const releases = baselines.filter(({ releaseIndex }) => releaseIndex !== null);
  return releases.length > 0 ? releases : baselines;
}

/** Which releases of each two components were laid beside the head, in each of its two roles. */
export function consideredPairs(request: CheckRequest): ConsideredPair[] {
  const { components, head, releases } = request;
  const chosen = chosenBaselines(request);
  return components.map(({ client, server, window }) => {
    const met = (limit: keyof Window, component: string) =>
      chosen
        .filter((baseline) => meets(baseline, window, limit, releases))
        .map((baseline) => sideOf(component, baseline));
    return {
      client,
      server,
      window,
      newClient: sideOf(client, head),
      newServer: sideOf(server, head),
      servers: met("upgrade", server),
      clients: met("downgrade", client),
      notCompared: window && releases ? notComparedIn(chosen, window, releases) : everythingCompared,
    };
  });
}

/** Whether every earlier release that the windows let the head meet is known and was compared. */
export function isAllCompared({ releases }: CheckRequest, pairs: readonly ConsideredPair[]): boolean {
  return (
    releases !== null &&
    releases.isExcerpt === undefined &&
    pairs.length > 0 &&
    pairs.every(({ window, notCompared }) => window !== null && notCompared.releases.length === 0)
  );
}

const everythingCompared: NotCompared = { releases: [], newer: [], before: null, between: null };

function meets(
  baseline: Baseline,
  window: Window | null,
  limit: keyof Window,
  releases: Releases | null,
): boolean {
  const distance = distanceOf(baseline, releases);
  return window === null || distance === null || within(distance, window[limit]);
}

function notComparedIn(chosen: readonly Baseline[], window: Window, releases: Releases): NotCompared {
  const { names, head, isExcerpt } = releases;
  const compared = new Set(chosen.map(({ releaseIndex }) => releaseIndex));
  const isMet = (index: number) => isSupported(head, index, window) || isSupported(index, head, window);
  const isMissing = (index: number) => index !== head && !compared.has(index) && isMet(index);
  const missing = {
    releases: names.filter((_, index) => index < head && isMissing(index)),
    newer: names.filter((_, index) => index > head && isMissing(index)),
  };
  if (!isExcerpt) return { ...everythingCompared, ...missing };
  const [oldest, next] = [names[0] ?? "", nameAt(releases, head)];
  return {
    ...missing,
    before: [window.upgrade, window.downgrade].some((limit) => within(head + 1, limit)) ? oldest : null,
    between: follows(oldest, next) ? null : [oldest, next],
  };
}

/** Whether no release fits between two, by their names. */
function follows(older: string, newer: string): boolean {
  const [one, other] = [parseRelease(older), parseRelease(newer)];
  if (!one || !other) return false;
  return one.major === other.major
    ? other.minor === one.minor + 1
    : other.major === one.major + 1 && other.minor === 0;
}
