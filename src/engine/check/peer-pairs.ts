import type { Comparison, InBoth } from "../diff/change.js";
import type { Schema } from "../schema/schema.js";
import { type ComponentPair, talksThrough } from "../window/component-pair.js";
import { type Direction, type Usage, usageOf } from "../window/usage.js";
import { type Components, type Window, within } from "../window/window.js";
import type { CheckRequest } from "./request.js";

/** A client and a server of two releases, and what the window lets them do. */
export interface PeerPair extends Components {
  window: Window | null;
  /** Whether the newer client may meet the older server. */
  upgrade: boolean;
  /** Whether the older client may meet the newer server. */
  downgrade: boolean;
  /** Which side writes a message or enum; the first of the names that a method reaches counts. */
  carries(fullNames: readonly string[]): Direction | undefined;
  talksThrough(service: string): boolean;
}

/**
 * The pairs of components as they meet in a comparison. Of parts of files nobody knows which side writes what: methods that
 * are not shown may carry it the other way round than those that are. `distance` is how many releases lie between the two states;
 * null where they have nothing to do with any, so that no window tells whether they meet.
 */
export function peerPairsOf(
  { before, after }: Comparison,
  { components: pairs, isPartial }: Pick<CheckRequest, "components" | "isPartial">,
  distance: number | null,
): PeerPair[] {
  return pairs.map((pair) => {
    const { client, server, window } = pair;
    const meets = (limit: keyof Window) =>
      window === null || distance === null || within(distance, window[limit]);
    let usages: InBoth<Usage> | null = null;
    const directionOf = (fullName: string) => {
      usages ??= { before: usageBy(pair, pairs, before), after: usageBy(pair, pairs, after) };
      return both(usages.before.get(fullName), usages.after.get(fullName));
    };
    return {
      client,
      server,
      window,
      upgrade: meets("upgrade"),
      downgrade: meets("downgrade"),
      carries: (fullNames) =>
        isPartial ? undefined : fullNames.map(directionOf).find((each) => each !== undefined),
      talksThrough: (service) => talksThrough(pair, service, pairs),
    };
  });
}

const usagesOf = new WeakMap<ComponentPair, WeakMap<Schema, Usage>>();

/** Which side of a pair writes what in a schema; asked for once, however many others the schema is compared with. */
function usageBy(pair: ComponentPair, pairs: readonly ComponentPair[], schema: Schema): Usage {
  const bySchema = usagesOf.get(pair) ?? new WeakMap<Schema, Usage>();
  usagesOf.set(pair, bySchema);
  const known = bySchema.get(schema);
  if (known) return known;
  const usage = usageOf([schema], ({ fullName }) => talksThrough(pair, fullName, pairs));
  bySchema.set(schema, usage);
  return usage;
}

function both(one: Direction | undefined, other: Direction | undefined): Direction | undefined {
  if (!one || !other) return one ?? other;
  return { request: one.request || other.request, response: one.response || other.response };
}
