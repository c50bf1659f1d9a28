import type { CheckRequest } from "../check/request.js";
import { readState } from "../schema/read.js";
import { talksThrough } from "../window/component-pair.js";
import { declares, isDeprecatedIn } from "../window/elements.js";
import { nameAt } from "../window/releases.js";
import { within } from "../window/window.js";

/** Something that is called, by its own full name and that of its service. */
interface Called {
  fullName: string;
  service: string;
}

/**
 * The release before which servers may serve nothing else than what is gone now, where clients of this release still meet
 * such servers: they have it without the mark that it would go. Null where no client meets one.
 */
export function metServersBefore(
  { fullName, service }: Called,
  { baselines, components, releases }: Pick<CheckRequest, "baselines" | "components" | "releases">,
): string | null {
  if (releases === null) return null;
  const unmarked = baselines.flatMap((baseline) => {
    const { schema } = readState(baseline);
    const isServed = declares(schema, fullName) && !isDeprecatedIn(schema, fullName);
    return isServed && baseline.releaseIndex !== null ? [baseline.releaseIndex] : [];
  });
  if (unmarked.length === 0) return null;
  const newest = Math.max(...unmarked);
  const isMet = components.some(
    (pair) =>
      pair.window !== null &&
      talksThrough(pair, service, components) &&
      within(releases.head - newest, pair.window.upgrade),
  );
  return isMet ? nameAt(releases, newest + 1) : null;
}
