import { type Field, type Message, nameOfType } from "../schema/schema.js";
import type { Change, Pair } from "./change.js";
import { membersKnownTo, type Oneofs, sharedOneof } from "./oneofs.js";
import { Reservations } from "./reserved.js";

/** Turns the name of a type of the older schema into its name in the newer one, where it moved. */
export type Renames = ReadonlyMap<string, string>;

/** What changed between the fields of a message and those of the same message later. */
export function diffFields(message: Pair<Message>, renames: Renames): Change[] {
  const before = byNumber(message.before.fields);
  const after = byNumber(message.after.fields);
  const numberOf = {
    before: new Map(message.before.fields.map((field) => [field.name, field.number])),
    after: new Map(message.after.fields.map((field) => [field.name, field.number])),
  };
  const oneofs = {
    before: membersKnownTo(after, message.before),
    after: membersKnownTo(before, message.after),
  };
  const reservations = new Reservations(message.after);
  const changes: Change[] = [];
  for (const [number, old] of before) {
    const now = after.get(number);
    const movedTo = numberOf.after.get(old.name);
    if (movedTo !== undefined && movedTo !== number) {
      const target = after.get(movedTo) as Field;
      changes.push({ kind: "field-renumbered", message, before: old, after: target });
    }
    if (now) changes.push(...diffField(message, old, now, numberOf, oneofs, renames));
    else if (movedTo === undefined) changes.push(removal(message, old, reservations));
  }
  for (const [number, now] of after) {
    if (!before.has(number) && !numberOf.before.has(now.name)) {
      changes.push({ kind: "field-added", message, after: now });
    }
  }
  const { numbers, names } = reservations.missing(message.before);
  if (numbers.length + names.length > 0) {
    changes.push({ kind: "reservation-removed", owner: message, numbers, names });
  }
  return changes;
}

function removal(message: Pair<Message>, before: Field, reservations: Reservations): Change {
  return {
    kind: "field-removed",
    message,
    before,
    reservedNumber: reservations.hasNumber(before.number),
    reservedName: reservations.hasName(before.name),
  };
}

/** Two fields with one number. */
function diffField(
  message: Pair<Message>,
  before: Field,
  after: Field,
  numberOf: { before: Map<string, number>; after: Map<string, number> },
  oneofs: { before: Oneofs; after: Oneofs },
  renames: Renames,
): Change[] {
  const both = { message, before, after };
  if (before.name !== after.name) {
    const livesOn = numberOf.after.has(before.name) || numberOf.before.has(after.name);
    const alike = sameType(before, after, renames) && before.cardinality === after.cardinality;
    if (livesOn || !alike) return [{ kind: "number-reused", ...both }];
  }
  const changes: Change[] = [];
  if (before.name !== after.name) changes.push({ kind: "field-renamed", ...both });
  else if (before.jsonName !== after.jsonName) changes.push({ kind: "field-json-name-changed", ...both });
  if (before.cardinality !== after.cardinality) changes.push({ kind: "field-cardinality-changed", ...both });
  else if (!sameType(before, after, renames)) changes.push({ kind: "field-type-changed", ...both });
  if (
    before.cardinality === "repeated" &&
    after.cardinality === "repeated" &&
    before.packed !== after.packed
  ) {
    changes.push({ kind: "field-packing-changed", ...both });
  }
  const shared = sharedOneof(before, after, oneofs);
  if (shared !== null) changes.push({ kind: "field-oneof-changed", ...both, shared });
  else if (changedPresence(before, after)) changes.push({ kind: "field-presence-changed", ...both });
  if (before.default !== after.default) changes.push({ kind: "field-default-changed", ...both });
  return changes;
}

/** Lists have no presence, and messages always the same one: there the other change says it all. */
function changedPresence(before: Field, after: Field): boolean {
  const comparable = before.cardinality === after.cardinality && isMessage(before) === isMessage(after);
  return comparable && before.presence !== after.presence;
}

function isMessage({ type }: Field): boolean {
  return type.kind === "message";
}

function sameType(before: Field, after: Field, renames: Renames): boolean {
  const moved = (name: string) => renames.get(name) ?? name;
  const of = (field: Field, rename: (name: string) => string) => {
    const { type } = field;
    const encoding = type.kind === "message" && type.delimited ? " delimited" : "";
    if (type.kind === "map") return `map<${type.key}, ${rename(nameOfType(type.value))}>`;
    return `${rename(type.name)}${encoding}`;
  };
  return of(before, moved) === of(after, (name) => name);
}

function byNumber(fields: Field[]): Map<number, Field> {
  return new Map(fields.map((field) => [field.number, field]));
}
