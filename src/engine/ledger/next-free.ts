import { maxEnumNumber, maxFieldNumber } from "../schema/parse.js";
import { keptByProtobuf, type NumberRange } from "../schema/ranges.js";
import type { Ledger } from "./ledger.js";

/**
 * The number that a new field or enum value should take: the smallest one above all that were ever used which is
 * neither in `alsoTaken` (reserved ranges, what the newest state uses) nor kept by protobuf. Extensions have their numbers in
 * `extensionRanges` to themselves: what they use there does not count.
 * Where nothing is left above, the smallest number that was never used; null if there is none.
 * An owner that the ledger does not know is taken for a message of which nothing was used.
 */
export function nextFreeNumber(
  ledger: Ledger,
  owner: string,
  alsoTaken: readonly NumberRange[],
  extensionRanges: readonly NumberRange[] = [],
): number | null {
  const { kind = "message", numbers = new Map<number, unknown>() } = ledger.owners.get(owner) ?? {};
  const isOpen = (number: number) =>
    extensionRanges.some(({ start, end }) => start <= number && number <= end);
  const used = [...numbers.keys()].filter((number) => !isOpen(number));
  return nextFree(used, [...alsoTaken, ...extensionRanges], kind);
}

/** The same for numbers that are at hand without a ledger. */
export function nextFree(
  used: readonly number[],
  alsoTaken: readonly NumberRange[],
  kind: "message" | "enum",
): number | null {
  const [lowest, highest] = kind === "message" ? [1, maxFieldNumber] : [0, maxEnumNumber];
  const taken = [
    ...(kind === "message" ? [keptByProtobuf] : []),
    ...alsoTaken,
    ...used.map((number) => ({ start: number, end: number })),
  ].sort((a, b) => a.start - b.start);
  const aboveAll = used.reduce((next, number) => Math.max(next, number + 1), lowest);
  return [firstFree(aboveAll, taken), firstFree(lowest, taken)].find((number) => number <= highest) ?? null;
}

/** `taken` is sorted by start. */
function firstFree(from: number, taken: readonly NumberRange[]): number {
  let next = from;
  for (const { start, end } of taken) if (start <= next && next <= end) next = end + 1;
  return next;
}
