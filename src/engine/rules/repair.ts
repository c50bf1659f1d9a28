import { simpleName } from "../identity/declaration.js";
import type { Block, Numbered, Statement } from "../schema/ast.js";
import { type NumberRange, rangeText } from "../schema/ranges.js";
import type {
  DefaultValue,
  Enum,
  EnumValue,
  Field,
  Message,
  Method,
  Reserving,
  Schema,
  SchemaFile,
  Service,
} from "../schema/schema.js";

/**
 * What an edit of the newer text would do. It changes what is there, and takes over older text as it stands, so that
 * labels, options and spelling stay what they are.
 */
export type Repair =
  /** Parts of a statement give way to other text. */
  | {
      kind: "replace";
      file: string;
      statement: Statement;
      parts: Part[];
      /** What only one of several repairs can have, such as a free number; null where they do not compete. */
      claim: string | null;
      /** The older statement, to be shown where no part of the newer one is to give way; null without one. */
      older: OlderText | null;
      /** What comes behind the statement: a copy of it with another name and number; null where nothing does. */
      copy: Copy | null;
      /** What comes into the file beside that. */
      beside?: Insert;
    }
  | Insert
  /** Statements come to the end of a file. */
  | { kind: "append"; file: string; statements: Piece[][] };

/** Statements come into a block: behind an offset, where a statement or the opening brace ends, or at the end. */
export interface Insert {
  kind: "insert";
  file: string;
  block: Block;
  behind: number | null;
  statements: Piece[][];
}

/** A part of the newer text, and what takes its place. */
export interface Part {
  from: number;
  to: number;
  by: Piece;
}

/** A statement of the newer text as it was, with another name and number. */
export interface Copy {
  block: Block;
  /** Bounds of the name and of the number, with what takes their place. */
  parts: readonly { from: number; to: number; by: string }[];
}

/** Text, or a part of the older text with what is added to it. */
export type Piece = string | OlderText;

export interface OlderText extends Statement {
  file: string;
  additions: { at: number; text: string }[];
}

/** A name in a file. */
interface Named extends Statement {
  name: string;
  at: number;
}

/** Gives a field or a value another number, and adds what goes with that. */
export function renumber(
  file: string,
  element: Named & Numbered,
  number: number,
  claim: string | null = null,
  beside?: Insert,
): Repair {
  const parts = [{ from: element.numberAt, to: element.numberEnd, by: `${number}` }];
  const replace = {
    kind: "replace",
    file,
    statement: element,
    parts,
    claim,
    older: null,
    copy: null,
  } as const;
  return beside ? { ...replace, beside } : replace;
}

/** Gives a field or a value its older name. */
export function rename(
  before: { file: string; element: Named },
  after: { file: string; element: Named },
  more: readonly Part[] = [],
): Repair {
  const { at, name } = after.element;
  const parts = [{ from: at, to: at + simpleName(name).length, by: olderName(before) }, ...more];
  return {
    kind: "replace",
    file: after.file,
    statement: after.element,
    parts,
    claim: null,
    older: null,
    copy: null,
  };
}

/** Takes away all options of a field or a value. */
export function withoutOptions({ numberEnd, optionsEnd }: Numbered): Part[] {
  return [{ from: numberEnd, to: optionsEnd, by: "" }];
}

function olderName({ file, element: { at, name } }: { file: string; element: Named }): OlderText {
  return { file, from: at, to: at + simpleName(name).length, additions: [] };
}

/**
 * Gives a field its older label and type; where its options are about another label or type, those of the older one. The
 * newer form may go on beside it, under a name and a number of its own.
 */
export function retype(before: Field, after: Field, beside: NewForm | null): Repair {
  const part = (from: keyof Statement | "typeAt", to: "typeAt" | "typeEnd") => ({
    from: after[from],
    to: after[to],
    by: { file: before.file, from: before[from], to: before[to], additions: [] },
  });
  const parts = [part("from", "typeAt"), part("typeAt", "typeEnd"), ...olderOptions(before, after)];
  const older = olderText(before.file, before);
  const copy = beside && {
    block: beside.block,
    parts: [
      { from: after.at, to: after.at + simpleName(after.name).length, by: beside.name },
      { from: after.numberAt, to: after.numberEnd, by: `${beside.number}` },
    ],
  };
  return { kind: "replace", file: after.file, statement: after, parts, claim: null, older, copy };
}

/** Where the newer form of a field goes on. */
export interface NewForm {
  block: Block;
  name: string;
  number: number;
}

function olderOptions(before: Field, after: Field): Part[] {
  const isOfType = [before, after].some(({ rules, defaultAt }) => rules.length > 0 || defaultAt >= 0);
  if (before.cardinality === after.cardinality && !isOfType) return [];
  if (after.optionsAt < 0) return before.optionsAt < 0 ? [] : olderOptionsBehind(before, after);
  if (before.optionsAt < 0) return withoutOptions(after);
  const by: OlderText = { file: before.file, from: before.optionsAt, to: before.optionsEnd, additions: [] };
  return [{ from: after.optionsAt, to: after.optionsEnd, by }];
}

/** The older options, behind the number of a field that has none. */
function olderOptionsBehind(before: Field, { numberEnd }: Field): Part[] {
  const by: OlderText = { file: before.file, from: before.numberEnd, to: before.optionsEnd, additions: [] };
  return [{ from: numberEnd, to: numberEnd, by }];
}

/** Makes a required field optional; null where a feature makes it required, and not a label. */
export function makeOptional(field: Field): Repair | null {
  if (field.typeAt === field.from) return null;
  const parts = [{ from: field.from, to: field.from + "required".length, by: "optional" }];
  return { kind: "replace", file: field.file, statement: field, parts, claim: null, older: null, copy: null };
}

/** Gives a field its older default; one that its type had is declared. */
export function restoreDefault(before: Field, after: Field, { text, isDeclared }: DefaultValue): Repair {
  const { file, defaultAt: from, defaultEnd: to } = before;
  const value: Piece = isDeclared ? { file, from, to, additions: [] } : text === "" ? '""' : text;
  if (after.defaultAt >= 0) {
    const parts = [{ from: after.defaultAt, to: after.defaultEnd, by: value }];
    return {
      kind: "replace",
      file: after.file,
      statement: after,
      parts,
      claim: null,
      older: null,
      copy: null,
    };
  }
  const at = after.optionsAt < 0 ? after.numberEnd : after.optionsAt + 1;
  const [open, close] = after.optionsAt < 0 ? [" [default = ", "]"] : ["default = ", ", "];
  const parts = [open, value, close].map((by) => ({ from: at, to: at, by }));
  return { kind: "replace", file: after.file, statement: after, parts, claim: null, older: null, copy: null };
}

/** Gives a method its older request and response. */
export function restoreSignature(before: Method, after: Method): Repair {
  const by: OlderText = { file: before.file, from: before.at, to: before.signatureEnd, additions: [] };
  const parts = [{ from: after.at, to: after.signatureEnd, by }];
  return { kind: "replace", file: after.file, statement: after, parts, claim: null, older: null, copy: null };
}

/** Gives a file its older package; both declare one. */
export function repackage(before: SchemaFile, after: SchemaFile): Repair {
  const by: OlderText = {
    file: before.path,
    from: before.packageAt,
    to: before.packageEnd,
    additions: [],
  };
  const statement = { from: after.packageFrom, to: after.packageTo };
  const parts = [{ from: after.packageAt, to: after.packageEnd, by }];
  return { kind: "replace", file: after.path, statement, parts, claim: null, older: null, copy: null };
}

/** How something of the older text comes back: as it was, or with the mark that it has to go. */
export type Marks = "deprecated" | "as it was";

/** Brings a field back, deprecated where it is to go one day; into its oneof, if it was in one. */
export function restoreField(owner: Message, field: Field, marks: Marks): Repair {
  const statement: Piece[] = [statementOf(field.file, field, marks)];
  const oneof = owner.oneofs.find(({ name }) => name === field.oneof);
  const lost = field.oneof !== "" && !oneof;
  return {
    kind: "insert",
    file: owner.file,
    block: oneof ?? owner,
    behind: null,
    statements: [lost ? [`oneof ${field.oneof} { `, ...statement, " }"] : statement],
  };
}

/**
 * Brings an extension back: into a block of its file that still extends the same message, else into one of its own. Null
 * where the file is gone, or the message that it was declared in.
 */
export function restoreExtension(owner: Message, field: Field, marks: Marks, newer: Schema): Repair | null {
  const { file, extension } = field;
  if (extension === null) return null;
  const sibling = owner.fields.find(
    (each) => each.file === file && each.extension !== null && each.extension.scope === extension.scope,
  );
  if (sibling?.extension) {
    const { block } = sibling.extension;
    return {
      kind: "insert",
      file,
      block,
      behind: null,
      statements: [[statementOf(field.file, field, marks)]],
    };
  }
  const statements = [[`extend ${field.owner} { `, statementOf(field.file, field, marks), " }"]];
  if (extension.scope !== null) {
    const block = newer.messages.get(extension.scope);
    return block ? { kind: "insert", file: block.file, block, behind: null, statements } : null;
  }
  return newer.files.some(({ path }) => path === file) ? { kind: "append", file, statements } : null;
}

function statementOf(file: string, element: Numbered & { deprecated: boolean }, marks: Marks): OlderText {
  return marks === "deprecated" ? deprecated(file, element) : olderText(file, element);
}

/** Brings a value back. The first one was the default, and is 0 in an open enum. */
export function restoreValue(before: Enum, after: Enum, value: EnumValue, marks: Marks): Repair {
  const behind = value.number === 0 || value === before.values[0] ? after.bodyAt : null;
  const statements = [[statementOf(before.file, value, marks)]];
  return { kind: "insert", file: after.file, block: after, behind, statements };
}

/** The mark in a block that has to go. */
const deprecatedOption = " option deprecated = true;";

/** Brings a method back. */
export function restoreMethod(owner: Service, method: Method, marks: Marks): Repair {
  const { file, from, signatureEnd, bodyAt } = method;
  const statement: Piece[] =
    method.deprecated || marks === "as it was"
      ? [olderText(file, method)]
      : bodyAt < 0
        ? [{ file, from, to: signatureEnd, additions: [] }, ` {${deprecatedOption} }`]
        : [{ ...olderText(file, method), additions: [{ at: bodyAt, text: deprecatedOption }] }];
  return { kind: "insert", file: owner.file, block: owner, behind: null, statements: [statement] };
}

/** Brings a service back into a file. */
export function restoreService(file: string, service: Service, marks: Marks): Repair {
  const text = olderText(service.file, service);
  const isMarked = service.deprecated || marks === "as it was";
  const additions = isMarked ? [] : [{ at: service.bodyAt, text: deprecatedOption }];
  return { kind: "append", file, statements: [[{ ...text, additions }]] };
}

/** Brings a message that stands by itself back into a file. */
export function restoreMessage(file: string, message: Message): Repair {
  return { kind: "append", file, statements: [[olderText(message.file, message)]] };
}

/** Puts a statement at the beginning of a block. */
export function insertFirst(owner: Reserving, statement: string): Repair {
  return { kind: "insert", file: owner.file, block: owner, behind: owner.bodyAt, statements: [[statement]] };
}

/** Reserves numbers and names, behind what is reserved already. */
export function reserve(owner: Reserving, numbers: readonly NumberRange[], names: readonly string[]): Insert {
  const ends = [owner.reserved.at(-1), owner.reservedNames.at(-1)].map((each) => each?.statement.to ?? 0);
  return {
    kind: "insert",
    file: owner.file,
    block: owner,
    behind: Math.max(owner.bodyAt, ...ends),
    statements: reservedStatements(owner.syntax, numbers, names).map((statement) => [statement]),
  };
}

/** `reserved` statements as the syntax wants them: editions write names without quotes. */
export function reservedStatements(
  syntax: Reserving["syntax"],
  numbers: readonly NumberRange[],
  names: readonly string[],
): string[] {
  const spelled = syntax === "editions" ? names : names.map((name) => `"${name}"`);
  return [
    ...(numbers.length > 0 ? [`reserved ${numbers.map(rangeText).join(", ")};`] : []),
    ...(names.length > 0 ? [`reserved ${spelled.join(", ")};`] : []),
  ];
}

function olderText(file: string, { from, to }: Statement): OlderText {
  return { file, from, to, additions: [] };
}

/** The older statement of a field or a value, with the mark that it has to go. */
function deprecated(file: string, element: Numbered & { deprecated: boolean }): OlderText {
  if (element.deprecated) return olderText(file, element);
  const { optionsAt, numberEnd } = element;
  const mark =
    optionsAt < 0
      ? { at: numberEnd, text: " [deprecated = true]" }
      : { at: optionsAt + 1, text: "deprecated = true, " };
  return { ...olderText(file, element), additions: [mark] };
}
