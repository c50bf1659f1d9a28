import type { Schema } from "../schema/schema.js";
import type { ComponentPair } from "./component-pair.js";
import { type Concern, concernsIn, isCalled, isWaitAssumed } from "./concerns.js";
import {
  type Delay,
  delayToEnable,
  delayToRefuse,
  delayToRemoveField,
  delayToRemoveMethod,
  outlastRemovedMethod,
} from "./delay.js";
import { type ElementHistory, elementHistories } from "./elements.js";
import { type DatedFeature, dateFeatures, type Feature } from "./features.js";
import { type DelayIn, firstRelease, longestDelay } from "./first-release.js";
import { nameAt, type Releases } from "./releases.js";
import { type Components, peersOf, type Window, widestOf, within } from "./window.js";

/** When each addition may be used by default, and each deprecated element may go. */
export interface Readiness {
  window: Window;
  releases: Releases;
  /** Whom the release that this leads to meets, for each pair of components with a window. */
  peers: MetPeers[];
  /** Additions since the first release and deprecations; what came or went within something else is left out. */
  elements: ElementReadiness[];
  features: DatedFeature[];
  /** Releases of the past that were published with another window than today's, oldest first. */
  publishedOtherwise: readonly string[];
}

/** The peers of a release, by name, from oldest to newest. */
export interface MetPeers extends Components {
  serversOfClient: string[];
  clientsOfServer: string[];
}

export interface ElementReadiness extends Pick<ElementHistory, "element" | "kind"> {
  /** First release that has it; a forecast where none has yet. */
  introduced: string;
  /** The releases since then that lack it: it went, and was restored. */
  gone: readonly string[];
  /** First release that may use it by default, null where no delay is long enough. */
  enableFrom: string | null;
  /** Whether that release has come. */
  mayEnable: boolean;
  /** Whether no method tells which way it travels, and it waits as long as the slower of the two. */
  isWaitAssumed: boolean;
  /** Whether servers that do not know it are still in the window then: the client has to ask, or to have a fallback. */
  askFirst: boolean;
  /** First release that marks it as deprecated, null where none does. */
  deprecated: string | null;
  /** First release that may do without it; null where it is not deprecated, or releases that rely on it never leave. */
  removeFrom: string | null;
  /** The same for all but those that never leave; null where it is not deprecated, or no delay is long enough. */
  removeForRestFrom: string | null;
  mayRemove: boolean;
  /** Whether releases that rely on it stay in the window for ever. */
  staysRelied: boolean;
  /**
   * Whether clients meet servers from before the mark of a method, now or when it may go: they may serve nothing in its
   * place.
   */
  staysServed: boolean;
  /** First release whose client meets no such server; null where none is met, or one is for ever. */
  servedUntil: string | null;
}

/**
 * What the releases of a protocol are ready for. `schemas` are those of the releases before the head, oldest first,
 * and of the head. Pairs without a window do not count; one at least has one.
 */
export function readinessOf(
  schemas: readonly Schema[],
  pairs: readonly ComponentPair[],
  features: readonly Feature[],
  releases: Releases,
): Readiness {
  const window = widestOf(pairs.flatMap((pair) => pair.window ?? []));
  const histories = elementHistories(schemas);
  const byElement = new Map(histories.map((history) => [history.element, history]));
  const concernsOf = concernsIn(schemas.at(-1) as Schema, pairs);
  const elements = histories
    .filter((history) => history.removed === null && isWorthSaying(history, byElement))
    .map((history) => readinessOfElement(history, concernsOf(history), releases));
  return {
    window,
    releases,
    peers: metPeersOf(pairs, releases),
    elements,
    features: dateFeatures(features, histories, concernsOf, releases),
    publishedOtherwise: publishedOtherwise(pairs, releases),
  };
}

function publishedOtherwise(pairs: readonly ComponentPair[], { names, head }: Releases): string[] {
  const isOther = ({ window, published }: ComponentPair, releaseIndex: number) => {
    const own = published?.[releaseIndex];
    return window && own && (own.upgrade !== window.upgrade || own.downgrade !== window.downgrade);
  };
  return names.slice(0, head).filter((_, releaseIndex) => pairs.some((pair) => isOther(pair, releaseIndex)));
}

/** Whom the release that a state leads to meets, for each pair of components with a window. */
export function metPeersOf(pairs: readonly ComponentPair[], releases: Releases): MetPeers[] {
  return pairs.flatMap((pair) => (pair.window ? [metPeers(pair, pair.window, releases)] : []));
}

function metPeers({ client, server }: Components, window: Window, releases: Releases): MetPeers {
  const count = Math.max(releases.names.length, releases.head + 1);
  const { serversOfClient, clientsOfServer } = peersOf(releases.head, count, window);
  const names = (releaseIndices: number[]) =>
    releaseIndices.map((releaseIndex) => nameAt(releases, releaseIndex));
  return { client, server, serversOfClient: names(serversOfClient), clientsOfServer: names(clientsOfServer) };
}

/** A field of a message that is new itself says nothing more; neither does what was there from the beginning. */
function isWorthSaying(
  { element, owner, introduced, gone, deprecated }: ElementHistory,
  byElement: Map<string, ElementHistory>,
): boolean {
  const outer = owner === element ? undefined : byElement.get(owner);
  const isAddition = introduced > 0 && outer?.introduced !== introduced;
  const isRestored = gone.length > 0 && outer?.gone.length !== gone.length;
  return isAddition || isRestored || (deprecated !== null && outer?.deprecated !== deprecated);
}

/**
 * When what a state brings or deprecates may be enabled, or removed; null where no pair has a window. A history of one
 * element is enough for it.
 */
export function readinessIn(
  schema: Schema,
  pairs: readonly ComponentPair[],
  releases: Releases,
): ((history: ElementHistory) => ElementReadiness) | null {
  if (pairs.every(({ window }) => window === null)) return null;
  const concernsOf = concernsIn(schema, pairs);
  return (history) => readinessOfElement(history, concernsOf(history), releases);
}

function readinessOfElement(
  { element, kind, introduced, gone, deprecated }: ElementHistory,
  concerns: readonly Concern[],
  releases: Releases,
): ElementReadiness {
  const first = (since: number, delayIn: DelayIn) =>
    firstRelease(since, concerns, delayIn, { head: releases.head, least: noDelay });
  // Nothing is older than the first release.
  const enableAt =
    introduced === 0 ? 0 : first(introduced, ({ direction, window }) => delayToEnable(direction, window));
  const removal: DelayIn = (concern) => delayToRemove(kind, concern);
  const isMarkedLater = deprecated !== null && deprecated > 0;
  // Nobody is older than a mark of the first release.
  const removeForRestAt = isMarkedLater ? first(deprecated, removal) : deprecated;
  const staysRelied = isMarkedLater && longestDelay(concerns, removal, noDelay).forever;
  const removeAt = staysRelied ? null : removeForRestAt;
  const name = (releaseIndex: number | null) =>
    releaseIndex === null ? null : nameAt(releases, releaseIndex);
  const isReached = (releaseIndex: number | null) => releaseIndex !== null && releaseIndex <= releases.head;
  const calling =
    isMarkedLater && isCalled(kind) ? concerns.filter(({ window }) => outlastRemovedMethod(window)) : [];
  const serve = meetingServersBefore(deprecated ?? 0, laterOf(removeForRestAt, releases.head), calling);
  return {
    element,
    kind,
    introduced: nameAt(releases, introduced),
    gone: gone.map((releaseIndex) => nameAt(releases, releaseIndex)),
    enableFrom: name(enableAt),
    mayEnable: isReached(enableAt),
    isWaitAssumed: introduced > 0 && concerns.some(isWaitAssumed),
    askFirst:
      introduced > 0 &&
      concerns.some(({ direction, window }) => direction.request && window.upgrade === "unbounded"),
    deprecated: name(deprecated),
    removeFrom: name(removeAt),
    removeForRestFrom: name(removeForRestAt),
    mayRemove: isReached(removeAt),
    staysRelied,
    staysServed: serve.isMet,
    servedUntil: name(serve.until),
  };
}

function laterOf(releaseIndex: number | null, head: number): number {
  return Math.max(releaseIndex ?? head, head);
}

/**
 * Whether the client of a release meets servers from before another one, in any of the windows, and the first release whose
 * client meets none of them in all of these; null where there is none.
 */
function meetingServersBefore(
  release: number,
  client: number,
  concerns: readonly Concern[],
): { isMet: boolean; until: number | null } {
  const { upgrade } = widestOf(concerns.map(({ window }) => window));
  const isMet = concerns.length > 0 && within(client - (release - 1), upgrade);
  return { isMet, until: isMet && upgrade !== "unbounded" ? release + upgrade : null };
}

const noDelay: Delay = { releases: 0, forever: false };

function delayToRemove(kind: ElementHistory["kind"], { window, direction }: Concern): Delay {
  if (kind === "value") return delayToRefuse(direction, window);
  return isCalled(kind) ? delayToRemoveMethod(window) : delayToRemoveField(window);
}
