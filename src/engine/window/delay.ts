import type { Direction } from "./usage.js";
import { type Limit, type Window, within } from "./window.js";

/**
 * How long a change has to wait for the releases before it to leave the window. Time covers what has a limit.
 * Peers in a direction without one never leave: what depends on them has to ask, or to keep what they need.
 */
export interface Delay {
  /** In releases; null where no number is enough. */
  releases: number | null;
  /** Whether peers of any age stay in the window. */
  forever: boolean;
}

/**
 * Before something new is used by default: every reader in the window knows it, or at least every release that one may roll
 * back to where readers never leave. One release in any case, since introducing and enabling are two steps (rule R2). What no
 * method carries counts both ways.
 */
export function delayToEnable(direction: Direction | undefined, window: Window): Delay {
  const { request, response } = direction ?? { request: true, response: true };
  const ways: Direction[] = [
    ...(request ? [{ request, response: false }] : []),
    ...(response ? [{ request: false, response }] : []),
  ];
  return ways.map((way) => delayToWrite(way, window)).reduce(longer, { releases: 1, forever: false });
}

/**
 * Before something new may be written: old servers read requests as long as the client runs ahead of them, old
 * clients read responses as long as they are behind. What no method carries counts both ways.
 */
export function delayToWrite(direction: Direction | undefined, { upgrade, downgrade }: Window): Delay {
  const { request, response } = direction ?? { request: true, response: true };
  return longestOf([...(request ? [upgrade] : []), ...(response ? [downgrade] : [])], downgrade);
}

/**
 * Before something may go or be refused that writers of the release before still write: old clients send requests as long as
 * they are behind, old servers send responses as long as the client runs ahead of them. What no method carries counts both
 * ways.
 */
export function delayToRefuse(direction: Direction | undefined, { upgrade, downgrade }: Window): Delay {
  const { request, response } = direction ?? { request: true, response: true };
  return longestOf([...(request ? [downgrade] : []), ...(response ? [upgrade] : [])], downgrade);
}

/** Before a field may go that the release before still relies on, be it to write or to read it. */
export function delayToRemoveField({ upgrade, downgrade }: Window): Delay {
  return longestOf([upgrade, downgrade], downgrade);
}

/** Before a method may go that clients of the release before still call. */
export function delayToRemoveMethod({ downgrade }: Window): Delay {
  return longestOf([downgrade], downgrade);
}

/**
 * Whether clients still meet servers from before a release when a method that it deprecates may go: such servers may serve
 * nothing in its place.
 */
export function outlastRemovedMethod({ upgrade, downgrade }: Window): boolean {
  return upgrade === "unbounded" ? downgrade !== "unbounded" : !within(upgrade, downgrade);
}

/**
 * The longest of the limits; where none of them ends, what a rollback needs. Where peers stay for ever, one release
 * at least has to warn of it.
 */
function longestOf(limits: Limit[], downgrade: Limit): Delay {
  const forever = limits.includes("unbounded");
  const finite = [...limits, downgrade].filter((limit) => limit !== "unbounded");
  const asked = limits.filter((limit) => limit !== "unbounded");
  if (finite.length === 0) return { releases: null, forever };
  return { releases: Math.max(forever ? 1 : 0, ...(asked.length > 0 ? asked : finite)), forever };
}

/** The longer of two. */
export function longer(a: Delay, b: Delay): Delay {
  const releases = a.releases === null || b.releases === null ? null : Math.max(a.releases, b.releases);
  return { releases, forever: a.forever || b.forever };
}
