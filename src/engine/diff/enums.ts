import type { Enum, EnumValue } from "../schema/schema.js";
import type { Change, Pair } from "./change.js";
import { groupBy } from "./match.js";
import { Reservations } from "./reserved.js";

/** What changed between the values of an enum and those of the same enum later. */
export function diffEnum(pair: Pair<Enum>): Change[] {
  const changes: Change[] = [];
  const now = new Map(pair.after.values.map((value) => [value.name, value]));
  const old = new Map(pair.before.values.map((value) => [value.name, value]));
  const newNumbers = groupBy(pair.after.values, ({ number }) => number);
  const oldNumbers = new Set(pair.before.values.map(({ number }) => number));
  const reservations = new Reservations(pair.after);
  for (const before of pair.before.values) {
    const after = now.get(before.name);
    if (after) {
      if (after.number !== before.number)
        changes.push({ kind: "value-renumbered", enum: pair, before, after });
      continue;
    }
    const heir = heirOf(before, newNumbers, old);
    if (heir) changes.push({ kind: "value-renamed", enum: pair, before, after: heir });
    else if (!newNumbers.has(before.number)) changes.push(removal(pair, before, reservations));
  }
  for (const after of pair.after.values) {
    if (!old.has(after.name) && !oldNumbers.has(after.number))
      changes.push({ kind: "value-added", enum: pair, after });
  }
  if (pair.before.closed !== pair.after.closed) changes.push({ kind: "enum-closedness-changed", enum: pair });
  const { numbers, names } = reservations.missing(pair.before);
  if (numbers.length + names.length > 0) {
    changes.push({ kind: "reservation-removed", owner: pair, numbers, names });
  }
  return changes;
}

/** The new name that took the number of a value that is gone. */
function heirOf(
  before: EnumValue,
  newNumbers: Map<number, EnumValue[]>,
  old: Map<string, EnumValue>,
): EnumValue | undefined {
  return newNumbers.get(before.number)?.find((value) => !old.has(value.name));
}

function removal(pair: Pair<Enum>, before: EnumValue, reservations: Reservations): Change {
  return {
    kind: "value-removed",
    enum: pair,
    before,
    reservedNumber: reservations.hasNumber(before.number),
    reservedName: reservations.hasName(before.name),
  };
}
