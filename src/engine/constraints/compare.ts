import { type Accepted, allowed, anything, type Measure } from "./accepted.js";
import { impliedConditions } from "./formats.js";
import { complement, contains, type Intervals, intersection, isSubset, points } from "./intervals.js";
import { follows, isImpliedBy, lengthsOf } from "./text-rules.js";

/**
 * How what is accepted now relates to what was accepted. `other` means that neither contains the other, or that nobody
 * here can tell.
 */
export type Relation = "same" | "narrower" | "wider" | "other";

export function relationOf<T>(before: T, after: T, isWithin: (some: T, others: T) => boolean): Relation {
  const keepsNone = isWithin(after, before);
  const keepsAll = isWithin(before, after);
  if (keepsAll) return keepsNone ? "same" : "wider";
  return keepsNone ? "narrower" : "other";
}

/** Whether everything that one accepts the other accepts, too; false where nobody here can tell. */
export function isWithin(narrow: Accepted, wide: Accepted): boolean {
  const isPlain = narrow.zero.state === "checked" && wide.zero.state === "checked";
  if (isPlain) return isCheckedWithin(narrow, wide);
  return isZeroWithin(narrow, wide) && isCheckedWithin(withoutZero(narrow), withoutZero(wide));
}

function isZeroWithin(narrow: Accepted, wide: Accepted): boolean {
  const [isInNarrow, isInWide] = [acceptsZero(narrow), acceptsZero(wide)];
  if (isInNarrow === false || isInWide === true) return true;
  return isInNarrow === null && isInWide === null && isCheckedWithin(narrow, wide);
}

/** Whether the zero value passes, null where nobody here can tell. */
export function acceptsZero(accepted: Accepted): boolean | null {
  const { zero, conditions, defined } = accepted;
  if (zero.state !== "checked") return zero.state === "accepted";
  if (zero.at === null) return true;
  const { measure, value } = zero.at;
  const isMeasured = contains(allowed(accepted, measure), value) && (!defined || contains(defined, value));
  const isText = measure === "characters" || measure === "bytes";
  if (!isMeasured || (isText && !isFine("", accepted))) return false;
  return [...conditions].every((condition) => condition === "unique") ? true : null;
}

function withoutZero(accepted: Accepted): Accepted {
  const { measures, zero } = accepted;
  if (zero.at === null) return accepted;
  const { measure, value } = zero.at;
  // An empty text has neither characters nor bytes.
  const zeros: Measure[] = measure === "characters" ? ["characters", "bytes"] : [measure];
  const rest = complement(points([value]));
  const others = zeros.map((each) => [each, intersection(allowed(accepted, each), rest)] as const);
  return { ...accepted, measures: new Map([...measures, ...others]) };
}

function isCheckedWithin(narrow: Accepted, wide: Accepted): boolean {
  return (
    isEmpty(narrow) ||
    (areMeasuresWithin(narrow, wide) &&
      isTextWithin(narrow, wide) &&
      areConditionsWithin(narrow, wide) &&
      arePartsWithin(narrow, wide))
  );
}

function isEmpty(accepted: Accepted): boolean {
  const values = onlyValues(accepted);
  return (
    [...accepted.measures.values()].some((numbers) => numbers.length === 0) ||
    numbersOf(accepted).length === 0 ||
    values?.length === 0
  );
}

/** Which numbers pass, those of an enum included. */
function numbersOf(accepted: Accepted): Intervals {
  const numbers = allowed(accepted, "value");
  return accepted.defined ? intersection(numbers, accepted.defined) : numbers;
}

function areMeasuresWithin(narrow: Accepted, wide: Accepted): boolean {
  const others: Measure[] = narrow.text.among
    ? ["items", "distance"]
    : ["characters", "bytes", "items", "distance"];
  return (
    isNumberWithin(narrow, wide) &&
    others.every((each) => isSubset(allowed(narrow, each), allowed(wide, each)))
  );
}

/** Where both want a defined number of their enum, what came to the enum is none of the rules' doing. */
function isNumberWithin(narrow: Accepted, wide: Accepted): boolean {
  const isSameEnum = narrow.defined !== null && wide.defined !== null;
  return isSubset(numbersOf(narrow), isSameEnum ? allowed(wide, "value") : numbersOf(wide));
}

function isTextWithin(narrow: Accepted, wide: Accepted): boolean {
  const values = onlyValues(narrow);
  if (values) return values.every((value) => isFine(value, wide));
  return wide.text.among === null && isImpliedBy(wide.text, narrow.text);
}

/** The only texts that may pass, null where that is no list. */
function onlyValues(accepted: Accepted): string[] | null {
  const { among } = accepted.text;
  return among && [...among].filter((value) => isFine(value, accepted));
}

function isFine(value: string, accepted: Accepted): boolean {
  const { characters, bytes } = lengthsOf(value, accepted.text);
  return (
    follows(value, accepted.text) &&
    contains(allowed(accepted, "characters"), characters) &&
    contains(allowed(accepted, "bytes"), bytes)
  );
}

function areConditionsWithin(narrow: Accepted, wide: Accepted): boolean {
  if (wide.conditions.size === 0) return true;
  const implied = impliedConditions(narrow.conditions);
  const isShort = isSubset(allowed(narrow, "items"), [{ from: 0n, to: 1n }]);
  return [...wide.conditions].every(
    (condition) => implied.has(condition) || (condition === "unique" && isShort),
  );
}

/** Of an empty list nothing is asked of items. */
function arePartsWithin(narrow: Accepted, wide: Accepted): boolean {
  if (isSubset(allowed(narrow, "items"), points([0n]))) return true;
  const names = new Set([...narrow.parts.keys(), ...wide.parts.keys()]);
  return [...names].every((name) =>
    isWithin(narrow.parts.get(name) ?? anything, wide.parts.get(name) ?? anything),
  );
}
