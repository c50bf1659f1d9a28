import type { Change } from "../diff/change.js";
import { memberType } from "../identity/of-schema.js";
import { type Evidence, evidenceText } from "../ledger/evidence.js";
import type { Ledger } from "../ledger/ledger.js";
import { type Declared, type SpentName, SpentNames } from "../ledger/spent-names.js";
import {
  type Enum,
  type EnumValue,
  type Field,
  fieldText,
  type Message,
  type Schema,
  typeText,
} from "../schema/schema.js";
import { describeField, describeValue, elementOf, placeOfName, quote, valueElement } from "./describe.js";
import { oncePerElement } from "./once-per-element.js";
import { rename, restoreValue, withoutOptions } from "./repair.js";
import type { Described, Remedy, Violation } from "./violation.js";

type NameViolation = Violation<"R1/renamed" | "R1/name-reused">;

type Of<K extends Change["kind"]> = Extract<Change, { kind: K }>;

/** A field has another name, or another one in JSON. */
export function renamed(
  { message, before, after }: Of<"field-renamed"> | Of<"field-json-name-changed">,
  newer: Schema,
): NameViolation {
  const onlyJson = before.name === after.name;
  const safety =
    before.jsonName === after.jsonName
      ? "safe on the wire and in JSON that is written with JSON names, not in JSON with the names of the .proto file, text format, field masks and generated code"
      : "safe on the wire, not in JSON, text format, field masks and generated code";
  return {
    check: "R1/renamed",
    element: elementOf("field", after),
    place: placeOfName(after.file, after),
    message: onlyJson
      ? `Number ${after.number} of ${message.after.fullName} is ${quote(after.jsonName)} in JSON, and ${quote(before.jsonName)} in the older release.`
      : `Number ${after.number} of ${message.after.fullName} is called ${quote(after.name)}, and ${quote(before.name)} in the older release: ${safety}.`,
    before: describeField(before),
    after: describeField(after),
    impact: null,
    fix: keepName(before, after, newer),
  };
}

function keepName(before: Field, after: Field, newer: Schema): Remedy {
  if (before.name === after.name) {
    return { title: "Keep the name in JSON", advice: `[json_name = "${before.jsonName}"]` };
  }
  const title = "Keep the name";
  if (scopeOf(before.name) !== scopeOf(after.name)) {
    const advice =
      before.extension === null
        ? `${fieldText(before)} = ${before.number};`
        : `Declare it where its full name stays ${before.name}.`;
    return { title, advice };
  }
  const [older, now] = [
    { file: before.file, element: before },
    { file: after.file, element: after },
  ];
  const options = isForJsonAlone(after, newer) && before.optionsAt < 0 ? withoutOptions(after) : [];
  return { title, repair: rename(older, now, options) };
}

/** Whether the name in JSON is all that a field's options say: with its older name it has that by itself. */
function isForJsonAlone({ file, optionsAt, optionsEnd }: Field, { files }: Schema): boolean {
  const text = files.find(({ path }) => path === file)?.text.slice(optionsAt, optionsEnd) ?? "";
  return optionsAt >= 0 && /^\[\s*json_name\s*=\s*(["'])[^"',]*\1\s*\]$/.test(text);
}

/** The name of an extension is its full one: an edit of its last part brings it back only in the same scope. */
function scopeOf(name: string): string {
  return name.slice(0, name.lastIndexOf(".") + 1);
}

/** An enum value has another name. */
export function renamedValue({ enum: pair, before, after }: Of<"value-renamed">): NameViolation {
  return {
    check: "R1/renamed",
    element: valueElement(pair.after, after),
    place: placeOfName(pair.after.file, after),
    message: `Number ${after.number} of ${pair.after.fullName} is called ${quote(after.name)}, and ${quote(before.name)} in the older release: safe on the wire, not in JSON, text format and generated code.`,
    before: describeValue(before),
    after: describeValue(after),
    impact: null,
    fix: {
      title: "Keep the name",
      repair: rename({ file: pair.before.file, element: before }, { file: pair.after.file, element: after }),
    },
  };
}

/** One of several names of a value is gone. */
export function aliasRemoved({
  enum: pair,
  before,
  after,
  reservedName,
}: Of<"alias-removed">): NameViolation {
  const unreserved = reservedName ? "" : " The name is not reserved.";
  const isWritten = isFirst(before, pair.before);
  return {
    check: "R1/renamed",
    element: valueElement(pair.before, before),
    place: placeOfName(pair.after.file, pair.after),
    message: `${quote(before.name)} is gone from ${pair.after.fullName}, and number ${before.number} is only called ${quote(after.name)} now: safe on the wire, but no longer known in JSON and text format under the name that is gone.${unreserved}`,
    before: describeValue(before),
    after: describeValue(after),
    impact: isWritten ? { kind: "name", owner: pair.after.fullName, writer: "older" } : null,
    fix: {
      title: "Keep the name, marked as deprecated",
      repair: restoreValue(pair.before, pair.after, before, "deprecated"),
    },
  };
}

/** Whether a release has given up a name: it marks it as deprecated, and writes another one of the number. */
export function isGivenUp({ enum: { before: older }, before }: Of<"alias-removed">): boolean {
  return before.deprecated && !isFirst(before, older);
}

/** Whether it is the name of its number that is written. */
function isFirst(value: EnumValue, { values }: Enum): boolean {
  return values.find(({ number }) => number === value.number) === value;
}

/** Of several names of a value another one comes first. */
export function aliasPutFirst({ enum: pair, before, after, isKnown }: Of<"alias-put-first">): NameViolation {
  const knowledge = isKnown
    ? "the older release knows both names"
    : `the older release does not know ${quote(after.name)}`;
  return {
    check: "R1/renamed",
    ...(isKnown ? { severity: "info" } : {}),
    element: valueElement(pair.after, after),
    place: placeOfName(pair.after.file, after),
    message: `Number ${after.number} of ${pair.after.fullName} is written as ${quote(after.name)} in JSON and text format, and as ${quote(before.name)} by the older release: the first of its names counts, and ${knowledge}.`,
    before: describeValue(before),
    after: describeValue(after),
    impact: isKnown ? null : { kind: "name", owner: pair.after.fullName, writer: "newer" },
    // A reader that knows both names has nothing to wait for.
    fix: isKnown ? null : { title: "Put the older name first", advice: `${before.name} = ${before.number};` },
  };
}

const others = "JSON, text format and field masks take the one for the other.";

/** A field takes the name of another one, which is there or gone. */
export function nameTaken(
  { message, before, after, own, name }: Of<"name-taken">,
  newer: Schema,
): NameViolation {
  const keepsName: Remedy | null = own && keepName(own, after, newer);
  return {
    check: "R1/name-reused",
    element: elementOf("field", after),
    place: placeOfName(after.file, after),
    message: `${takes(after, message.after.fullName, name)}, which ${holderOf({ ...before, type: typeText(before) }, name)} has in the older release: ${others}`,
    before: { ...describeField(before), taken: name },
    after: describeField(after),
    impact: null,
    fix: keepsName ?? anotherName,
  };
}

/** Names of the head that the history gave to something else of the same message or enum. */
export function reusedNames(head: Schema, ledger: Ledger): NameViolation[] {
  return [
    ...[...head.messages.values()].flatMap((message) => reusedFieldNames(message, ledger)),
    ...[...head.enums.values()].flatMap((node) => reusedValueNames(node, ledger)),
  ];
}

const reusedFieldNames = oncePerElement((message: Message, ledger): NameViolation[] =>
  namesIn(message.fullName, "message", message.fields.map(declaredField), ledger).map(({ member, spent }) =>
    reusedFieldName(message, member.field, spent),
  ),
);

const reusedValueNames = oncePerElement((node: Enum, ledger): NameViolation[] =>
  namesIn(node.fullName, "enum", node.values.map(declaredValue), ledger).map(({ member, spent }) =>
    reusedValueName(node, member.value, spent),
  ),
);

function declaredField(field: Field) {
  const { number, name, jsonName } = field;
  return { number, name, type: memberType(field), jsonName, field };
}

function declaredValue(value: EnumValue) {
  return { number: value.number, name: value.name, type: "value", value };
}

function namesIn<M extends Declared>(
  fullName: string,
  kind: "message" | "enum",
  members: readonly M[],
  ledger: Ledger,
): { member: M; spent: SpentName }[] {
  const owner = ledger.owners.get(fullName);
  if (!owner || owner.kind !== kind) return [];
  const names = new SpentNames(owner, members);
  return members.flatMap((member) => {
    const spent = names.takenBy(member);
    return spent ? [{ member, spent }] : [];
  });
}

function reusedFieldName({ fullName }: Message, field: Field, spent: SpentName): NameViolation {
  const { number, name, form } = spent;
  return {
    check: "R1/name-reused",
    element: elementOf("field", field),
    place: placeOfName(field.file, field),
    message: `${takes(field, fullName, name)}, which ${holderOf({ ...form, number }, name)} ${had(form.seen.evidence)}: ${others}`,
    before: { ...describeForm(spent), type: form.type, taken: name },
    after: describeField(field),
    impact: null,
    fix: anotherName,
  };
}

function reusedValueName(node: Enum, value: EnumValue, spent: SpentName): NameViolation {
  const { number, form } = spent;
  return {
    check: "R1/name-reused",
    element: valueElement(node, value),
    place: placeOfName(node.file, value),
    message: `${quote(value.name)} is number ${value.number} of ${node.fullName}, and a name that number ${number} ${had(form.seen.evidence)}: JSON and text format take the one for the other.`,
    before: describeForm(spent),
    after: describeValue(value),
    impact: null,
    fix: anotherName,
  };
}

const anotherName: Remedy = {
  title: "Take a name that nothing else had",
  advice: "Choose another name, and look at what it becomes in JSON; reserve the one that is spent.",
};

/** `"cost" of shop.Order takes the name "price" in JSON`. */
function takes(field: Field, owner: string, name: string): string {
  const where = field.name === name ? "" : " in JSON";
  return `${quote(field.name)}, number ${field.number} of ${owner}, takes the name ${quote(name)}${where}`;
}

/** `number 2 (string)`, with what it was called where that is not the name that is taken. */
function holderOf({ number, name, type }: Omit<Declared, "jsonName">, taken: string): string {
  return name === taken ? `number ${number} (${type})` : `number ${number}, ${quote(name)} (${type}),`;
}

function had(evidence: Evidence): string {
  return `${evidence.kind === "release" ? "had in" : "has had since"} ${evidenceText(evidence)}`;
}

function describeForm({ number, form: { name, seen } }: SpentName): Described {
  const { first, last, evidence } = seen;
  return { name, number, first: { ...first }, last: { ...last }, evidence: { ...evidence } };
}
