import type { Random } from "../../random.js";
import { textOf } from "./drafts.js";
import { randomDraft, steps } from "./steps.js";

/** A protocol before and after one small step. */
export interface Pair {
  /** What the step is called. */
  step: string;
  before: string;
  after: string;
}

/** A random protocol, and one step away from it; both the same where the step does not apply. */
export function randomPair(random: Random): Pair {
  const draft = randomDraft(random);
  const before = textOf(draft);
  const names = Object.keys(steps);
  const step = names[random(names.length)] as string;
  const changed = structuredClone(draft);
  steps[step]?.(changed, random);
  return { step, before, after: textOf(changed) };
}
