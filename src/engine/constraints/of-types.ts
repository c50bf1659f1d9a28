import type { Field, FieldType, Message } from "../schema/schema.js";
import {
  type ConstraintChange,
  fieldConstraints,
  type Messages,
  messageConstraints,
  oneofConstraints,
  refusesAbsence,
  rulesLines,
} from "./constraint.js";

/** Finds a message by its full name; undefined where it is not at hand. */
type Find = (name: string) => Message | undefined;

/**
 * How the rules of one message differ from those of another that took its place as the type of a field, or as what a map holds;
 * null where both accept the same, or one is none. What both sides call by the same name is compared by itself.
 */
export function typeConstraints(
  before: FieldType,
  after: FieldType,
  find: { before: Find; after: Find },
): ConstraintChange | null {
  const compared = new Set<string>();
  const changes: ConstraintChange[] = [];
  compare(before, after, "");
  return merged(changes);

  function compare(olderType: FieldType, newerType: FieldType, path: string): void {
    const [olderName, newerName] = [messageIn(olderType), messageIn(newerType)];
    const pair = `${olderName} ${newerName}`;
    if (olderName === "" || newerName === "" || olderName === newerName || compared.has(pair)) return;
    compared.add(pair);
    const [older, newer] = [find.before(olderName), find.after(newerName)];
    if (!older || !newer) return;
    const add = (change: ConstraintChange | null, of: string) => {
      if (change) changes.push(at(of, change));
    };
    const both = { before: older, after: newer };
    add(messageConstraints(older, newer), path);
    for (const oneof of newer.oneofs) {
      const same = older.oneofs.find(({ name }) => name === oneof.name);
      if (same) add(oneofConstraints(both, same, oneof), join(path, oneof.name));
    }
    const numbers = new Map(older.fields.map((field) => [field.number, field]));
    for (const field of newer.fields) {
      const same = numbers.get(field.number);
      const inside = join(path, field.name);
      add(same ? ofField(both, same, field) : ofNewField(newer, field), inside);
      if (same) compare(same.type, field.type, inside);
    }
  }
}

/** The name of the message that a type is or a map holds, empty where that is none. */
function messageIn(type: FieldType): string {
  const value = type.kind === "map" ? type.value : type;
  return value.kind === "message" ? value.name : "";
}

/** A type without rules accepts what it holds, which is no constraint. */
function ofField(message: Messages, before: Field, after: Field): ConstraintChange | null {
  return before.rules.length + after.rules.length > 0 ? fieldConstraints(message, before, after) : null;
}

function ofNewField(owner: Message, field: Field): ConstraintChange | null {
  const isNeeded = field.rules.length > 0 && refusesAbsence(owner, field);
  return isNeeded ? { relation: "narrower", before: [], after: rulesLines(field) } : null;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** What only one side has of the rules, with the place that has them. */
function at(path: string, { relation, before, after }: ConstraintChange): ConstraintChange {
  const of = (lines: readonly string[], others: readonly string[]) =>
    lines.filter((line) => !others.includes(line)).map((line) => (path === "" ? line : `${path}: ${line}`));
  return { relation, before: of(before, after), after: of(after, before) };
}

function merged(changes: readonly ConstraintChange[]): ConstraintChange | null {
  const [first, ...others] = changes;
  if (!first) return null;
  return {
    relation: others.every(({ relation }) => relation === first.relation) ? first.relation : "other",
    before: changes.flatMap(({ before }) => before),
    after: changes.flatMap(({ after }) => after),
  };
}
