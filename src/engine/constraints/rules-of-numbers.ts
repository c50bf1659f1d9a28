import { type Accepted, anything, type Measure } from "./accepted.js";
import { differentFrom, equalTo, finite, ordered, orderOf } from "./floats.js";
import {
  between,
  complement,
  countable,
  everything,
  type Intervals,
  intersection,
  least,
  most,
  points,
  union,
} from "./intervals.js";
import type { RuleSet, RuleValue } from "./rule-set.js";
import { isRuleSet, isTrue, listOf, numberOf } from "./rule-values.js";

/** What integers, floating-point numbers, enums, durations and points in time may be: all of them have an order. */

type Bounds = { from: bigint; to: bigint };

const signed32 = { from: -(2n ** 31n), to: 2n ** 31n - 1n };
const signed64 = { from: -(2n ** 63n), to: 2n ** 63n - 1n };
const unsigned32 = { from: 0n, to: 2n ** 32n - 1n };
const unsigned64 = { from: 0n, to: 2n ** 64n - 1n };

const domains: Readonly<Record<string, Bounds>> = {
  int32: signed32,
  sint32: signed32,
  sfixed32: signed32,
  int64: signed64,
  sint64: signed64,
  sfixed64: signed64,
  uint32: unsigned32,
  fixed32: unsigned32,
  uint64: unsigned64,
  fixed64: unsigned64,
};

/** What a type holds without any rule. Signed and floating-point numbers have no end that a rule could tell. */
export function withoutRules(type: string): Accepted {
  if (type === "bool") return numbers(between(0n, 1n));
  return domains[type]?.from === 0n ? numbers(countable) : anything;
}

export function acceptedInteger(type: string, rules: RuleSet): Accepted {
  const domain = domains[type] ?? signed64;
  return numbers(
    stretched(
      rangeAndLists(rules, (value) => value as bigint),
      domain,
    ),
  );
}

export function acceptedBool(rules: RuleSet): Accepted {
  const values = listOf(rules, "const").map((value) => (value === true ? 1n : 0n));
  return values.length === 0 ? withoutRules("bool") : numbers(points(values));
}

export function acceptedEnum(rules: RuleSet, ruledNumbers: readonly number[]): Accepted {
  const accepted = numbers(
    stretched(
      rangeAndLists(rules, (value) => value as bigint),
      signed32,
    ),
  );
  if (!isTrue(rules, "defined_only")) return accepted;
  // Of an enum that is not at hand nobody knows the numbers.
  if (ruledNumbers.length === 0) return { ...accepted, conditions: new Set(["defined_only"]) };
  return { ...accepted, defined: points(ruledNumbers.map(BigInt)) };
}

export function acceptedFloat(rules: RuleSet): Accepted {
  const listed = (name: string) => listOf(rules, name) as readonly number[];
  const bounds = ["lt", "lte", "gt", "gte"].flatMap(listed);
  if (bounds.some(Number.isNaN)) return { ...anything, conditions: new Set(["range of nan"]) };
  const range = rangeOf(rules, (value) => orderOf(value as number));
  const accepted = [
    ...(bounds.length > 0 ? [intersection(range, ordered)] : []),
    ...(listed("const").length > 0 ? [equalTo(listed("const"))] : []),
    ...(listed("in").length > 0 ? [equalTo(listed("in"))] : []),
    differentFrom(listed("not_in")),
    ...(isTrue(rules, "finite") ? [finite] : []),
  ];
  return numbers(accepted.reduce(intersection, everything));
}

/** Durations and points in time, in nanoseconds. What depends on the time of the check is a condition, or a distance. */
export function acceptedTime(rules: RuleSet): Accepted {
  const accepted = numbers(rangeAndLists(rules, nanoseconds));
  const within = rules.values.get("within");
  const distance = within === undefined ? [] : ([["distance", between(0n, nanoseconds(within))]] as const);
  return {
    ...accepted,
    measures: new Map<Measure, Intervals>([...accepted.measures, ...distance]),
    conditions: new Set(["lt_now", "gt_now"].filter((name) => isTrue(rules, name))),
  };
}

function nanoseconds(value: RuleValue): bigint {
  if (!isRuleSet(value)) return 0n;
  return (numberOf(value, "seconds") ?? 0n) * 1_000_000_000n + (numberOf(value, "nanos") ?? 0n);
}

function numbers(intervals: Intervals): Accepted {
  return { ...anything, measures: new Map([["value", intervals]]) };
}

/** The ends of a type are no bounds: a wider type with the same rules accepts the same. */
function stretched(intervals: Intervals, { from, to }: Bounds): Intervals {
  return intersection(intervals, between(from, to)).map((each) => ({
    from: each.from === from && from < 0n ? least : each.from,
    to: each.to === to ? most : each.to,
  }));
}

function rangeAndLists(rules: RuleSet, orderOfValue: (value: RuleValue) => bigint): Intervals {
  const listed = (name: string) => points(listOf(rules, name).map(orderOfValue));
  const accepted = [
    rangeOf(rules, orderOfValue),
    ...["const", "in"].map(listed).filter((each) => each.length > 0),
    complement(listed("not_in")),
  ];
  return accepted.reduce(intersection, everything);
}

/** An upper bound below the lower one leaves out what is between them. */
function rangeOf(rules: RuleSet, orderOfValue: (value: RuleValue) => bigint): Intervals {
  const bound = (name: string) => listOf(rules, name).map(orderOfValue)[0];
  const [lt, lte, gt, gte] = ["lt", "lte", "gt", "gte"].map(bound);
  const below = lt === undefined ? between(least, lte ?? most) : between(least, lt - 1n);
  const above = gt === undefined ? between(gte ?? least, most) : between(gt + 1n, most);
  const [upper, lower] = [lt ?? lte, gt ?? gte];
  const isOutside = upper !== undefined && lower !== undefined && upper < lower;
  return isOutside ? union(below, above) : intersection(below, above);
}
