import { countable, everything, type Intervals } from "./intervals.js";
import { anyText, type TextRules } from "./text-rules.js";

/** What rules count or measure of a value. */
export type Measure = "value" | "characters" | "bytes" | "items" | "distance";

/** What rules accept, as plain data: every part of it has to hold. */
export interface Accepted {
  /** What each measure may be; where one is missing it may be anything. */
  measures: ReadonlyMap<Measure, Intervals>;
  text: TextRules;
  /** The numbers that an enum defines, where only these are accepted. */
  defined: Intervals | null;
  /** What only a program can decide: patterns, expressions, formats, and whatever else is not known here. */
  conditions: ReadonlySet<string>;
  /** What the items of a list, or the keys and values of a map, may be. */
  parts: ReadonlyMap<string, Accepted>;
  zero: Zero;
}

/** What becomes of a field that is not set, or is set to the zero value where nobody can tell the two apart. */
export interface Zero {
  /** Which measure has which value then; null where a field that is not set has no value to look at. */
  at: { measure: Measure; value: bigint } | null;
  state: "checked" | "accepted" | "refused";
}

export const anything: Accepted = {
  measures: new Map(),
  text: anyText,
  defined: null,
  conditions: new Set(),
  parts: new Map(),
  zero: { at: null, state: "accepted" },
};

/** What a measure may be. */
export function allowed({ measures }: Accepted, measure: Measure): Intervals {
  return measures.get(measure) ?? (measure === "value" ? everything : countable);
}
