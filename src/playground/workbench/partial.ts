import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import {
  type Field,
  type FieldType,
  type Message,
  nameOfType,
  type Schema,
} from "@grpc-evolution/engine/schema/schema.js";
import { unnamedBlock } from "../diff/names.js";
import type { Both } from "./question.js";

/**
 * Tells which findings rest on what a diff leaves out: a type that it does not show may be the same under another name, a
 * field that went may still stand in a block whose name it does not show, and a message that went may have another name.
 */
export function restsOnGaps(finding: Finding, schemas: Both<Schema>): boolean {
  const { element, before, after } = finding;
  if (element.kind === "message" && after === null) return comesBack(element.fullName, schemas);
  if (element.kind !== "field") return false;
  const owner = element.owner ?? "";
  if (before === null) return hasUnseenType(owner, after?.number, schemas.old);
  if (after === null) return staysElsewhere(element.fullName, owner, before.number, schemas.new);
  const isOther = before.type !== after.type || before.presence !== after.presence;
  return isOther && unseenTypes(finding, schemas).length > 0;
}

/** Whether a finding says that a block came or went of which the text only has what stands for it. */
export function isOfStandIn({ check, element: { fullName } }: Finding): boolean {
  return ofBlocks.has(check) && fullName.slice(fullName.lastIndexOf(".") + 1).startsWith(unnamedBlock);
}

const ofBlocks: ReadonlySet<string> = new Set([
  "GL2/message-moved",
  "GL2/message-removed",
  "GL2/method-removed",
  "R3/enum-introduced",
]);

/** A number that is free in what a diff shows may be taken in what it leaves out: a fix that takes one says so. */
export function asFarAsShown(finding: Finding, schemas: Both<Schema>): Finding {
  const { element, before, after, fix } = finding;
  const number = element.kind === "field" ? /= (\d+)/.exec(fix?.advice ?? "")?.[1] : undefined;
  const isFree = number !== undefined && ![before?.number, after?.number].includes(Number(number));
  const owners = [schemas.old, schemas.new].map(({ messages }) => messages.get(element.owner ?? ""));
  const isShown = owners.some((owner) => owner?.fields.some((field) => field.number === Number(number)));
  if (fix === null || !isFree || isShown) return finding;
  return { ...finding, fix: { ...fix, title: `${fix.title}, as far as the diff shows which are free` } };
}

/** The names of the types of a field, before and after, that a diff does not show. */
export function unseenTypes({ element, before, after }: Finding, schemas: Both<Schema>): string[] {
  if (element.kind !== "field") return [];
  const owner = element.owner ?? "";
  const types = [fieldOf(owner, before?.number, schemas.old), fieldOf(owner, after?.number, schemas.new)];
  return [
    ...new Set(types.flatMap((field) => (field && isUnknown(field.type) ? [nameOfType(field.type)] : []))),
  ];
}

function fieldOf(owner: string, number: unknown, { messages }: Schema): Field | undefined {
  return messages.get(owner)?.fields.find((each) => each.number === number);
}

function hasUnseenType(owner: string, number: unknown, schema: Schema): boolean {
  const field = fieldOf(owner, number, schema);
  return field !== undefined && isUnknown(field.type);
}

/** Whether a message of the same fields came: what uses it, and would tell that it is the same, may not be shown. */
function comesBack(fullName: string, { old, new: fresh }: Both<Schema>): boolean {
  const shapeOf = (message: Message | undefined) =>
    JSON.stringify(message?.fields.map(({ number, name }) => [number, name]));
  const shape = shapeOf(old.messages.get(fullName));
  return [...fresh.messages.values()].some(
    (message) => !old.messages.has(message.fullName) && shapeOf(message) === shape,
  );
}

/** Whether a block has the field where either that block or the one that lost it has no name. */
function staysElsewhere(fullName: string, owner: string, number: unknown, { messages }: Schema): boolean {
  const name = fullName.slice(fullName.lastIndexOf(".") + 1);
  return [...messages.values()].some(
    (message) =>
      message.fullName !== owner &&
      (message.fullName.includes(unnamedBlock) || owner.includes(unnamedBlock)) &&
      message.fields.some((field) => field.name === name && field.number === number),
  );
}

function isUnknown(type: FieldType): boolean {
  return type.kind === "map" ? isUnknown(type.value) : type.kind === "unknown";
}
