import type { Schema } from "../schema/schema.js";
import { type ComponentPair, talksThrough } from "./component-pair.js";
import { delayToEnable } from "./delay.js";
import type { ElementHistory } from "./elements.js";
import { type Direction, usageOf } from "./usage.js";
import type { Components, Window } from "./window.js";

/** A pair of components that an element concerns. */
export interface Concern extends Components {
  window: Window;
  /** Those that releases were published with, by their index. */
  published: readonly (Window | null)[];
  /** Who sends the element; a method is sent by the client. */
  direction: Direction;
  /** Whether no method tells which way it travels: then both ways count. */
  isAssumed: boolean;
}

/** What an element is, and what it stands in: that decides whom it concerns. */
export type Placed = Pick<ElementHistory, "kind" | "owner">;

/** Finds the pairs that an element concerns; there is at least one where a pair has a window. */
export type ConcernsOf = (element: Placed) => Concern[];

const toServer: Direction = { request: true, response: false };
const bothWays: Direction = { request: true, response: true };

/** Finds the pairs that an element concerns: who calls it or carries it; what no method carries concerns all of them. */
export function concernsIn(schema: Schema, pairs: readonly ComponentPair[]): ConcernsOf {
  const met = pairs.flatMap((pair) => {
    const { client, server, window, published = [] } = pair;
    if (!window) return [];
    const talks = (service: string) => talksThrough(pair, service, pairs);
    const usage = usageOf([schema], ({ fullName }) => talks(fullName));
    return [{ talks, usage, parties: { client, server, window, published } }];
  });
  return ({ kind, owner }) => {
    const concerned = met.flatMap(({ parties, talks, usage }): Concern[] => {
      const direction = isCalled(kind) ? (talks(owner) ? toServer : undefined) : usage.get(owner);
      return direction ? [{ ...parties, direction, isAssumed: false }] : [];
    });
    if (concerned.length > 0) return concerned;
    return met.map(({ parties }) => ({ ...parties, direction: bothWays, isAssumed: true }));
  };
}

/**
 * Whether it is only assumed how long something new has to wait: no method tells which way it travels, and one of the two
 * takes longer.
 */
export function isWaitAssumed({ isAssumed, window }: Concern): boolean {
  const [asRequest, asResponse] = [toServer, { request: false, response: true }].map(
    (way) => delayToEnable(way, window).releases,
  );
  return isAssumed && asRequest !== asResponse;
}

/** Whether something is called by the client, and not carried by a message. */
export function isCalled(kind: ElementHistory["kind"]): boolean {
  return kind === "method" || kind === "service";
}
