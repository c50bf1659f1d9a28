import type { Range } from "../schema/schema.js";

/** Numbers that protobuf keeps for itself (https://protobuf.dev/programming-guides/proto3/#assigning). */
const ownRange: Pick<Range, "start" | "end"> = { start: 19_000, end: 19_999 };

/** The number after the highest that was ever used, past reserved ranges. */
export function nextFreeNumber(
  used: Iterable<number>,
  reserved: readonly Pick<Range, "start" | "end">[],
): number {
  let next = 1;
  for (const number of used) next = Math.max(next, number + 1);
  for (const range of [...reserved, ownRange].sort((a, b) => a.start - b.start)) {
    if (range.start <= next && next <= range.end) next = range.end + 1;
  }
  return next;
}
