/** What the description of a pull request states, and no schema shows. */
import { type ChangeKind, hiddenKinds } from "@grpc-evolution/engine/rules/review.js";

export interface Stated {
  /** Of `statedKinds`. */
  kinds: ChangeKind[];
  /** In the words of the description, or of its reader. */
  text: string;
}

/** What only who reads the description can say of a change: also from when something is set by default. */
export const statedKinds = hiddenKinds;

export const nothingStated: Stated = { kinds: [], text: "" };

/** The longest text that is kept. */
export const statedLimit = 4000;

/** Those of all that a change does which no schema shows. */
export function statedIn(kinds: readonly ChangeKind[]): ChangeKind[] {
  return statedKinds.map(({ id }) => id).filter((id) => kinds.includes(id));
}

/** What is stated of a change once these kinds are ticked. What `checked` has, and nobody stated, is what a schema shows. */
export function restated(
  ticked: readonly ChangeKind[],
  checked: readonly ChangeKind[],
  stated: readonly ChangeKind[],
): ChangeKind[] {
  return statedIn(ticked).filter((kind) => stated.includes(kind) || !checked.includes(kind));
}

/** Copies what is known out of data of any shape. */
export function readStated(data: unknown): Stated {
  if (typeof data !== "object" || data === null) return nothingStated;
  const { kinds, text } = data as Record<string, unknown>;
  const chosen: readonly unknown[] = Array.isArray(kinds) ? kinds : [];
  return {
    kinds: statedKinds.map(({ id }) => id).filter((id) => chosen.includes(id)),
    text: typeof text === "string" ? text.slice(0, statedLimit) : "",
  };
}
