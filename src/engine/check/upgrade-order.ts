import type { Break, Peer } from "../rules/finding.js";
import { type Components, type Limit, type Window, within } from "../window/window.js";
import type { StateName } from "./request.js";

/** In which order those who talk upgrade, so that no pair comes to be that breaks. */
export interface UpgradeOrder {
  /** `none`: whoever is ahead, a pair comes to be that breaks, or that no window allows; `any`: nobody breaks. */
  kind: "any" | "steps" | "none";
  /** What each pair that breaks asks for. */
  steps: readonly UpgradeStep[];
}

/** Two sides of which one upgrades before the other one does. */
export interface UpgradeStep {
  earlier: Side;
  later: Side;
}

/** A component; where no method tells which one it is, only whether it writes or reads. */
export interface Side {
  component: string | null;
  role: "writer" | "reader";
}

/** Two components that talk, and which of their releases may meet; null where nobody said so. */
export interface WindowedPair extends Components {
  window: Window | null;
}

/** The state that is newer than all others, and who talks to whom. */
export interface Surroundings {
  head: StateName;
  components: readonly WindowedPair[];
}

/**
 * Derives the order from what breaks between the newer state and older ones: who is older in a pair that breaks
 * has to upgrade before who is newer in it. The pair that comes to be then, the other way round, has to be in the window.
 */
export function upgradeOrder(breaks: readonly Break[], { head, components }: Surroundings): UpgradeOrder {
  const steps = [...new Map(breaks.flatMap((each) => stepsFor(each, head.label))).values()];
  if (steps.length === 0) return { kind: "any", steps };
  const isAllowed = (step: UpgradeStep) => limitsOf(step, components).every((limit) => within(1, limit));
  return steps.every(isAllowed) && !hasCircle(steps) ? { kind: "steps", steps } : { kind: "none", steps };
}

/** Whether orders exclude each other: each of them keeps what breaks apart, and no order is all of them. */
export function excludeEachOther(orders: readonly UpgradeOrder[]): boolean {
  return hasCircle(orders.flatMap(({ steps }) => steps));
}

/** Whether what an older writer wrote is what the newer reader is hurt by. */
export function isOfOlderWriter({ writer, reader }: Break, newer: string): boolean {
  return reader.state === newer && writer.state !== newer;
}

/**
 * The order that keeps all readers of the newer state from what older writers write and they do not read as it was meant:
 * nobody can take that back, while new writers can choose what they send. There is none where such writers never leave the
 * window.
 */
export function orderForOlderWriters(breaks: readonly Break[], surroundings: Surroundings): UpgradeOrder {
  const { head, components } = surroundings;
  const ofOlderWriters = breaks.filter((each) => isOfOlderWriter(each, head.label));
  const order = upgradeOrder(ofOlderWriters, surroundings);
  const areStaying = ofOlderWriters.some((each) => isEndless(each, components));
  return areStaying ? { ...order, kind: "none" } : order;
}

/** Whether the older writer of a break may be of any age; of what no method carries nobody knows whose it is. */
function isEndless({ writer, reader }: Break, pairs: readonly WindowedPair[]): boolean {
  return limitsOf({ earlier: reader, later: writer }, pairs).includes("unbounded");
}

/** None between two states of which neither or both are the newer one: no upgrade leads from the one to the other. */
function stepsFor({ writer, reader }: Break, newer: string): [key: string, step: UpgradeStep][] {
  if ((writer.state === newer) === (reader.state === newer)) return [];
  const sides = { writer: sideOf(writer, "writer"), reader: sideOf(reader, "reader") };
  const step =
    reader.state === newer
      ? { earlier: sides.writer, later: sides.reader }
      : { earlier: sides.reader, later: sides.writer };
  return [[JSON.stringify([keyOf(step.earlier), keyOf(step.later)]), step]];
}

function sideOf({ component }: Peer, role: Side["role"]): Side {
  return { component, role };
}

/** A component is one side, whatever it does; all that have no name are two. */
function keyOf({ component, role }: Side): string {
  return component === null ? role : `component ${component}`;
}

/** How far the windows let a component run ahead of another one. */
function limitsOf(
  { earlier, later }: Record<keyof UpgradeStep, Pick<Side, "component">>,
  pairs: readonly WindowedPair[],
): Limit[] {
  return pairs.flatMap(({ client, server, window }) => {
    if (window === null) return [];
    if (client === earlier.component && server === later.component) return [window.upgrade];
    return client === later.component && server === earlier.component ? [window.downgrade] : [];
  });
}

/** Whether a side has to upgrade before itself: those before whom nobody has to are taken away until none is left. */
function hasCircle(steps: readonly UpgradeStep[]): boolean {
  const waitingFor = new Map<string, number>();
  const followers = new Map<string, string[]>();
  for (const { earlier, later } of steps) {
    const [one, other] = [keyOf(earlier), keyOf(later)];
    waitingFor.set(one, waitingFor.get(one) ?? 0);
    waitingFor.set(other, (waitingFor.get(other) ?? 0) + 1);
    followers.set(one, followers.get(one) ?? []);
    followers.get(one)?.push(other);
  }
  const free = [...waitingFor].flatMap(([side, count]) => (count === 0 ? [side] : []));
  for (let side = free.pop(); side !== undefined; side = free.pop()) {
    waitingFor.delete(side);
    for (const follower of followers.get(side) ?? []) {
      const left = (waitingFor.get(follower) ?? 0) - 1;
      waitingFor.set(follower, left);
      if (left === 0) free.push(follower);
    }
  }
  return waitingFor.size > 0;
}
