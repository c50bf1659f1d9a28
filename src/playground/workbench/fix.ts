import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import type {
  EnumNode,
  EnumValueNode,
  FieldNode,
  FileNode,
  MessageNode,
  ServiceNode,
} from "@grpc-evolution/engine/schema/ast.js";
import type { ParsedFile } from "@grpc-evolution/engine/schema/names.js";
import { parseProto } from "@grpc-evolution/engine/schema/parse.js";
import type { Schema } from "@grpc-evolution/engine/schema/schema.js";
import { validate } from "@grpc-evolution/engine/schema/validate.js";

/** A part of a text that another text takes the place of. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/** The text after an edit. */
export function applyEdit(text: string, { from, to, text: inserted }: Edit): string {
  return text.slice(0, from) + inserted + text.slice(to);
}

/**
 * What a finding's fix changes in the text of its file, which is one of the newer `schema`; null where it takes a
 * decision and not an edit, and where the edit would leave a file that cannot be read.
 */
export function editOf({ text, file }: ParsedFile, finding: Finding, schema: Schema): Edit | null {
  const edit = editors[finding.check]?.(siteOf(text, file, finding, schema)) ?? null;
  return edit && isSound(applyEdit(text, edit)) ? edit : null;
}

function isSound(text: string): boolean {
  const { file, problems } = parseProto(text);
  return problems.length === 0 && validate(file).length === 0;
}

/** The place that a finding points to, and what stands there. */
interface Site {
  text: string;
  file: FileNode;
  finding: Finding;
  schema: Schema;
  at: number;
}

function siteOf(text: string, file: FileNode, finding: Finding, schema: Schema): Site {
  let at = 0;
  for (let line = 1; line < finding.line; line += 1) at = text.indexOf("\n", at) + 1;
  return { text, file, finding, schema, at: at + finding.column - 1 };
}

const editors: Record<string, (site: Site) => Edit | null> = {
  "R1/number-reused": (site) => renumber(site, numberIn(fixText(site))),
  "R1/number-changed": (site) => renumber(site, numberIn(fixText(site))),
  "R3/value-renumbered": (site) => renumber(site, numberIn(fixText(site))),
  "R1/removed-without-reserved": reserve,
  "R1/name-not-reserved": reserve,
  "R1/reservation-removed": reserve,
  "R1/renamed": (site) => (fixText(site).startsWith("[") ? null : rename(site)),
  "R3/zero-value": (site) => (site.finding.before ? rename(site) : addZero(site)),
  "R3/value-removed": (site) => appendValue(site),
  "R4/type-changed": restoreType,
  "R4/cardinality-changed": restoreType,
  "R4/presence-changed": (site) => (site.finding.after ? restoreType(site) : insert(site, [fixText(site)])),
  "GL2/method-removed": (site) => insert(site, [fixText(site)]),
  "GL2/package-changed": restorePackage,
  "GL4/default-changed": restoreDefault,
};

function fixText({ finding }: Site): string {
  return finding.fix?.text ?? "";
}

/** The number in `string name = 7;`. */
function numberIn(declaration: string): string | null {
  return /= (-?\d+)[; ]/.exec(declaration)?.[1] ?? null;
}

function renumber({ text, file, at }: Site, number: string | null): Edit | null {
  if (number === null) return null;
  const field = allFields(file).find((each) => each.at === at);
  if (field) return replace(text, field.numberAt, /^\w+/, number);
  const value = allValues(file).find((each) => each.at === at);
  const assigned = value && /^\w+\s*=\s*/.exec(text.slice(value.at));
  return assigned ? replace(text, at + assigned[0].length, /^-?\s*\w+/, number) : null;
}

function rename({ text, at, finding }: Site): Edit | null {
  const name = finding.before?.name;
  return typeof name === "string" ? replace(text, at, /^\w+/, name) : null;
}

/** Editions write reserved names without quotes. */
function reserve(site: Site): Edit | null {
  const statements = fixText(site).split(/(?<=;) /);
  const isEdition = site.file.syntax === "editions";
  return insert(site, isEdition ? statements.map((each) => each.replaceAll('"', "")) : statements);
}

/** A value that stands for nothing yet; 0 comes first. */
function addZero(site: Site): Edit | null {
  return site.finding.after ? null : insert(site, [fixText(site)]);
}

/** Puts a value after the last one: the first of an open enum has to be 0. */
function appendValue(site: Site): Edit | null {
  const last = blocksOf(site.file)
    .enums.find(({ at }) => at === site.at)
    ?.values.at(-1);
  const end = last ? site.text.indexOf(";", last.at) : -1;
  return last && end >= 0
    ? { from: end + 1, to: end + 1, text: `\n${indentAt(site.text, last.at)}${fixText(site)}` }
    : null;
}

/** Puts statements at the beginning of the message, enum or service that the finding points to. */
function insert({ text, file, at }: Site, statements: readonly string[]): Edit | null {
  const { messages, enums, services } = blocksOf(file);
  const isBlock = [...messages, ...enums, ...services].some((block) => block.at === at);
  // A comment in between could have a brace of its own.
  const head = isBlock ? /^\w+\s*\{/.exec(text.slice(at, at + maxHead)) : null;
  if (!head) return null;
  const start = at + head[0].length;
  const isOneLine = /^[^\n]*\S/.test(text.slice(start, endOfLine(text, start)));
  const indent = `${indentAt(text, at)}  `;
  const added = isOneLine
    ? ` ${statements.join(" ")}`
    : statements.map((statement) => `\n${indent}${statement}`).join("");
  return { from: start, to: start, text: added };
}

/** Gives a field back its label and its type. */
function restoreType({ text, file, at, finding, schema }: Site): Edit | null {
  const { before, after } = finding;
  const head = text.slice(Math.max(0, at - maxHead), at);
  const found = /(?:\b(optional|required|repeated)\s+)?(?:map\s*<[^<>]*>|[.\w]+)\s+$/.exec(head);
  if (!found || !before || !after || before.oneof !== after.oneof) return null;
  const label = before.presence === after.presence ? (found[1] ?? "") : labelFor(before, after, file);
  if (label === null) return null;
  const type = String(before.type);
  const isOption = type === after.type && before.presence === after.presence;
  if (isOption || !isDeclared(type, schema)) return null;
  const isPlural = /^(repeated |map<)/.test(type);
  const from = at - found[0].length;
  return { from, to: at, text: isPlural || label === "" ? `${type} ` : `${label} ${type} ` };
}

/** Whether the newer schema still has the type: a name with a dot, or one that is no scalar's. */
function isDeclared(type: string, { messages, enums }: Schema): boolean {
  const names = type.replace(/^repeated /, "").split(/[<>, ]+/);
  return names.every((name) => isBuiltIn(name) || messages.has(name) || enums.has(name));
}

function isBuiltIn(name: string): boolean {
  return /^(?:|map|double|float|bool|string|bytes|s?fixed(?:32|64)|[su]?int(?:32|64))$/.test(name);
}

/** The head of a block, or label and type of a field, are no longer than this. */
const maxHead = 500;

/** The label of a field with this presence; null where a feature says it, and not a label. */
function labelFor(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  { syntax }: FileNode,
): string | null {
  if (syntax === "editions") {
    return before.presence === "none" || (after.presence === "none" && before.presence === "explicit")
      ? ""
      : null;
  }
  if (before.presence === "required") return "required";
  return before.presence === "explicit" ? "optional" : "";
}

function restorePackage({ text, file, finding }: Site): Edit | null {
  const name = finding.before?.package;
  if (typeof name !== "string" || name === "" || file.package === "") return null;
  return replace(text, file.packageAt, /^[\w.]+/, name);
}

/** Pieces of text one after the other are one text. */
const defaultValue =
  /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')(?:\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))*|^[^\s,\]]+/;

function restoreDefault({ text, at, finding }: Site): Edit | null {
  const before = finding.before?.default;
  const end = text.indexOf(";", at);
  const found = /\bdefault\s*=\s*/.exec(text.slice(at, end));
  if (typeof before !== "string" || !found) return null;
  const isText = finding.before?.type === "string" || finding.before?.type === "bytes";
  const written = isText ? JSON.stringify(before) : before;
  return replace(text, at + found.index + found[0].length, defaultValue, written);
}

/** Puts a text in the place of what a pattern finds at an offset. */
function replace(text: string, at: number, pattern: RegExp, inserted: string): Edit | null {
  const found = pattern.exec(text.slice(at, at + 1000));
  return found ? { from: at, to: at + found[0].length, text: inserted } : null;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The blanks that the line of an offset begins with. */
function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? "";
}

interface Blocks {
  messages: MessageNode[];
  enums: EnumNode[];
  services: ServiceNode[];
}

function blocksOf(file: FileNode): Blocks {
  const messages = file.messages.flatMap(withInner);
  return {
    messages,
    enums: [...file.enums, ...messages.flatMap((message) => message.enums)],
    services: file.services,
  };
}

function withInner(message: MessageNode): MessageNode[] {
  return [message, ...message.messages.flatMap(withInner)];
}

function allFields(file: FileNode): FieldNode[] {
  return blocksOf(file).messages.flatMap(({ fields }) => fields);
}

function allValues(file: FileNode): EnumValueNode[] {
  return blocksOf(file).enums.flatMap(({ values }) => values);
}
