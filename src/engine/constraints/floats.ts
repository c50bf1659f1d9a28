import { between, complement, everything, type Intervals, intersection, points } from "./intervals.js";

/** Stands behind every number: no range contains it, and a field without any rule accepts it. */
const notANumber = 2n ** 70n;

const view = new DataView(new ArrayBuffer(8));

/**
 * A floating-point number as a whole one in the same order, so that neighbors stay neighbors; both zeros are one. Its
 * bits are that already, but for the sign.
 */
export function orderOf(value: number): bigint {
  if (Number.isNaN(value)) return notANumber;
  view.setFloat64(0, Math.abs(value));
  const magnitude = view.getBigInt64(0);
  return value < 0 ? -magnitude : magnitude;
}

/** All but what is not a number. */
export const ordered: Intervals = between(
  orderOf(Number.NEGATIVE_INFINITY),
  orderOf(Number.POSITIVE_INFINITY),
);

export const finite: Intervals = between(orderOf(-Number.MAX_VALUE), orderOf(Number.MAX_VALUE));

/** What equals one of these values; nothing equals what is not a number. */
export function equalTo(values: readonly number[]): Intervals {
  return points(values.filter((value) => !Number.isNaN(value)).map(orderOf));
}

/** What differs from all of these values. */
export function differentFrom(values: readonly number[]): Intervals {
  return intersection(everything, complement(equalTo(values)));
}
