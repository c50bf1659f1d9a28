import type { ReleasePair } from "./matrix.js";

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
