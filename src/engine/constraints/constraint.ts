import type { Field, Message, Oneof } from "../schema/schema.js";
import { acceptsZero, isWithin, type Relation, relationOf } from "./compare.js";
import { acceptedByField, conditionsOf, type Ruled } from "./field-rules.js";
import { acceptedByMessage, isMessageWithin, isUnchecked, namesInOneofRules } from "./message-rules.js";
import { linesOf } from "./rule-lines.js";
import { type RuleSet, rulesOf } from "./rule-set.js";
import { isTrue } from "./rule-values.js";

/** How the rules of protovalidate on one element changed. */
export interface ConstraintChange {
  relation: Exclude<Relation, "same">;
  /** Its rules in the older and in the newer schema, one a line. */
  before: readonly string[];
  after: readonly string[];
}

/** A message as both schemas have it. */
export interface Messages {
  before: Message;
  after: Message;
}

/** How the rules of a field changed; null where they accept the same. */
export function fieldConstraints(message: Messages, before: Field, after: Field): ConstraintChange | null {
  const [older, newer] = [rulesOf(before.rules, field), rulesOf(after.rules, field)];
  const [earlier, now] = [ruled(before, message.before), ruled(after, message.after)];
  const { presence } = after;
  const relation = relationOf(
    acceptedByField(older, { ...earlier, presence }),
    acceptedByField(newer, now),
    isWithin,
  );
  return changed(relation, linesOfField(older, message.before), linesOfField(newer, message.after));
}

function linesOfField(rules: RuleSet | null, owner: Message): string[] {
  return isUncheckedMessage(owner) ? ["disabled = true of its message"] : linesOf(rules);
}

/** How the rule that an extension defines, and others are used by, changed. */
export function definedConstraints(before: Field, after: Field): ConstraintChange | null {
  const [older, newer] = [rulesOf(before.rules, predefined), rulesOf(after.rules, predefined)];
  const relation = relationOf(conditionsOf(older), conditionsOf(newer), areConditionsWithin);
  return changed(relation, linesOf(older), linesOf(newer));
}

/** How the rules of a message changed, those of its fields apart. */
export function messageConstraints(before: Message, after: Message): ConstraintChange | null {
  const [older, newer] = [rulesOf(before.rules, ofMessage), rulesOf(after.rules, ofMessage)];
  const numbers = new Set(after.fields.map(({ number }) => number));
  const common = new Set(before.fields.map(({ number }) => number).filter((number) => numbers.has(number)));
  const relation = relationOf(
    acceptedByMessage(older, before),
    acceptedByMessage(newer, after),
    (narrow, wide) => isMessageWithin(narrow, wide, common),
  );
  return changed(relation, linesOf(older), linesOf(newer));
}

/** How the rules of a oneof changed, or the fields of which one has to be set. */
export function oneofConstraints(message: Messages, before: Oneof, after: Oneof): ConstraintChange | null {
  const older = acceptedByOneof(message.before, before);
  const newer = acceptedByOneof(message.after, after);
  const relation = relationOf(older, newer, isOneofWithin);
  return changed(relation, linesOfOneof(older, newer), linesOfOneof(newer, older));
}

/** What the rules of a oneof accept. */
interface AcceptedOneof {
  rules: RuleSet | null;
  conditions: readonly string[];
  /** The fields of which one has to be set, by number; null where none has to. */
  needed: ReadonlyMap<number, string> | null;
}

function acceptedByOneof(owner: Message, { name, rules: options }: Oneof): AcceptedOneof {
  const rules = isUncheckedMessage(owner) ? null : rulesOf(options, ofOneof);
  const members = owner.fields.filter(({ oneof }) => oneof === name);
  const needed = isTrue(rules, "required") ? new Map(members.map((each) => [each.number, each.name])) : null;
  return { rules, conditions: conditionsOf(rules), needed };
}

function isOneofWithin(narrow: AcceptedOneof, wide: AcceptedOneof): boolean {
  const { needed } = wide;
  const isSetInBoth =
    needed === null ||
    (narrow.needed !== null && [...narrow.needed.keys()].every((each) => needed.has(each)));
  return isSetInBoth && areConditionsWithin(narrow.conditions, wide.conditions);
}

/** Its rules; where both sides require one of its fields, also which of them the other side does not have. */
function linesOfOneof({ rules, needed }: AcceptedOneof, other: AcceptedOneof): string[] {
  const own = needed && other.needed ? [...needed].filter(([number]) => !other.needed?.has(number)) : [];
  return [...linesOf(rules), ...own.map(([, name]) => `required = true satisfied by ${name}`)];
}

/** Whether a message without the field is refused: what nobody who does not know the field can write. */
export function refusesAbsence(owner: Message, after: Field): boolean {
  const rules = rulesOf(after.rules, field);
  return rules !== null && acceptsZero(acceptedByField(rules, ruled(after, owner))) === false;
}

/** The rules of a field, one a line. */
export function rulesLines({ rules }: Field): string[] {
  return linesOf(rulesOf(rules, field));
}

const field = "buf.validate.field";
const predefined = "buf.validate.predefined";
const ofMessage = "buf.validate.message";
const ofOneof = "buf.validate.oneof";

function areConditionsWithin(narrow: readonly string[], wide: readonly string[]): boolean {
  const conditions = new Set(narrow);
  return wide.every((condition) => conditions.has(condition));
}

function changed(
  relation: Relation,
  before: readonly string[],
  after: readonly string[],
): ConstraintChange | null {
  return relation === "same" ? null : { relation, before, after };
}

function ruled(each: Field, owner: Message): Ruled {
  const { type, cardinality, presence, ruledNumbers, name } = each;
  return {
    type,
    cardinality,
    presence,
    ruledNumbers,
    isInOneofRule: oneofNamesOf(owner).has(name),
    isUnchecked: isUncheckedMessage(owner),
  };
}

function isUncheckedMessage(owner: Message): boolean {
  return rulesForFields(owner).isUnchecked;
}

function oneofNamesOf(owner: Message): ReadonlySet<string> {
  return rulesForFields(owner).oneofNames;
}

/** What the rules of a message say of its fields: read once, and not for each of them. */
interface RulesForFields {
  isUnchecked: boolean;
  oneofNames: ReadonlySet<string>;
}

const readRules = new WeakMap<Message, RulesForFields>();

function rulesForFields(owner: Message): RulesForFields {
  const known = readRules.get(owner);
  if (known) return known;
  const rules = rulesOf(owner.rules, ofMessage);
  const read = { isUnchecked: isUnchecked(rules), oneofNames: namesInOneofRules(rules) };
  readRules.set(owner, read);
  return read;
}
