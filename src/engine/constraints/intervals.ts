/** Sets of whole numbers as intervals: in order, with both ends included, and with a gap between any two. */
export type Intervals = readonly Interval[];

export interface Interval {
  from: bigint;
  to: bigint;
}

/** Beyond every number that a rule can name: 64 bits, and a time in nanoseconds. */
export const least = -(2n ** 80n);
export const most = 2n ** 80n;

export const everything: Intervals = [{ from: least, to: most }];

/** What can be counted. */
export const countable: Intervals = [{ from: 0n, to: most }];

/** All numbers between two, these included; none where the first is the greater one. */
export function between(from: bigint, to: bigint): Intervals {
  return from > to ? [] : [{ from, to }];
}

/** Single numbers. */
export function points(values: readonly bigint[]): Intervals {
  return joined(values.map((value) => ({ from: value, to: value })));
}

export function union(one: Intervals, other: Intervals): Intervals {
  return joined([...one, ...other]);
}

export function intersection(one: Intervals, other: Intervals): Intervals {
  const both: Interval[] = [];
  let [at, otherAt] = [0, 0];
  while (at < one.length && otherAt < other.length) {
    const [a, b] = [one[at] as Interval, other[otherAt] as Interval];
    both.push(...between(greater(a.from, b.from), smaller(a.to, b.to)));
    if (a.to < b.to) at += 1;
    else otherAt += 1;
  }
  return both;
}

/** All other numbers. */
export function complement(intervals: Intervals): Intervals {
  const starts = [least, ...intervals.map(({ to }) => to + 1n)];
  const ends = [...intervals.map(({ from }) => from - 1n), most];
  return starts.flatMap((from, index) => between(from, ends[index] as bigint));
}

/** Whether every number of one set is in the other. */
export function isSubset(some: Intervals, others: Intervals): boolean {
  const common = intersection(some, others);
  return (
    common.length === some.length &&
    common.every(({ from, to }, index) => from === some[index]?.from && to === some[index]?.to)
  );
}

export function contains(intervals: Intervals, value: bigint): boolean {
  return intervals.some(({ from, to }) => from <= value && value <= to);
}

function smaller(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}

function greater(one: bigint, other: bigint): bigint {
  if (one > other) return one;
  return other;
}

/** The same numbers in order, where neighbors have become one. */
function joined(intervals: readonly Interval[]): Intervals {
  const sorted = [...intervals].sort((one, other) =>
    one.from < other.from ? -1 : one.from > other.from ? 1 : 0,
  );
  const result: Interval[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (!last || from > last.to + 1n) result.push({ from, to });
    else if (to > last.to) last.to = to;
  }
  return result;
}
