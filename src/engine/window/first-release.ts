import type { Concern } from "./concerns.js";
import { type Delay, longer } from "./delay.js";

/** How long a change has to wait in the window of a pair that it concerns. */
export type DelayIn = (concern: Concern) => Delay;

/** Each pair has to wait as long as its own window says, and nothing less than `least`. */
export function longestDelay(concerns: readonly Concern[], delayIn: DelayIn, least: Delay): Delay {
  return concerns.map(delayIn).reduce(longer, least);
}

/**
 * Index of the first release from which on every release may do what has waited since another one; null where no delay is
 * long enough. The newer release of a pair decides with whom it is supported: what a release of the past could do counts by
 * the window that it was published with, and from the head on today's counts.
 */
export function firstRelease(
  since: number,
  concerns: readonly Concern[],
  delayIn: DelayIn,
  { head, least }: { head: number; least: Delay },
): number | null {
  const today = longestDelay(concerns, delayIn, least).releases;
  if (today === null) return null;
  if (since + today > head) return since + today;
  const hasWaited = (releaseIndex: number) => {
    const { releases } = longestDelay(concerns, (each) => delayIn(asPublished(each, releaseIndex)), least);
    return releases !== null && since + releases <= releaseIndex;
  };
  let first = head;
  while (first > since && hasWaited(first - 1)) first -= 1;
  return first;
}

/** A pair with the window that a release was published with; with today's where nobody can read that one. */
function asPublished(concern: Concern, releaseIndex: number): Concern {
  return { ...concern, window: concern.published[releaseIndex] ?? concern.window };
}
