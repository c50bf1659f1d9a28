import { groupBy } from "../identity/group-by.js";
import type { Enum, EnumValue } from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";

/** By number, a value that has it in both schemas under the same name. */
export function keptValues({ before, after }: InBoth<Enum>): Map<number, EnumValue> {
  const old = new Set(before.values.map(({ number, name }) => `${number} ${name}`));
  const kept = after.values.filter(({ number, name }) => old.has(`${number} ${name}`)).reverse();
  return new Map(kept.map((value) => [value.number, value]));
}

/** The numbers with several names (`allow_alias`) of which another one comes first now: that one is what JSON writes. */
export function otherFirstNames(pair: InBoth<Enum>): Change[] {
  const old = groupBy(pair.before.values, ({ number }) => number);
  const now = groupBy(pair.after.values, ({ number }) => number);
  return [...old].flatMap(([number, before]): Change[] => {
    const after = now.get(number) ?? [];
    const [oldFirst, first] = [before[0] as EnumValue, after[0]];
    if (!first || first.name === oldFirst.name || !hasName(after, oldFirst.name)) return [];
    const isKnown = hasName(before, first.name);
    return [{ kind: "alias-put-first", enum: pair, before: oldFirst, after: first, isKnown }];
  });
}

function hasName(values: readonly EnumValue[], wanted: string): boolean {
  return values.some(({ name }) => name === wanted);
}
