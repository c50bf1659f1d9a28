/** Numbers from `start` to `end`, both included. */
export interface NumberRange {
  start: number;
  end: number;
}

/** Numbers that protobuf keeps for itself (https://protobuf.dev/programming-guides/proto3/#assigning). */
export const keptByProtobuf: NumberRange = { start: 19_000, end: 19_999 };

/** `1`, `4 to 7`: as a `reserved` statement has it. */
export function rangeText({ start, end }: NumberRange): string {
  return start === end ? `${start}` : `${start} to ${end}`;
}

/** The position of the first range that ends at a number or behind it; the ranges are sorted and apart from each other. */
export function firstReaching(sorted: readonly NumberRange[], number: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as NumberRange).end < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
