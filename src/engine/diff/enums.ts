import { renamedMembers } from "../identity/members.js";
import { membersOfEnum } from "../identity/of-schema.js";
import type { Enum, EnumValue } from "../schema/schema.js";
import { keptValues, otherFirstNames } from "./aliases.js";
import type { Change, InBoth } from "./change.js";
import { Reservations } from "./reserved.js";

/** What changed between the values of an enum and those of the same enum later. */
export function diffEnum(pair: InBoth<Enum>): Change[] {
  const changes: Change[] = [];
  const now = new Map(pair.after.values.map((value) => [value.name, value]));
  const old = new Map(pair.before.values.map((value) => [value.name, value]));
  const heirs = heirsOf(pair, now);
  const renamed = new Set(heirs.values());
  const renamedNumbers = new Set([...renamed].map(({ number }) => number));
  const kept = keptValues(pair);
  const newNumbers = new Set(pair.after.values.map(({ number }) => number));
  const oldNumbers = new Set(pair.before.values.map(({ number }) => number));
  const reservations = new Reservations(pair.after);
  for (const before of pair.before.values) {
    const heir = heirs.get(before.name);
    const after = heir ? undefined : now.get(before.name);
    if (after) {
      if (after.number !== before.number)
        changes.push({ kind: "value-renumbered", enum: pair, before, after });
      continue;
    }
    if (heir) changes.push({ kind: "value-renamed", enum: pair, before, after: heir });
    else if (!newNumbers.has(before.number)) changes.push(removal(pair, before, reservations));
    else {
      const other = kept.get(before.number);
      const reservedName = reservations.hasName(before.name);
      if (other) changes.push({ kind: "alias-removed", enum: pair, before, after: other, reservedName });
    }
  }
  for (const after of pair.after.values) {
    const isNewName = !old.has(after.name) || heirs.has(after.name);
    if (!isNewName) continue;
    if (!oldNumbers.has(after.number)) changes.push({ kind: "value-added", enum: pair, after });
    // A number that another value gave up is taken, and has no second name.
    else if (!renamed.has(after) && (kept.has(after.number) || renamedNumbers.has(after.number)))
      changes.push({ kind: "alias-added", enum: pair, after });
  }
  for (const change of otherFirstNames(pair)) changes.push(change);
  if (pair.before.closed !== pair.after.closed) changes.push({ kind: "enum-closedness-changed", enum: pair });
  const { numbers, names } = reservations.missing(pair.before);
  if (numbers.length + names.length > 0) {
    changes.push({ kind: "reservation-removed", owner: pair, numbers, names });
  }
  return changes;
}

/** By the older name of a value that has another one, the value under that. */
function heirsOf(pair: InBoth<Enum>, now: ReadonlyMap<string, EnumValue>): Map<string, EnumValue> {
  const renamed = renamedMembers(membersOfEnum(pair.before), membersOfEnum(pair.after), new Map());
  return new Map(renamed.map(({ before, after }) => [before.name, now.get(after.name) as EnumValue]));
}

function removal(pair: InBoth<Enum>, before: EnumValue, reservations: Reservations): Change {
  return {
    kind: "value-removed",
    enum: pair,
    before,
    reservedNumber: reservations.hasNumber(before.number),
    reservedName: reservations.hasName(before.name),
  };
}
