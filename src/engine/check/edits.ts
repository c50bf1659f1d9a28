import { groupBy } from "../identity/group-by.js";
import type { Edit } from "../rules/finding.js";
import type { Copy, Piece, Repair } from "../rules/repair.js";
import type { Block, Statement } from "../schema/ast.js";
import { linesOf, type SourceText } from "../source/source.js";

/** What a repair changes in the newer text, and how that reads by itself. Nobody has looked yet whether it helps. */
export interface Draft {
  /** In the order of the text; empty where nothing would change. */
  edits: Edit[];
  /** The statements as they would be, ready to paste. */
  statement: string;
  claim: string | null;
}

/** Finds a file, with an empty text where it is not there. */
type Sources = (file: string) => SourceText;

/** Works out a repair with the older and the newer text. */
export function draftOf(repair: Repair, older: Sources, newer: Sources): Draft {
  const source = newer(repair.file);
  const resolve = (piece: Piece) => resolvePiece(piece, older);
  if (repair.kind === "replace") {
    const draft = replacement(repair, source, resolve);
    return repair.beside ? together(draft, draftOf(repair.beside, older, newer)) : draft;
  }
  const statements = repair.statements.map((pieces) => pieces.map(resolve).join(""));
  const inserted =
    repair.kind === "append"
      ? append(source.text, statements)
      : repair.behind === null
        ? insertLast(source, repair.block, statements)
        : insertBehind(source, repair.block, repair.behind, statements);
  const edit = { file: repair.file, from: inserted.at, to: inserted.at, text: inserted.text };
  return { edits: [edit], statement: statements.join(" "), claim: null };
}

/** Two drafts as one; the second has no claim. */
function together(one: Draft, other: Draft): Draft {
  return {
    edits: [...one.edits, ...other.edits].toSorted((a, b) => a.from - b.from),
    statement: `${one.statement} ${other.statement}`,
    claim: one.claim,
  };
}

/** Whether a repair takes over text of one of the older or newer files that are asked for. */
export function takesText(
  repair: Repair,
  ofOlder: (file: string) => boolean,
  ofNewer: (file: string) => boolean,
): boolean {
  if (repair.kind === "replace" && ofNewer(repair.file)) return true;
  const pieces = repair.kind === "replace" ? repair.parts.map(({ by }) => by) : repair.statements.flat();
  return pieces.some((piece) => typeof piece !== "string" && ofOlder(piece.file));
}

/** The text after edits, which may come in any order; null where two of them touch the same part. */
export function applyEdits(text: string, edits: readonly Edit[]): string | null {
  const pieces: string[] = [];
  let done = 0;
  for (const { from, to, text: inserted } of [...edits].sort((one, other) => one.from - other.from)) {
    if (from < done) return null;
    pieces.push(text.slice(done, from), inserted);
    done = to;
  }
  return pieces.join("") + text.slice(done);
}

/** The sources with the edits of all files; those without one stay the same objects. Null where two edits touch. */
export function editedSources(sources: readonly SourceText[], edits: readonly Edit[]): SourceText[] | null {
  const byFile = groupBy(edits, ({ file }) => file);
  const edited: SourceText[] = [];
  for (const source of sources) {
    const own = byFile.get(source.path);
    const text = own ? applyEdits(source.text, own) : source.text;
    if (text === null) return null;
    edited.push(own ? { path: source.path, text } : source);
  }
  return edited;
}

function replacement(
  { file, statement, parts, claim, older, copy }: Extract<Repair, { kind: "replace" }>,
  source: SourceText,
  resolve: (piece: Piece) => string,
): Draft {
  const { text } = source;
  const edits = parts
    .map(({ from, to, by }): Edit => ({ file, from, to, text: resolve(by) }))
    .filter((edit) => text.slice(edit.from, edit.to) !== edit.text);
  const shifted = edits.map(({ from, to, ...rest }) => ({
    ...rest,
    from: from - statement.from,
    to: to - statement.from,
  }));
  const whole = unindented(text.slice(statement.from, statement.to), indentAt(source, statement.from));
  const changed = edits.length > 0 ? applyEdits(text.slice(statement.from, statement.to), shifted) : null;
  const shown = changed === null ? whole : unindented(changed, indentAt(source, statement.from));
  if (edits.length === 0) return { edits, statement: older ? resolve(older) : shown, claim };
  if (copy === null) return { edits, statement: shown, claim };
  const copied = copiedStatement(copy, statement, source);
  const { at, text: inserted } = insertBehind(source, copy.block, statement.to, [copied]);
  const addition = { file, from: at, to: at, text: inserted };
  return { edits: [...edits, addition], statement: `${shown}\n${copied}`, claim };
}

function copiedStatement({ parts }: Copy, { from, to }: Statement, source: SourceText): string {
  const edits = parts.map((part) => ({
    file: "",
    from: part.from - from,
    to: part.to - from,
    text: part.by,
  }));
  const text = applyEdits(source.text.slice(from, to), edits) ?? "";
  return unindented(text, indentAt(source, from));
}

/** A part of the older text without the indentation that it had there, with line ends as `\n`. */
function resolvePiece(piece: Piece, older: Sources): string {
  if (typeof piece === "string") return piece;
  const { file, from, to, additions } = piece;
  const source = older(file);
  const edits = additions.map(({ at, text }) => ({ file, from: at - from, to: at - from, text }));
  const part = applyEdits(source.text.slice(from, to), edits) ?? "";
  return unindented(part, indentAt(source, from));
}

function unindented(text: string, indent: string): string {
  const lines = text.split(/\r?\n/);
  return lines
    .map((line, at) => (at > 0 && line.startsWith(indent) ? line.slice(indent.length) : line))
    .join("\n");
}

interface Insertion {
  at: number;
  text: string;
}

/** Statements behind an offset in a block: in lines of their own, or on the line where something else follows. */
function insertBehind(
  source: SourceText,
  block: Block,
  behind: number,
  statements: readonly string[],
): Insertion {
  const { text } = source;
  const end = endOfLine(text, behind);
  if (end === null) return { at: behind, text: ` ${statements.join(" ")}` };
  const lineEnd = text[end] === "\r" ? "\r\n" : "\n";
  const indent = memberIndent(source, block);
  return { at: end, text: statements.map((each) => lineEnd + indented(each, indent, lineEnd)).join("") };
}

/** Statements at the end of a block, before its closing brace. */
function insertLast(source: SourceText, block: Block, statements: readonly string[]): Insertion {
  const { text } = source;
  const { bodyAt, bodyEnd } = block;
  const lineStart = lineStartOf(source, bodyEnd);
  if (lineStart > bodyAt && text.slice(lineStart, bodyEnd).trim() === "") {
    const lineEnd = text[lineStart - 2] === "\r" ? "\r\n" : "\n";
    const indent = memberIndent(source, block);
    return {
      at: lineStart,
      text: statements.map((each) => indented(each, indent, lineEnd) + lineEnd).join(""),
    };
  }
  const isApart = /\s/.test(text[bodyEnd - 1] ?? "");
  return { at: bodyEnd, text: `${isApart ? "" : " "}${statements.join(" ")} ` };
}

/** Statements at the end of a file, each behind an empty line. */
function append(text: string, statements: readonly string[]): Insertion {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text.endsWith("\n") ? "" : lineEnd;
  const blocks = statements.map((each) => lineEnd + indented(each, "", lineEnd) + lineEnd);
  return { at: text.length, text: start + blocks.join("") };
}

function indented(statement: string, indent: string, lineEnd: string): string {
  return indent + statement.replaceAll("\n", lineEnd + indent);
}

/** Where the line of an offset ends, if only blanks and comments follow on it; null where something else does. */
function endOfLine(text: string, offset: number): number | null {
  for (let at = offset; at < text.length; at += 1) {
    const two = text.slice(at, at + 2);
    if (two[0] === "\n" || two === "\r\n") return at;
    if (two === "//") {
      const end = text.indexOf("\n", at);
      return end < 0 ? null : text[end - 1] === "\r" ? end - 1 : end;
    }
    if (two === "/*") {
      const end = text.indexOf("*/", at + 2);
      if (end < 0 || text.slice(at, end).includes("\n")) return null;
      at = end + 1;
    } else if (two[0] !== " " && two[0] !== "\t") return null;
  }
  return null;
}

/** How far the statements of a block are indented; where none begins a line, one step further than the block itself. */
function memberIndent(source: SourceText, { from, bodyAt, bodyEnd }: Block): string {
  const { text } = source;
  for (let end = text.indexOf("\n", bodyAt); end >= 0 && end < bodyEnd; end = text.indexOf("\n", end + 1)) {
    const indent = blanksAt(text, end + 1);
    const next = end + 1 + indent.length;
    if (next >= bodyEnd) break;
    if (text[next] !== "\n" && text[next] !== "\r") return indent;
  }
  const own = indentAt(source, from);
  return own + stepIn(text, own);
}

/** One step of indentation, as the file has it. */
function stepIn(text: string, own: string): string {
  if (own.startsWith("\t")) return "\t";
  return /\n(\t| {2,8})(?=[^\s*])/.exec(text)?.[1] ?? "  ";
}

/** The blanks that the line of an offset begins with. */
function indentAt(source: SourceText, offset: number): string {
  return blanksAt(source.text, lineStartOf(source, offset));
}

/** Not looked for in the text each time: a file may be one line of a megabyte, with many things to mend. */
function lineStartOf(source: SourceText, offset: number): number {
  const lines = linesOf(source);
  return lines.offsetOf(lines.lineColumnOf(offset).line, 1);
}

function blanksAt(text: string, start: number): string {
  let end = start;
  while (text[end] === " " || text[end] === "\t") end += 1;
  return text.slice(start, end);
}
