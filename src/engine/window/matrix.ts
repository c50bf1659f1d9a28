import { type Components, isSupported, type Window } from "./window.js";

/** A client of one release and a server of another. */
export interface ReleasePair {
  components: Components;
  /** Release X.Y of the client. */
  client: string;
  /** Release X.Y of the server. */
  server: string;
  supported: boolean;
  /** Why it is supported or not, in a few words. */
  reason: string;
  /** Whether the newer of the two releases was published with a window that says otherwise than today's. */
  isOtherwiseToday: boolean;
}

/** The window that each release was published with, by name; null where nobody can read one. */
export type PublishedWindows = ReadonlyMap<string, Window | null>;

/** What an executed pair came to; null where it was not run. */
export type PairResult = "passed" | "failed" | "timed-out" | null;

/**
 * Every client with every server: a row per server, from the oldest to the newest, columns alike. All obligations fall on
 * the newer release of a pair, so the window counts that it was published with; where none is known, `window` does.
 */
export function pairsOf(
  releases: readonly string[],
  components: Components,
  window: Window,
  published: PublishedWindows = new Map(),
): ReleasePair[] {
  return releases.flatMap((server, serverIndex) =>
    releases.map((client, clientIndex) => {
      const newer = clientIndex > serverIndex ? client : server;
      const own = published.get(newer) ?? null;
      const supported = isSupported(clientIndex, serverIndex, own ?? window);
      return {
        components,
        client,
        server,
        supported,
        reason: reasonFor(clientIndex - serverIndex, components, own ?? window, own && newer),
        isOtherwiseToday: supported !== isSupported(clientIndex, serverIndex, window),
      };
    }),
  );
}

/**
 * `ahead` is how many releases the client runs ahead of the server, negative where it is behind; `of` is the release whose
 * own window it is, null for that of today.
 */
function reasonFor(ahead: number, { client, server }: Components, window: Window, of: string | null): string {
  if (ahead === 0) return "the same release";
  const [distance, limit] = ahead > 0 ? [ahead, window.upgrade] : [-ahead, window.downgrade];
  const where = ahead > 0 ? "ahead of" : "behind";
  const distanceText = `the ${client} is ${releasesText(distance)} ${where} the ${server}`;
  if (limit === "unbounded") return `${distanceText}, which is not limited`;
  return `${distanceText}; the window${of === null ? "" : ` of ${of}`} allows ${limit}`;
}

function releasesText(count: number): string {
  return count === 1 ? "1 release" : `${count} releases`;
}

/**
 * The pairs that stand for all others where there are too many: those among the newest release of each major
 * version, the oldest release and the one before the newest, as far as they are supported.
 */
export function sampleOf(releases: readonly string[]): string[] {
  const newestOfMajor = new Map(releases.map((name) => [name.slice(0, name.indexOf(".")), name]));
  const chosen = new Set([releases[0], ...newestOfMajor.values(), releases.at(-2), releases.at(-1)]);
  return releases.filter((name) => chosen.has(name));
}

/** How many tests a window asks for. */
export interface PairCounts {
  /** Pairs that can be formed at all. */
  all: number;
  /** Pairs that the window supports. */
  supported: number;
  /** Supported pairs that the newest release is part of: what publishing it adds. */
  added: number;
}

/** Counts pairs, given the name of the newest release among them. */
export function countPairs(pairs: readonly ReleasePair[], newest: string): PairCounts {
  const supported = pairs.filter((pair) => pair.supported);
  const added = supported.filter(({ client, server }) => client === newest || server === newest);
  return { all: pairs.length, supported: supported.length, added: added.length };
}
