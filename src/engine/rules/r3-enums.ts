import type { Change, Comparison } from "../diff/change.js";
import { groupBy } from "../identity/group-by.js";
import { hasSameName } from "../schema/enum-meaning.js";
import type { Enum, Field, Schema } from "../schema/schema.js";
import type { Outcome } from "../wire/outcome.js";
import { describeField, describeValue, elementOf, placeOfName, valueElement } from "./describe.js";
import { oncePer } from "./once-per.js";
import { insertFirst, rename, renumber, reservedStatements, restoreValue } from "./repair.js";
import type { Check } from "./rule.js";
import type { Impact, Remedy, Rule, Violation } from "./violation.js";

/** How else the name of a value 0 may end that says nothing: enums that are in use have such names. */
const alsoAccepted = ["UNKNOWN", "INVALID", "NONE"];

const saysNothing = new RegExp(`(^|_)(UNSPECIFIED|${alsoAccepted.join("|")})$`, "i");

const checks = [
  {
    id: "R3/enum-introduced",
    shownBeside: ["values"],
    severity: "error",
    standard: "info",
    tier: "conditional",
    once: true,
    bump: "addition",
    sees: "A new enum, or a field that starts using one; state the alternative, or allow it with a reason",
    answers: ["R3-1"],
  },
  {
    id: "R3/value-added",
    severity: "error",
    standard: "warning",
    tier: "conditional",
    waitsFor: "readers",
    forever: "ask them before you write it, or write what they know",
    once: true,
    declarable: true,
    bump: "addition",
    sees: "A new enum value that readers inside the window do not know; says from which release it is safe",
    answers: ["R3-2"],
  },
  {
    id: "R3/value-removed",
    severity: "error",
    tier: "conditional",
    waitsFor: "writers",
    needsMark: true,
    forever: "keep the value for them, or end their support with a new major release",
    bump: "meaning",
    buf: { value: ["ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED", "ENUM_VALUE_NO_DELETE"] },
    sees: "An enum value was removed while a release inside the window may write it, since that release does not mark it as deprecated; a warning where all such releases are ones that never leave the window",
    answers: ["R3-3"],
  },
  {
    id: "R3/value-renumbered",
    severity: "error",
    tier: "unsafe",
    bump: "meaning",
    sees: "An enum value has another number",
    answers: ["R3-3"],
  },
  {
    id: "R3/closedness-changed",
    severity: "warning",
    tier: "conditional",
    bump: "meaning",
    buf: { enum: ["ENUM_SAME_TYPE"] },
    sees: "An open enum became closed, or a closed one open, by its syntax or by a feature",
    answers: ["R3-6"],
  },
  {
    id: "R3/zero-value",
    severity: "warning",
    tier: "conditional",
    once: true,
    bump: "addition",
    sees: `The enum has no value 0 that says nothing, such as \`…_UNSPECIFIED\` (${alsoAccepted.join(", ")} pass, too), or its zero value changed its meaning`,
    answers: ["R3-4"],
  },
] as const satisfies readonly Check[];

type R3Violation = Violation<(typeof checks)[number]["id"]>;

export const r3 = {
  id: "R3",
  kind: "rule",
  slug: "r3-enums",
  title: "Do not use an enum unless nothing else fits",
  sentence:
    "A new enum **must not** be added unless there is no other alternative, and the change says which ones were tried.",
  because: "A new value is undefined behavior in every release that does not know it.",
  checks,
  review: [
    {
      id: "R3-1",
      holds: "The change adds no enum, or says why a bool, a oneof, a message or a string set does not fit.",
      verify: "Search the diff for `enum`; read the reason in the analysis.",
      step: "diff",
      // A field that is new, or of another type, may start to use an enum.
      kinds: ["adds", "adds-value", "retypes"],
      settledBy: "types",
    },
    {
      id: "R3-2",
      holds: "No enum gained a value that a reader inside the window does not know and may receive.",
      verify:
        "For each added value, name the writers and the oldest supported reader; ask what its switch does by default.",
      step: "direction",
      kinds: ["adds-value"],
      settledBy: "schemas",
    },
    {
      id: "R3-3",
      holds: "No enum value was removed or renumbered while a peer inside the window may write it.",
      verify:
        "Compare names and numbers of every changed enum line by line; find each removed one marked as deprecated in every release of the window that writes the enum.",
      step: "diff",
      kinds: ["removes-value"],
      settledBy: "releases",
    },
    {
      id: "R3-4",
      holds: "The zero value means that nothing was said.",
      verify: `Read the value 0: its name ends in UNSPECIFIED, in an older enum perhaps in ${alsoAccepted.join(", ")}, and the code that sees it behaves as it did before the field existed.`,
      step: "diff",
      // A zero value under another name may mean something else.
      kinds: ["adds-value", "renames"],
    },
    {
      id: "R3-5",
      holds: "A set of strings that selects behavior is reviewed as the enum that it is.",
      verify:
        "Ask of each string field who decides which values exist, and what an older reader answers to a new one.",
      step: "diff",
      // A string that selects behavior is a kind of its own, also where the field is new.
      kinds: ["selects"],
    },
    {
      id: "R3-6",
      holds: "No enum changed between open and closed.",
      verify:
        "Look for another `syntax` or `edition`, and for `features.enum_type`; ask who passes on a number that it does not know.",
      step: "diff",
      kinds: ["retypes"],
      topics: ["presence"],
      settledBy: "schemas",
    },
  ],
  compare: (comparison: Comparison) => [
    ...comparison.changes.flatMap((change) => evaluate(change, comparison)),
    ...introduced(comparison),
  ],
} satisfies Rule;

type Of<K extends Change["kind"]> = Extract<Change, { kind: K }>;

function evaluate(change: Change, comparison: Comparison): R3Violation[] {
  switch (change.kind) {
    case "enum-added":
      return zeroValue(change.after);
    case "value-added":
      return [added(change, comparison.before)];
    case "value-removed":
      // A release that marks the value as deprecated does not write it any more.
      return change.before.deprecated ? [] : [removed(change, comparison)];
    case "value-renumbered":
      return [renumbered(change, comparison)];
    case "enum-closedness-changed":
      return [closednessChanged(change, comparison.after)];
    case "value-renamed":
      return change.after.number === 0 ? zeroRenamed(change) : [];
    default:
      return [];
  }
}

/** New enums, and fields that start using an enum that is not new. */
function introduced({ changes }: Comparison): R3Violation[] {
  const fresh = new Set(
    changes.flatMap((change) => (change.kind === "enum-added" ? [change.after.fullName] : [])),
  );
  return changes.flatMap((change): R3Violation[] => {
    if (change.kind === "enum-added") return [newEnum(change.after)];
    const field = startsUsingEnum(change);
    return field && !fresh.has(enumOf(field) ?? "") ? [newUse(field)] : [];
  });
}

function startsUsingEnum(change: Change): Field | undefined {
  if (change.kind === "field-added" && enumOf(change.after)) return change.after;
  if (change.kind === "field-type-changed" && enumOf(change.after) && !enumOf(change.before))
    return change.after;
  return undefined;
}

/** The enum of a field, of its elements or of its map's values. */
function enumOf({ type }: Field): string | undefined {
  const inner = type.kind === "map" ? type.value : type;
  return inner.kind === "enum" ? inner.name : undefined;
}

const allowLine = "// grpc-evolution: allow R3/enum-introduced -- why nothing else fits";

function newEnum(node: Enum): R3Violation {
  return {
    check: "R3/enum-introduced",
    element: elementOf("enum", node),
    place: placeOfName(node.file, node),
    message: `${node.fullName} is a new enum: every value that it gets later is unknown to the releases before.`,
    before: null,
    after: { values: node.values.map(describeValue) },
    impact: null,
    fix: { title: "Use a bool, a oneof or a string set, or say why none of them fits", advice: allowLine },
  };
}

function newUse(field: Field): R3Violation {
  return {
    check: "R3/enum-introduced",
    element: elementOf("field", field),
    place: placeOfName(field.file, field),
    message: `${field.fullName} starts using the enum ${enumOf(field)}.`,
    before: null,
    after: describeField(field),
    impact: null,
    fix: { title: "Use a bool, a oneof or a string set, or say why none of them fits", advice: allowLine },
  };
}

function zeroValue(node: Enum): R3Violation[] {
  const zero = node.values.find((value) => value.number === 0);
  if (zero && saysNothing.test(zero.name)) return [];
  const prefix = node.name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toUpperCase();
  const title = "Let 0 mean that nothing was said";
  const statement = `${prefix}_UNSPECIFIED = 0;`;
  return [
    {
      check: "R3/zero-value",
      element: elementOf("enum", node),
      place: placeOfName(node.file, zero ?? node),
      message: zero
        ? `0 means "${zero.name}" in ${node.fullName}, and a peer that does not know the field says 0 as well.`
        : `${node.fullName} has no value 0, which is what a peer that does not know the field says.`,
      before: null,
      after: zero ? describeValue(zero) : null,
      impact: null,
      fix: zero ? { title, advice: statement } : { title, repair: insertFirst(node, statement) },
    },
  ];
}

/** The enum's own name, put before the value's or left out, changes nothing of what zero means. */
function zeroRenamed({ enum: pair, before, after }: Of<"value-renamed">): R3Violation[] {
  if (hasSameName(0, { writer: pair.before, reader: pair.after, isSameEnum: true })) return [];
  return [
    {
      check: "R3/zero-value",
      element: valueElement(pair.after, after),
      place: placeOfName(pair.after.file, after),
      message: `0 means "${after.name}" in ${pair.after.fullName}, and "${before.name}" in the older release.`,
      before: describeValue(before),
      after: describeValue(after),
      impact: null,
      fix: {
        title: "Keep the meaning of 0",
        repair: rename(
          { file: pair.before.file, element: before },
          { file: pair.after.file, element: after },
        ),
      },
    },
  ];
}

function added({ enum: pair, after }: Of<"value-added">, older: Schema): R3Violation {
  const required = pair.before.closed ? requiredField(pair.before, older) : undefined;
  const refusal = required
    ? ` Where its library sets such a value apart, ${required.fullName} counts as missing, and it is required.`
    : "";
  return {
    check: "R3/value-added",
    element: valueElement(pair.after, after),
    place: placeOfName(pair.after.file, after),
    message: `"${after.name}" is a new value of ${pair.after.fullName}: a reader of the older release does not know ${after.number}.${refusal}`,
    before: null,
    after: describeValue(after),
    impact: (pair.before.closed && carried(pair.before, after.number, older)) || {
      kind: "known",
      owner: pair.after.fullName,
      newWriter: outcomeOf(after.number, pair.before, older),
      oldWriter: null,
    },
    fix: {
      title: "Allow the value if this release never writes it",
      advice: "// grpc-evolution: allow R3/value-added -- read here, written from … on",
    },
  };
}

/** A message that carries a closed enum: its bytes show that the reader keeps the number apart. Null where none does. */
function carried(node: Enum, number: number, older: Schema): Impact | null {
  const required = requiredField(node, older);
  const field = required ?? fieldsOf(node, older).find(({ cardinality }) => cardinality === "singular");
  if (!field) return null;
  const { owner, name } = field;
  return {
    kind: "bytes",
    before: owner,
    after: owner,
    number: field.number,
    value: { [name]: number },
    ...(required ? { refusal: `message ${owner} lacks its required field "${name}"` } : {}),
  };
}

/** What a number is to a reader that has given it to another value, or to none. */
function outcomeOf(number: number, reader: Enum, schema: Schema): Outcome {
  if (meansAnother(number, reader)) return "reinterpreted";
  if (!reader.closed) return "unrecognized";
  return requiredField(reader, schema) ? "rejected" : "unknown";
}

/**
 * A required field of an enum. A closed one keeps what it does not know apart, so that the field counts as missing.
 * Source: https://protobuf.dev/programming-guides/enum/#closed
 */
function requiredField({ fullName }: Enum, schema: Schema): Field | undefined {
  return usesIn(schema).required.get(fullName);
}

/** The fields of enums by the name of the enum, in the order of the schema. */
interface EnumUses {
  fields: ReadonlyMap<string | undefined, Field[]>;
  /** The first required field of each. */
  required: ReadonlyMap<string | undefined, Field>;
}

/** Found once, since an enum may gain many values. */
const usesBySchema = new WeakMap<Schema, EnumUses>();

function usesIn(schema: Schema): EnumUses {
  const known = usesBySchema.get(schema);
  if (known) return known;
  const all = [...schema.messages.values()].flatMap((message) => message.fields);
  const ofEnums = all.filter((field) => enumOf(field) !== undefined);
  // Of several the first one stays.
  const required = ofEnums.filter(({ presence }) => presence === "required").reverse();
  const uses = {
    fields: groupBy(ofEnums, enumOf),
    required: new Map(required.map((field) => [enumOf(field), field])),
  };
  usesBySchema.set(schema, uses);
  return uses;
}

function fieldsOf({ fullName }: Enum, schema: Schema): readonly Field[] {
  return usesIn(schema).fields.get(fullName) ?? [];
}

/** The enums that have a value more: it may take the place of one that is gone. */
const gainingEnums = oncePer(
  (changes: readonly Change[]) =>
    new Set(changes.flatMap((change) => (change.kind === "value-added" ? [change.enum.after] : []))),
);

function removed(
  { enum: pair, before, reservedNumber, reservedName }: Of<"value-removed">,
  { changes, after: newer }: Comparison,
): R3Violation {
  const unreserved = reservedNumber ? "" : " The number is not reserved.";
  const { name, number } = before;
  const numbers = reservedNumber ? [] : [{ start: number, end: number }];
  const reserved = reservedStatements(pair.after.syntax, numbers, reservedName ? [] : [name]);
  const inPlace = reserved.length === 0 ? "" : `; leave in its place: ${reserved.join(" ")}`;
  const isReplaced = gainingEnums(changes).has(pair.after);
  const marks = isReplaced ? "as it was" : "deprecated";
  const keep = isReplaced
    ? "Keep the value, mark it as deprecated in a later release,"
    : "Keep the value, marked as deprecated,";
  return {
    check: "R3/value-removed",
    element: valueElement(pair.before, before),
    place: placeOfName(pair.after.file, pair.after),
    message: `"${before.name}" is gone from ${pair.after.fullName}, and the older release still writes ${before.number}.${unreserved}`,
    before: describeValue(before),
    after: null,
    impact: {
      kind: "known",
      owner: pair.after.fullName,
      newWriter: null,
      oldWriter: outcomeOf(before.number, pair.after, newer),
    },
    fix: {
      title: `${keep} and remove it a window later, or allow this with a reason${inPlace}`,
      repair: restoreValue(pair.before, pair.after, before, marks),
    },
    markedFix: {
      title: `Keep the value, marked as deprecated, and remove it a window later, or allow this with a reason${inPlace}`,
      repair: restoreValue(pair.before, pair.after, before, "deprecated"),
    },
    lateFix: {
      title: `Keep the value, marked as deprecated, as long as they stay, or allow this with a reason${inPlace}`,
      repair: restoreValue(pair.before, pair.after, before, "deprecated"),
    },
  };
}

function renumbered({ enum: pair, before, after }: Of<"value-renumbered">, schemas: Comparison): R3Violation {
  const title = "Give it back its number";
  const isTaken = meansAnother(before.number, pair.after);
  return {
    check: "R3/value-renumbered",
    element: valueElement(pair.after, after),
    place: placeOfName(pair.after.file, after),
    message: `"${after.name}" of ${pair.after.fullName} is ${after.number}, and ${before.number} in the older release${isTaken ? `, and ${before.number} means something else now` : ""}.`,
    before: describeValue(before),
    after: describeValue(after),
    impact: {
      kind: "known",
      owner: pair.after.fullName,
      newWriter: outcomeOf(after.number, pair.before, schemas.before),
      oldWriter: outcomeOf(before.number, pair.after, schemas.after),
    },
    fix: isTaken
      ? { title, advice: `${after.name} = ${before.number};` }
      : { title, repair: renumber(pair.after.file, after, before.number) },
  };
}

/** The numbers of each enum; found once, since an enum may lose many values. */
const numbersByEnum = new WeakMap<Enum, ReadonlySet<number>>();

function meansAnother(number: number, node: Enum): boolean {
  const numbers = numbersByEnum.get(node) ?? new Set(node.values.map((value) => value.number));
  numbersByEnum.set(node, numbers);
  return numbers.has(number);
}

/** Above this many fields of an enum, a sentence names none of them. */
const namedFields = 3;

function closednessChanged({ enum: pair }: Of<"enum-closedness-changed">, newer: Schema): R3Violation {
  const { before, after } = pair;
  const [closed, open] = after.closed ? ["this", "the older"] : ["the older", "this"];
  const names = fieldsOf(after, newer).map(({ fullName }) => fullName);
  const where = names.length > 0 && names.length <= namedFields ? ` of ${names.join(", ")}` : "";
  return {
    check: "R3/closedness-changed",
    element: elementOf("enum", after),
    place: placeOfName(after.file, after),
    message: `${after.fullName} is ${closedness(after)}, and ${closedness(before)} in the older release: a number without a name is a value${where} to a reader of ${open} release, and to one of ${closed} release only where its library does not set it apart.`,
    before: { closed: before.closed },
    after: { closed: after.closed },
    impact: {
      kind: "known",
      owner: after.fullName,
      newWriter: before.closed ? "unknown" : null,
      oldWriter: after.closed ? "unknown" : null,
    },
    fix: closednessRemedy(before, after),
  };
}

function closedness({ closed }: Enum): string {
  return closed ? "closed" : "open";
}

/** Only an edition says of an enum whether it is closed. */
function closednessRemedy({ closed }: Enum, after: Enum): Remedy {
  return after.syntax === "editions"
    ? {
        title: "Keep the enum as it was",
        repair: insertFirst(after, `option features.enum_type = ${closed ? "CLOSED" : "OPEN"};`),
      }
    : {
        title: "Let both releases treat a number without a name alike",
        advice: `Give every switch over ${after.fullName} a branch for numbers that it does not know, and do not rely on their place in a list.`,
      };
}
