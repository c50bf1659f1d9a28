import type { Change } from "@grpc-evolution/engine/diff/change.js";
import { diffSchemas } from "@grpc-evolution/engine/diff/diff.js";
import { rangeText } from "@grpc-evolution/engine/schema/ranges.js";
import { readSchema, type SourceText } from "@grpc-evolution/engine/schema/read.js";
import {
  type Enum,
  type EnumValue,
  type Field,
  type Schema,
  typeText,
} from "@grpc-evolution/engine/schema/schema.js";

/** Files by path, or the text of one file; a text without a syntax is proto3. */
export type Texts = string | Record<string, string>;

/** The files of some texts. For tests only: throws where a text cannot be read. */
export function filesOf(texts: Texts): SourceText[] {
  return readTexts(texts).files;
}

/** The schema of some texts. For tests only: throws where a text cannot be read. */
export function schemaOf(texts: Texts): Schema {
  return readTexts(texts).schema;
}

function readTexts(texts: Texts): { files: SourceText[]; schema: Schema } {
  const files = sourcesOf(texts);
  const { schema, problems } = readSchema(files);
  if (problems.length > 0) throw new Error(`${JSON.stringify(texts)}: ${JSON.stringify(problems)}`);
  return { files, schema };
}

function sourcesOf(texts: Texts): SourceText[] {
  return Object.entries(typeof texts === "string" ? { "a.proto": texts } : texts).map(([path, text]) => ({
    path,
    text: /^(syntax|edition)\b/.test(text) ? text : `syntax = "proto3"; ${text}`,
  }));
}

/** What the comparison of two states says, one short line for each change: `field-removed M.a = 1, number reserved`. */
export function changesBetween(before: Texts, after: Texts): string[] {
  return diffSchemas(schemaOf(before), schemaOf(after)).changes.map(lineOf);
}

/** Whether no field and no value has another name later, as far as the texts can be read. */
export function keepsMemberNames(before: Texts, after: Texts): boolean {
  const { changes } = diffSchemas(readSchema(sourcesOf(before)).schema, readSchema(sourcesOf(after)).schema);
  return !changes.some(({ kind }) => kind === "field-renamed" || kind === "value-renamed");
}

function lineOf(change: Change): string {
  switch (change.kind) {
    case "field-removed":
      return `${change.kind} ${field(change.before)}${reservation(change)}`;
    case "value-removed":
      return `${change.kind} ${value(change.enum.before, change.before)}${reservation(change)}`;
    case "field-added":
    case "extension-number-taken":
      return `${change.kind} ${field(change.after)}`;
    case "value-added":
    case "alias-added":
      return `${change.kind} ${value(change.enum.after, change.after)}`;
    case "field-type-changed":
    case "field-cardinality-changed":
      return `${change.kind} ${between(change, field)}: ${between(change, typeText)}`;
    case "field-presence-changed":
      return `${change.kind} ${between(change, field)}: ${between(change, ({ presence }) => presence)}`;
    case "field-packing-changed":
      return `${change.kind} ${between(change, field)}: ${between(change, ({ packed }) => (packed ? "packed" : "expanded"))}`;
    case "field-default-changed":
      return `${change.kind} ${between(change, field)}: ${between(change, (each) => each.default?.text ?? "none")}`;
    case "field-utf8-changed":
      return `${change.kind} ${between(change, field)}: ${between(change, ({ verifiesUtf8 }) => (verifiesUtf8 ? "verified" : "unverified"))}`;
    case "field-constraint-changed":
      return `${change.kind} ${between(change, field)}: ${change.constraint.relation}`;
    case "message-constraint-changed":
      return `${change.kind} ${change.after.fullName}: ${change.constraint.relation}`;
    case "field-json-name-changed":
      return `${change.kind} ${between(change, field)}: ${between(change, ({ jsonName }) => jsonName)}`;
    case "field-oneof-changed":
      return `${change.kind} ${between(change, field)}: ${between(change, ({ oneof }) => oneof || "none")}, apart from ${change.partners.map(({ name }) => name).join() || "nobody"}`;
    case "field-renumbered":
    case "field-renamed":
    case "number-reused":
    case "name-taken":
      return `${change.kind} ${between(change, field)}`;
    case "value-renumbered":
    case "value-renamed":
    case "alias-removed":
    case "alias-put-first":
      return `${change.kind} ${value(change.enum.before, change.before)} → ${value(change.enum.after, change.after)}`;
    case "reservation-removed": {
      const names = change.names.map(({ name }) => `"${name}"`);
      return `${change.kind} ${change.owner.after.fullName} ${[...change.numbers.map(rangeText), ...names].join(", ")}`;
    }
    case "extension-range-removed":
      return `${change.kind} ${change.message.after.fullName} ${change.numbers.map(rangeText).join(", ")}`;
    case "enum-closedness-changed":
      return `${change.kind} ${change.enum.after.fullName}: ${between(change.enum, ({ closed }) => (closed ? "closed" : "open"))}`;
    case "move-ambiguous":
      return `${change.kind} ${change.before.fullName} → ${change.candidates.map(fullName).join(" or ")}`;
    case "package-changed":
      return `${change.kind} ${between(change, ({ package: name }) => name)}`;
    case "message-moved":
    case "enum-moved":
    case "service-moved":
    case "method-changed":
      return `${change.kind} ${between(change, fullName)}`;
    case "message-removed":
    case "enum-removed":
    case "service-removed":
    case "method-removed":
      return `${change.kind} ${change.before.fullName}`;
    default:
      return `${change.kind} ${change.after.fullName}`;
  }
}

/** What is said of both, once where it is the same. */
function between<T>({ before, after }: { before: T; after: T }, say: (one: T) => string): string {
  const [old, now] = [say(before), say(after)];
  return old === now ? old : `${old} → ${now}`;
}

function fullName(element: { fullName: string }): string {
  return element.fullName;
}

function field({ fullName: name, number }: Field): string {
  return `${name} = ${number}`;
}

function value({ fullName: owner }: Enum, { name, number }: EnumValue): string {
  return `${owner}.${name} = ${number}`;
}

function reservation({
  reservedNumber,
  reservedName,
}: {
  reservedNumber: boolean;
  reservedName: boolean;
}): string {
  return `${reservedNumber ? ", number reserved" : ""}${reservedName ? ", name reserved" : ""}`;
}
