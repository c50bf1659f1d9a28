import { renamedMembers } from "../identity/members.js";
import { membersOfMessage, memberType } from "../identity/of-schema.js";
import { sameType } from "../identity/type-text.js";
import type { Field, FieldType, Message } from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";
import { membersKnownTo, type Oneofs, sharedOneof } from "./oneofs.js";
import { Reservations } from "./reserved.js";

/** The names in the newer schema of those types of the older one that moved. */
export type NewNames = ReadonlyMap<string, string>;

/** What changed between the fields of a message and those of the same message later. */
export function diffFields(message: InBoth<Message>, newNames: NewNames): Change[] {
  if (isUnchanged(message)) return [];
  const before = byNumber(message.before.fields);
  const after = byNumber(message.after.fields);
  const oldNames = new Set(message.before.fields.map(({ name }) => name));
  const newNumbers = new Map(message.after.fields.map(({ name, number }) => [name, number]));
  const renamed = renamedNumbers(message, newNames);
  const oneofs = {
    before: membersKnownTo(after, message.before),
    after: membersKnownTo(before, message.after),
  };
  const reservations = new Reservations(message.after);
  const changes: Change[] = [];
  for (const [number, old] of before) {
    const now = after.get(number);
    const movedTo = newNumbers.get(old.name);
    if (movedTo !== undefined && movedTo !== number) {
      const target = after.get(movedTo) as Field;
      changes.push({ kind: "field-renumbered", message, before: old, after: target });
    }
    const isOther = now !== undefined && now.name !== old.name && !renamed.has(number);
    if (isOther) changes.push({ kind: "number-reused", message, before: old, after: now });
    else if (now) changes.push(...diffField(message, old, now, oneofs, newNames));
    else if (movedTo === undefined) changes.push(removal(message, old, reservations));
  }
  for (const [number, now] of after) {
    if (!before.has(number) && !oldNames.has(now.name)) {
      changes.push({ kind: "field-added", message, after: now });
    }
  }
  const { numbers, names } = reservations.missing(message.before);
  if (numbers.length + names.length > 0) {
    changes.push({ kind: "reservation-removed", owner: message, numbers, names });
  }
  return changes;
}

/** Whether the same fields and reservations stand there in the same order, as in most messages of a file that changed. */
function isUnchanged({ before, after }: InBoth<Message>): boolean {
  return (
    areSame(before.fields, after.fields, isSameField) &&
    areSame(
      before.reserved,
      after.reserved,
      (one, other) => one.start === other.start && one.end === other.end,
    ) &&
    areSame(before.reservedNames, after.reservedNames, (one, other) => one.name === other.name)
  );
}

function areSame<T>(
  some: readonly T[],
  others: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  return some.length === others.length && some.every((one, at) => isSame(one, others[at] as T));
}

function isSameField(before: Field, after: Field): boolean {
  return (
    before.number === after.number &&
    before.name === after.name &&
    before.jsonName === after.jsonName &&
    before.cardinality === after.cardinality &&
    before.presence === after.presence &&
    before.oneof === after.oneof &&
    before.packed === after.packed &&
    before.default === after.default &&
    isEqualType(before.type, after.type)
  );
}

function isEqualType(before: FieldType, after: FieldType): boolean {
  if (before.kind === "map") {
    return after.kind === "map" && before.key === after.key && isEqualType(before.value, after.value);
  }
  if (after.kind === "map" || before.kind !== after.kind || before.name !== after.name) return false;
  return before.kind !== "message" || after.kind !== "message" || before.delimited === after.delimited;
}

function removal(message: InBoth<Message>, before: Field, reservations: Reservations): Change {
  return {
    kind: "field-removed",
    message,
    before,
    reservedNumber: reservations.hasNumber(before.number),
    reservedName: reservations.hasName(before.name),
  };
}

/** The numbers of fields that have another name now and are the same fields. */
function renamedNumbers({ before, after }: InBoth<Message>, newNames: NewNames): Set<number> {
  const renamed = renamedMembers(membersOfMessage(before), membersOfMessage(after), newNames);
  return new Set(renamed.map(({ before: { number } }) => number));
}

/** The same field in both. */
function diffField(
  message: InBoth<Message>,
  before: Field,
  after: Field,
  oneofs: { before: Oneofs; after: Oneofs },
  newNames: NewNames,
): Change[] {
  const both = { message, before, after };
  const changes: Change[] = [];
  if (before.name !== after.name) changes.push({ kind: "field-renamed", ...both });
  else if (before.jsonName !== after.jsonName) changes.push({ kind: "field-json-name-changed", ...both });
  if (before.cardinality !== after.cardinality) changes.push({ kind: "field-cardinality-changed", ...both });
  else if (!isSameType(before, after, newNames)) changes.push({ kind: "field-type-changed", ...both });
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

function isSameType(before: Field, after: Field, newNames: NewNames): boolean {
  return (
    isDelimited(before) === isDelimited(after) && sameType(memberType(before), memberType(after), newNames)
  );
}

function isDelimited({ type }: Field): boolean {
  return type.kind === "message" && type.delimited;
}

function byNumber(fields: Field[]): Map<number, Field> {
  return new Map(fields.map((field) => [field.number, field]));
}
