import { renamedMembers } from "../identity/members.js";
import { membersOfMessage, memberType } from "../identity/of-schema.js";
import { sameType } from "../identity/type-text.js";
import type { NumberRange } from "../schema/ranges.js";
import { haveSameRules } from "../schema/rule-options.js";
import {
  type DefaultValue,
  type Field,
  type FieldType,
  holdsString,
  type Message,
} from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";
import { fieldConstraintChanges, messageConstraintChanges } from "./constraints.js";
import { changedDefault } from "./defaults.js";
import { diffExtensionRanges } from "./extensions.js";
import { takenNames } from "./names.js";
import { OneofMoves } from "./oneofs.js";
import { isDeclaredFor, Reservations } from "./reserved.js";

/** The names in the newer schema of those types of the older one that moved. */
export type NewNames = ReadonlyMap<string, string>;

/** What changed between the fields of a message and those of the same message later. */
export function diffFields(message: InBoth<Message>, newNames: NewNames): Change[] {
  if (isUnchanged(message)) return [];
  const before = byNumber(message.before.fields);
  const after = byNumber(message.after.fields);
  const newNumbers = new Map(message.after.fields.map(({ name, number }) => [name, number]));
  const renamed = renamedNumbers(message, newNames);
  // Another field may take the name of one that was renamed.
  const keptNames = new Set(
    message.before.fields.flatMap(({ name, number }) => (renamed.has(number) ? [] : [name])),
  );
  const oneofs = new OneofMoves(before, after);
  const reservations = new Reservations(message.after);
  const changes: Change[] = [];
  const reused = new Set<number>();
  for (const [number, old] of before) {
    const now = after.get(number);
    const movedTo = newNumbers.get(old.name);
    if (movedTo !== undefined && movedTo !== number && !renamed.has(number)) {
      const target = after.get(movedTo) as Field;
      changes.push({ kind: "field-renumbered", message, before: old, after: target });
    }
    const isOther = now !== undefined && now.name !== old.name && !renamed.has(number);
    if (isOther) {
      reused.add(number);
      const isGone = movedTo === undefined;
      const reservedName = !isGone || isNameReserved(old, reservations);
      changes.push({ kind: "number-reused", message, before: old, after: now, isGone, reservedName });
    } else if (now) changes.push(...diffField(message, old, now, oneofs, newNames));
    else if (movedTo === undefined) changes.push(removal(message, old, reservations));
  }
  for (const [number, now] of after) {
    if (!before.has(number) && !keptNames.has(now.name)) {
      changes.push({ kind: "field-added", message, after: now });
    }
  }
  const { numbers, names } = reservations.missing(message.before);
  const isMissing = numbers.length + names.length > 0;
  return [
    ...changes,
    ...takenNames(message, reused, renamed),
    ...messageConstraintChanges(message),
    ...(isMissing ? [{ kind: "reservation-removed" as const, owner: message, numbers, names }] : []),
    ...diffExtensionRanges(message),
  ];
}

/** Whether the same fields and reservations stand there in the same order, as in most messages of a file that changed. */
function isUnchanged({ before, after }: InBoth<Message>): boolean {
  return (
    areSame(before.fields, after.fields, isSameField) &&
    areSame(before.reserved, after.reserved, isSameRange) &&
    areSame(before.extensionRanges, after.extensionRanges, isSameRange) &&
    areSame(before.reservedNames, after.reservedNames, (one, other) => one.name === other.name) &&
    haveSameRules(before.rules, after.rules) &&
    areSame(before.oneofs, after.oneofs, (one, other) => haveSameRules(one.rules, other.rules))
  );
}

function isSameRange(one: NumberRange, other: NumberRange): boolean {
  return one.start === other.start && one.end === other.end;
}

function areSame<T>(
  some: readonly T[],
  others: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  return some.length === others.length && some.every((one, at) => isSame(one, others[at] as T));
}

function isSameField(before: Field, after: Field): boolean {
  if (before === after) return true;
  return (
    before.number === after.number &&
    before.name === after.name &&
    before.jsonName === after.jsonName &&
    before.cardinality === after.cardinality &&
    before.presence === after.presence &&
    before.oneof === after.oneof &&
    before.packed === after.packed &&
    before.verifiesUtf8 === after.verifiesUtf8 &&
    (before.extension === null) === (after.extension === null) &&
    haveSameRules(before.rules, after.rules) &&
    isSameDefault(before.default, after.default) &&
    isEqualType(before.type, after.type)
  );
}

function isSameDefault(before: DefaultValue | null, after: DefaultValue | null): boolean {
  if (before === null || after === null) return before === after;
  return (
    before.text === after.text && before.number === after.number && before.isDeclared === after.isDeclared
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
  const { number, name, extension } = before;
  const isDeclared = extension !== null && isDeclaredFor(message.after, name, number);
  return {
    kind: "field-removed",
    message,
    before,
    reservedNumber: reservations.hasNumber(number) || isDeclared,
    reservedName: isNameReserved(before, reservations),
  };
}

/** The name of an extension cannot be reserved. It is a full name: no field of the message can take it. */
function isNameReserved({ name, extension }: Field, reservations: Reservations): boolean {
  return reservations.hasName(name) || extension !== null;
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
  oneofs: OneofMoves,
  newNames: NewNames,
): Change[] {
  const both = { message, before, after };
  const changes: Change[] = [];
  if (before.name !== after.name) changes.push({ kind: "field-renamed", ...both });
  else if (before.jsonName !== after.jsonName) changes.push({ kind: "field-json-name-changed", ...both });
  if (before.cardinality !== after.cardinality) changes.push({ kind: "field-cardinality-changed", ...both });
  else if (!isSameType(before, after, newNames)) changes.push({ kind: "field-type-changed", ...both });
  else if (changedUtf8(before, after)) changes.push({ kind: "field-utf8-changed", ...both });
  if (changedPacking(before, after)) changes.push({ kind: "field-packing-changed", ...both });
  const partners = oneofs.partnersOf(before, after);
  if (partners !== null) changes.push({ kind: "field-oneof-changed", ...both, partners });
  else if (changedPresence(before, after)) changes.push({ kind: "field-presence-changed", ...both });
  if (changedDefault(before, after)) changes.push({ kind: "field-default-changed", ...both });
  return [...changes, ...fieldConstraintChanges(message, before, after)];
}

function changedPacking(before: Field, after: Field): boolean {
  if (before.cardinality !== "repeated" || after.cardinality !== "repeated") return false;
  return areTypesAtHand(before, after) && before.packed !== after.packed;
}

/**
 * Lists have no presence, and messages always the same one: there the other change says it all. Of a type that is not at
 * hand nobody knows whether it is a message; that a field is required does not depend on it.
 */
function changedPresence(before: Field, after: Field): boolean {
  if (before.cardinality !== after.cardinality || before.presence === after.presence) return false;
  if (!areTypesAtHand(before, after)) return before.presence === "required" || after.presence === "required";
  return isMessage(before) === isMessage(after);
}

function areTypesAtHand(before: Field, after: Field): boolean {
  return before.type.kind !== "unknown" && after.type.kind !== "unknown";
}

function changedUtf8(before: Field, after: Field): boolean {
  return holdsString(before.type) && before.verifiesUtf8 !== after.verifiesUtf8;
}

function isMessage({ type }: Field): boolean {
  return type.kind === "message";
}

function isSameType(before: Field, after: Field, newNames: NewNames): boolean {
  const isEncodedAlike = !areTypesAtHand(before, after) || isDelimited(before) === isDelimited(after);
  return (
    isEncodedAlike &&
    isSameKind(before.type, after.type) &&
    sameType(memberType(before), memberType(after), newNames)
  );
}

/** Whether a name stands for a message in both schemas, or for an enum. Of a type that is not at hand nobody knows. */
function isSameKind(before: FieldType, after: FieldType): boolean {
  if (before.kind === "map" && after.kind === "map") return isSameKind(before.value, after.value);
  if (before.kind === "unknown" || after.kind === "unknown") return true;
  return before.kind === after.kind;
}

function isDelimited({ type }: Field): boolean {
  return type.kind === "message" && type.delimited;
}

function byNumber(fields: Field[]): Map<number, Field> {
  return new Map(fields.map((field) => [field.number, field]));
}
