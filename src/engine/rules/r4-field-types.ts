import type { Change, Comparison, InBoth } from "../diff/change.js";
import { simpleName } from "../identity/declaration.js";
import { jsonNameOf } from "../schema/json-name.js";
import { type Field, type FieldType, type Message, nameOfType, typeText } from "../schema/schema.js";
import { describeField, elementOf, placeOfName } from "./describe.js";
import { freeNumber } from "./free-numbers.js";
import { jsonDifference } from "./json-difference.js";
import { oncePer } from "./once-per.js";
import {
  constraintChanged,
  constraintChecks,
  constraintOfNewField,
  constraintOfOtherType,
  constraintOfRemovedField,
} from "./r4-constraints.js";
import { utf8Changed } from "./r4-utf8.js";
import { makeOptional, type NewForm, restoreField, retype } from "./repair.js";
import type { Check, Tier } from "./rule.js";
import { cardinalityTier, oneofTier, presenceTier, typeTier } from "./tiers.js";
import type { Remedy, Rule, Violation } from "./violation.js";

const checks = [
  {
    id: "R4/type-changed",
    shownBeside: ["presence", "oneof"],
    severity: "tier",
    tier: "unsafe",
    waitsFor: "readers",
    countedFrom: "whose writers write only what both forms read alike",
    forever:
      "exchange with them only values that both forms read alike, or add the new form as another field",
    bump: "meaning",
    buf: { field: ["FIELD_WIRE_COMPATIBLE_TYPE", "FIELD_WIRE_JSON_COMPATIBLE_TYPE", "FIELD_SAME_TYPE"] },
    sees: "A field has another type, or its strings are verified to be UTF-8 on one side only",
    answers: ["R4-1"],
  },
  {
    id: "R4/cardinality-changed",
    shownBeside: ["presence", "oneof"],
    severity: "tier",
    tier: "unsafe",
    waitsFor: "readers",
    countedFrom: "whose writers write only what both forms read alike",
    forever:
      "exchange with them only values that both forms read alike, or add the new form as another field",
    bump: "meaning",
    buf: { field: ["FIELD_WIRE_COMPATIBLE_CARDINALITY", "FIELD_SAME_CARDINALITY"] },
    sees: "A field became repeated, singular or a map",
    answers: ["R4-1"],
  },
  {
    id: "R4/presence-changed",
    shownBeside: ["type", "oneof"],
    severity: "tier",
    tier: "unsafe",
    waitsFor: "readers",
    countedFrom: "in which an absent field and a zero mean the same",
    forever: "let an absent field and a zero mean the same to them, or add the new form as another field",
    bump: "meaning",
    buf: { field: ["FIELD_SAME_CARDINALITY"] },
    sees: "A field changed between implicit presence, explicit presence and required",
    answers: ["R4-1"],
  },
  {
    id: "R4/oneof-changed",
    shownBeside: ["type", "presence"],
    severity: "tier",
    tier: "unsafe",
    waitsFor: "readers",
    countedFrom: "in which an absent field and a zero mean the same",
    forever: "let an absent field and a zero mean the same to them, or add the new form as another field",
    bump: "meaning",
    buf: { field: ["FIELD_SAME_ONEOF"] },
    sees: "A field moved into, out of or between oneofs",
    answers: ["R4-1"],
  },
  ...constraintChecks,
] as const satisfies readonly Check[];

type R4Violation = Violation<(typeof checks)[number]["id"]>;

export const r4 = {
  id: "R4",
  kind: "rule",
  slug: "r4-field-types",
  title: "Rarely change the type of a field",
  sentence:
    "The type of a field **should not** change; add a field of the new type beside it and remove the old one when no supported release needs it.",
  because: "Some changes truncate, some reinterpret, some drop the field, and most of them without an error.",
  checks,
  review: [
    {
      id: "R4-1",
      holds: "No field changed its type, its cardinality, its presence or its oneof.",
      verify:
        "Look for pairs of deleted and added lines with the same number, and for `required` on a line that is new or gone.",
      step: "diff",
      // A required field that one side does not know makes its messages unreadable.
      kinds: ["adds", "removes", "retypes"],
      topics: ["presence"],
      settledBy: "schemas",
    },
    {
      id: "R4-2",
      holds: "A type change that stays is in the safe or the conditional tier.",
      verify: "Find the pair in the table of types, `/types`.",
      step: "window",
      kinds: ["retypes"],
    },
    {
      id: "R4-3",
      holds: "The comment on a replacement field says which of the two forms wins.",
      verify: "Read the comment on both fields.",
      step: "roll-out",
      // A field that is new may replace one whose type was to change.
      kinds: ["adds", "retypes"],
    },
    {
      id: "R4-4",
      holds: "The analysis says which values are written until every reader has the new type.",
      verify: "Read it under the roll-out, and find the code that writes the field.",
      step: "roll-out",
      kinds: ["retypes"],
    },
  ],
  compare: (comparison: Comparison) => comparison.changes.flatMap((change) => evaluate(change, comparison)),
} satisfies Rule;

function evaluate(change: Change, comparison: Comparison): R4Violation[] {
  switch (change.kind) {
    case "field-type-changed":
      return [typeChanged(change, comparison), ...constraintOfOtherType(change, comparison)];
    case "field-utf8-changed":
      return [utf8Changed(change)];
    case "field-cardinality-changed":
      return [cardinalityChanged(change, comparison)];
    case "field-presence-changed":
      return [presenceChanged(change)];
    case "field-oneof-changed":
      return [oneofChanged(change)];
    case "field-added":
      return change.after.presence === "required"
        ? [required(change.message.after, change.after, "added")]
        : constraintOfNewField(change);
    case "field-constraint-changed":
    case "message-constraint-changed":
      return [constraintChanged(change)];
    case "field-removed":
      return change.before.presence === "required"
        ? [required(change.message.after, change.before, "removed")]
        : constraintOfRemovedField(change);
    default:
      return [];
  }
}

/**
 * A required field that only one side knows: the other side's messages lack it.
 * Source: https://protobuf.dev/best-practices/dos-donts/#add-required
 */
function required(owner: Message, field: Field, how: "added" | "removed"): R4Violation {
  const isNew = how === "added";
  return {
    check: "R4/presence-changed",
    element: elementOf("field", field),
    place: isNew ? placeOfName(field.file, field) : placeOfName(owner.file, owner),
    message: isNew
      ? `${field.fullName} is new and required: no message of the older release has it, and a reader of this one may refuse them all.`
      : `${field.fullName} is gone and was required: no message of this release has it, and a reader of the older one may refuse them all.`,
    before: isNew ? null : describeField(field),
    after: isNew ? describeField(field) : null,
    impact: {
      kind: "known",
      owner: owner.fullName,
      newWriter: isNew ? null : "rejected",
      oldWriter: isNew ? "rejected" : null,
    },
    fix: isNew
      ? optionalRemedy(field)
      : {
          title: "Keep the field, and go on writing it",
          repair: restoreField(owner, field, "as it was"),
        },
  };
}

function optionalRemedy(field: Field): Remedy {
  const title = "Use optional, and check in the program";
  const repair = makeOptional(field);
  return repair ? { title, repair } : { title, advice: "features.field_presence = EXPLICIT" };
}

interface FieldPair {
  message: { before: Message; after: Message };
  before: Field;
  after: Field;
}

function changed(
  { message, before, after }: FieldPair,
  check: R4Violation["check"],
  tier: Tier,
  sentence: string,
  beside: readonly Field[] = [],
): R4Violation {
  return {
    check,
    tier,
    element: elementOf("field", after),
    place: placeOfName(after.file, after),
    message: sentence,
    before: { ...describeField(before), presence: before.presence, oneof: before.oneof },
    after: { ...describeField(after), presence: after.presence, oneof: after.oneof },
    impact: {
      kind: "bytes",
      before: message.before.fullName,
      after: message.after.fullName,
      number: after.number,
      beside: beside.map(({ number }) => number),
    },
    fix: tier === "safe" ? null : keepForm({ message, before, after }),
  };
}

/** Both forms stand side by side until nobody needs the older one. */
function keepForm({ message, before, after }: FieldPair): Remedy {
  const isOtherKind = kindOfNamed(before.type) !== kindOfNamed(after.type);
  if (typeText(before) === typeText(after) && isOtherKind) {
    const kind = kindOfNamed(before.type);
    const name = nameOfType(valueType(before.type));
    return {
      title: `Keep ${kind} ${name}, and give the new type another name`,
      advice: "A field of the new type gets a number of its own.",
    };
  }
  const beside = newForm({ message, before, after });
  return {
    title: beside
      ? "Keep the field, and add the new form beside it"
      : "Keep the field, or add the new form under a new number",
    repair: retype(before, after, beside),
  };
}

/** The names of all fields of a message, in both schemas. */
const namesIn = oncePer(
  ({ before, after }: InBoth<Message>) =>
    new Set([before, after].flatMap(({ fields }) => fields.map(({ name }) => name))),
);

/**
 * Null where the form differs in more than a type or a label, where it would have the other one's name in JSON, or where no
 * name or number is left for it.
 */
function newForm({ message, before, after }: FieldPair): NewForm | null {
  const isGroup = after.type.kind === "message" && after.type.delimited;
  const isNamedInJson = after.extension === null && after.jsonName !== jsonNameOf(simpleName(after.name));
  if (typeText(before) === typeText(after) || isGroup || isNamedInJson) return null;
  const name = `${simpleName(after.name)}_${formWord(before, after)}`;
  const number = freeNumber(message, after);
  if (number === null || namesIn(message).has(name)) return null;
  const block =
    after.extension?.block ??
    message.after.oneofs.find((oneof) => oneof.name === after.oneof) ??
    message.after;
  return { block, name, number };
}

/** What tells the newer form from the older one: `list`, or the last part of its type in lower case. */
function formWord(before: Field, after: Field): string {
  if (before.cardinality !== after.cardinality) {
    return after.cardinality === "repeated" ? "list" : after.cardinality === "map" ? "map" : "single";
  }
  const type = after.type.kind === "map" ? after.type.value : after.type;
  if (type.kind === "map") return "map";
  return simpleName(type.name)
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** What a map holds, and of any other type itself. */
function valueType(type: FieldType): FieldType {
  return type.kind === "map" ? type.value : type;
}

/** Whether the name of a type is that of a message or of an enum; of others what they are. */
function kindOfNamed(type: FieldType): FieldType["kind"] {
  return valueType(type).kind;
}

function article(kind: FieldType["kind"]): string {
  return kind === "enum" || kind === "unknown" ? "an" : "a";
}

function presenceChanged(change: FieldPair): R4Violation {
  const { message, before, after } = change;
  const sentence = `${after.fullName} has ${presence(after)} presence, and ${presence(before)} in the older release.`;
  const violation = changed(change, "R4/presence-changed", presenceTier(before, after), sentence);
  const impact = requirementImpact(message.after, before, after);
  return impact ? { ...violation, impact } : atZero(violation);
}

function oneofChanged(change: FieldPair & { partners: readonly Field[] }): R4Violation {
  const { before, after, partners } = change;
  const sentence = `${after.fullName} ${oneofSentence(change)}.`;
  const violation = changed(change, "R4/oneof-changed", oneofTier(change), sentence, partners);
  return partners.length === 0 && before.presence !== after.presence ? atZero(violation) : violation;
}

/** Implicit presence cannot say that a field was set to zero: only there the two sides differ. */
function atZero(violation: R4Violation): R4Violation {
  const { impact } = violation;
  return impact?.kind === "bytes" ? { ...violation, impact: { ...impact, isZero: true } } : violation;
}

/** Who requires a field refuses a message without it; null where neither or both do. */
function requirementImpact(owner: Message, before: Field, after: Field): R4Violation["impact"] {
  const [isNew, isGone] = [after.presence === "required", before.presence === "required"];
  if (!isNew && !isGone) return null;
  return {
    kind: "known",
    owner: owner.fullName,
    newWriter: isGone ? "rejected" : null,
    oldWriter: isNew ? "rejected" : null,
  };
}

function typeChanged(change: FieldPair, comparison: Comparison): R4Violation {
  const tier = typeTier(change, comparison);
  const sentences = [typeSentence(change), meaningSentence(change, tier, comparison)];
  return changed(change, "R4/type-changed", tier, sentences.filter(Boolean).join(" "));
}

function cardinalityChanged(change: FieldPair, comparison: Comparison): R4Violation {
  const tier = cardinalityTier(change, comparison);
  const sentences = [typeSentence(change), tier === "conditional" ? mergeSentence(change) : ""];
  return changed(change, "R4/cardinality-changed", tier, sentences.filter(Boolean).join(" "));
}

/**
 * What a reader of one message makes of several; empty where it is no message.
 * Source: https://protobuf.dev/programming-guides/encoding/#last-one-wins
 */
function mergeSentence({ before, after }: FieldPair): string {
  if (before.type.kind !== "message" || after.type.kind !== "message") return "";
  const release = before.cardinality === "repeated" ? "this release" : "the older release";
  return `A reader of ${release} merges several elements into one message.`;
}

/** What the sides make of each other's values, where that is not plain; empty where it is. */
function meaningSentence({ before, after }: FieldPair, tier: Tier, comparison: Comparison): string {
  const names = [before.type, after.type].map((type) => (type.kind === "scalar" ? type.name : ""));
  if (tier === "conditional" && names.includes("bool")) {
    return "A bool arrives as 0 or 1, and every number but 0 as true.";
  }
  if (tier !== "safe") return "";
  const json = jsonDifference(before.type, after.type, comparison);
  return json === null ? "The bytes are the same." : `The bytes are the same; in JSON, ${json}.`;
}

function typeSentence({ before, after }: FieldPair): string {
  const [older, newer] = [kindOfNamed(before.type), kindOfNamed(after.type)];
  if (typeText(before) === typeText(after) && older !== newer) {
    return `${after.fullName} has type ${nameOfType(valueType(after.type))}, which is ${article(newer)} ${newer}, and ${article(older)} ${older} in the older release.`;
  }
  if (typeText(before) === typeText(after)) {
    return `${after.fullName} is encoded ${encoding(after)}, and ${encoding(before)} in the older release.`;
  }
  return `${after.fullName} is ${typeText(after)}, and ${typeText(before)} in the older release.`;
}

function encoding({ type }: Field): string {
  return type.kind === "message" && type.delimited ? "as a group" : "with its length";
}

function presence(field: Field): string {
  return field.presence === "none" ? "no" : field.presence;
}

function oneofSentence({ before, after, partners }: FieldPair & { partners: readonly Field[] }): string {
  const names = partners.map(({ name }) => `"${name}"`).join(" or ");
  const loss = names === "" ? "" : `: of a message with ${names} as well, one side keeps only one of them`;
  return oneofMove(before, after) + loss;
}

function oneofMove(before: Field, after: Field): string {
  if (before.oneof === "") return `moved into the oneof "${after.oneof}"`;
  if (after.oneof === "") return `moved out of the oneof "${before.oneof}"`;
  return `moved from the oneof "${before.oneof}" into "${after.oneof}"`;
}
