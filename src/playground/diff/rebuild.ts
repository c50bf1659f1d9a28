import { type Gap, gapText, insertedComment, notInTheDiff, unseenImport } from "./lines-of-file.js";
import { guessed, unnamedBlock } from "./names.js";
import {
  codeLines,
  endsStatement,
  headingIn,
  isStatementStart,
  outlineOf,
  startsInComment,
} from "./outline.js";
import type { FilePatch, Hunk } from "./read.js";

/** Both versions of a file, as far as a diff shows them. */
export interface Rebuilt {
  old: string;
  new: string;
  gaps: Gap[];
}

type Side = "old" | "new";
const sides = ["old", "new"] as const;

/**
 * Rebuilds both versions from the hunks and their context. A gap is a comment in the text; blocks that begin or end in a
 * gap are opened and closed so that both versions can be read, and are called the same on both sides.
 */
export function rebuild(patch: FilePatch): Rebuilt {
  if (patch.oldName === null || patch.newName === null) return wholeFile(patch);
  const gaps = gapsOf(patch.hunks);
  if (gaps.length === 0) return { ...wholeFile(patch), gaps };
  const writer = new Writer();
  for (const [index, hunk] of patch.hunks.entries()) {
    const gap = gaps.find(({ old, count }) => count !== null && old + count === hunk.oldStart);
    if (gap || index > 0) writer.skip(gap ?? null, hunk);
    writer.write(hunk);
  }
  const last = gaps.at(-1);
  writer.finish(last?.count === null ? last : null);
  return { ...writer.texts(patch.hunks), gaps };
}

function wholeFile({ hunks }: FilePatch): Rebuilt {
  const text = (side: Side) => {
    const lines = hunks.flatMap((hunk) => linesOf(hunk, side));
    return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
  };
  return { old: text("old"), new: text("new"), gaps: [] };
}

/** The lines of a hunk that one version has. */
function linesOf({ lines }: Hunk, side: Side): string[] {
  const sign = side === "old" ? "-" : "+";
  return lines
    .filter((line) => line === "" || line[0] === " " || line[0] === sign)
    .map((line) => line.slice(1));
}

/** Where a diff shows as many unchanged lines before and after a change as it can, fewer lines at the end are the end. */
function gapsOf(hunks: readonly Hunk[]): Gap[] {
  const gaps: Gap[] = [];
  let next = { old: 1, new: 1 };
  for (const { oldStart, oldLines, newStart, newLines } of hunks) {
    const count = oldStart - next.old;
    // A header says where its lines are, whatever those of the hunk before it counted.
    if (count > 0) gaps.push({ old: next.old, new: newStart - count, count });
    next = { old: oldStart + oldLines, new: newStart + newLines };
  }
  const most = Math.max(0, ...hunks.map((hunk) => unchangedAtEnd(hunk)), ...hunks.map(unchangedAtStart));
  const last = hunks.at(-1);
  const isEnd = last && (unchangedAtEnd(last) < most || last.lines.at(-1)?.startsWith("\\"));
  return isEnd ? gaps : [...gaps, { ...next, count: null }];
}

function unchangedAtStart({ lines }: Hunk): number {
  const first = lines.findIndex((line) => !isContext(line));
  return first === -1 ? lines.length : first;
}

function unchangedAtEnd({ lines }: Hunk): number {
  return lines.length - 1 - lines.findLastIndex((line) => !isContext(line));
}

function isContext(line: string): boolean {
  return line === "" || line.startsWith(" ");
}

/** Writes both versions line by line, and knows which blocks are open in each. */
class Writer {
  readonly #lines: Record<Side, string[]> = { old: [], new: [] };
  #open: Record<Side, string[]> = { old: [], new: [] };
  #unnamed = 0;

  /** Leaves out what the diff does not show before a hunk. */
  skip(gap: Gap | null, hunk: Hunk): void {
    const start = startOf(hunk);
    const isSame = start.section !== "" && this.#open.old[0] === start.section && start.depth > 0;
    const kept = isSame ? 1 : 0;
    this.#fillOneofs(kept);
    for (const side of sides) this.#close(side, kept);
    if (gap) this.#say("  ".repeat(kept), gapText(gap));
    for (let level = kept + 1; level <= start.depth; level += 1) {
      const isNamed = level === 1 && start.section !== "";
      this.#openBlock(isNamed ? start.section : this.#headingFor(start.kinds.get(level)));
    }
    this.#giveZero(hunk, start.depth);
    this.#allowAliases(hunk, start.depth);
  }

  write(hunk: Hunk): void {
    const { first, last } = wholeStatements(hunk);
    const part = (from: number, to?: number) => ({ ...hunk, lines: hunk.lines.slice(from, to) });
    for (const side of sides) {
      const lines = linesOf(part(first, last), side);
      const { open, closed } = outlineOf(codeLines(lines));
      const left = this.#open[side].slice(0, Math.max(0, this.#open[side].length - closed));
      this.#open[side] = [...left, ...open];
      const before = linesOf(part(0, first), side).map(commentOf);
      const after = linesOf(part(last), side).map(commentOf);
      const opening = startsInComment(lines) ? [insertedComment] : [];
      for (const line of [...before, ...opening, ...lines, ...after]) this.#lines[side].push(line);
    }
  }

  finish(gap: Gap | null): void {
    if (gap) this.#say("", gapText(gap));
    this.#fillOneofs(0);
    for (const side of sides) this.#close(side, 0);
  }

  /** Both texts, with the syntax that the diff does not show, and an import for what it leaves out. */
  texts(hunks: readonly Hunk[]): Record<Side, string> {
    const all = hunks.flatMap((hunk) => codeLines(hunk.lines.map((line) => line.slice(1))));
    const hasSyntax = all.some((code) => /^\s*(?:syntax|edition)\s*=/.test(code));
    const head = hasSyntax ? [] : [`${guessedSyntax(all)} ${guessed}`];
    const text = (side: Side) => `${[...head, ...this.#lines[side], unseenImport].join("\n")}\n`;
    return { old: text("old"), new: text("new") };
  }

  #say(indent: string, text: string): void {
    for (const side of sides) this.#lines[side].push(`${indent}${text}`);
  }

  #openBlock(heading: string): void {
    for (const side of sides) {
      this.#lines[side].push(`${"  ".repeat(this.#open[side].length)}${heading} { ${notInTheDiff}`);
      this.#open[side].push(heading);
    }
  }

  /** Closes what is open, but for the outermost ones that stay. */
  #close(side: Side, kept: number): void {
    for (
      let heading = this.#open[side].at(-1);
      this.#open[side].length > kept;
      heading = this.#open[side].at(-1)
    ) {
      this.#open[side].pop();
      const indent = "  ".repeat(this.#open[side].length);
      if (heading !== undefined && this.#isBare(side, heading)) {
        this.#lines[side].push(`${indent}  ${zeroOf(heading)} = 0; ${notInTheDiff}`);
      }
      this.#lines[side].push(`${indent}}${heading?.endsWith("=") ? ";" : ""} ${notInTheDiff}`);
    }
  }

  /** Whether an enum is to be closed that has no value yet. */
  #isBare(side: Side, heading: string): boolean {
    if (!heading.startsWith("enum ")) return false;
    const code = codeLines(this.#lines[side]);
    const start = code.findLastIndex((line) => headingIn(line) === heading);
    return !code.slice(start + 1).some((line) => /=\s*-?\d/.test(line));
  }

  /** The first value of an enum is the zero, which the lines before the hunk have if the hunk has not. */
  #giveZero(hunk: Hunk, depth: number): void {
    const heading = this.#open.old[depth - 1];
    if (!heading?.startsWith("enum ")) return;
    const code = codeLines(hunk.lines.map((line) => line.slice(1)));
    if (code.some((line) => /=\s*0\s*[;[]/.test(line))) return;
    for (const side of sides) {
      const isThere = codeLines(this.#lines[side]).some((line) => line.includes(`${zeroOf(heading)} = 0`));
      if (!isThere) this.#lines[side].push(`${"  ".repeat(depth)}${zeroOf(heading)} = 0; ${notInTheDiff}`);
    }
  }

  /** Two names of one value are allowed by a line before the hunk, if not in it. */
  #allowAliases(hunk: Hunk, depth: number): void {
    if (!this.#open.old[depth - 1]?.startsWith("enum ")) return;
    const hasAliases = sides.some((side) => {
      const code = codeLines(linesOf(hunk, side));
      const numbers = valueNumbers(code.slice(0, endOfBlock(code)));
      return new Set(numbers).size < numbers.length && !code.some((line) => /\ballow_alias\b/.test(line));
    });
    if (hasAliases) this.#say("  ".repeat(depth), `option allow_alias = true; ${notInTheDiff}`);
  }

  /** A oneof that ends in a gap before its first member gets one, on both sides. */
  #fillOneofs(kept: number): void {
    const cut = sides.map((side) => this.#open[side].slice(kept).at(-1) ?? "");
    if (!cut.some((heading, at) => heading.startsWith("oneof ") && this.#isEmpty(sides[at] as Side))) return;
    this.#unnamed += 1;
    const name = `${unnamedBlock}${this.#unnamed}`.toLowerCase();
    for (const [at, side] of sides.entries()) {
      if (!cut[at]?.startsWith("oneof ")) continue;
      const indent = "  ".repeat(this.#open[side].length);
      this.#lines[side].push(`${indent}bool ${name} = ${greatestNumber - this.#unnamed}; ${notInTheDiff}`);
    }
  }

  /** Whether nothing is declared since the last block was opened. */
  #isEmpty(side: Side): boolean {
    const code = codeLines(this.#lines[side]).filter((line) => line.trim() !== "");
    return /\{\s*$/.test(code.at(-1) ?? "");
  }

  /** What a block is called that has no name: in a service it is the options of a method. */
  #headingFor(kind: BlockKind = "message"): string {
    this.#unnamed += 1;
    const name = `${unnamedBlock}${this.#unnamed}`;
    const isInService = this.#open.old.at(-1)?.startsWith("service ");
    return isInService ? `rpc ${name}(${unnamedBlock}) returns (${unnamedBlock})` : `${kind} ${name}`;
  }
}

/** Of a field; what a diff does not show seldom has one that is as great. */
const greatestNumber = 536_870_911;

/** Where the block ends that lines begin in, or where the lines end. */
function endOfBlock(code: readonly string[]): number {
  let depth = 0;
  const end = code.findIndex((line) => {
    const { open, closed } = outlineOf([line]);
    depth += open.length - closed;
    return depth < 0;
  });
  return end === -1 ? code.length : end;
}

/** The numbers of enum values, as they are written. */
function valueNumbers(code: readonly string[]): string[] {
  return code.flatMap((line) => /^\s*[A-Za-z_]\w*\s*=\s*(-?\w+)/.exec(line)?.[1] ?? []);
}

/** A line of a statement that the diff shows in part: it is not read, and keeps its place. */
function commentOf(line: string): string {
  return line.trim() === "" ? line : `// ${line}`;
}

type BlockKind = "message" | "enum" | "service";

/** Where a hunk begins: in how many blocks, in which one at the top, and what they are as far as their lines tell. */
interface Start {
  depth: number;
  section: string;
  /** By how deep they are, from 1. */
  kinds: ReadonlyMap<number, BlockKind>;
}

function startOf(hunk: Hunk): Start {
  const { first, last } = wholeStatements(hunk);
  const shown = { ...hunk, lines: hunk.lines.slice(first, last) };
  const [old, fresh] = sides.map((side) => codeLines(linesOf(shown, side))) as [string[], string[]];
  const closed = Math.max(outlineOf(old).closed, outlineOf(fresh).closed);
  const code = [...old, ...fresh];
  const statement = code.find((line) => /[^\s}]/.test(line)) ?? "";
  const indents = code.flatMap((line) => (line.trim() === "" ? [] : [indentOf(line)]));
  const unit = Math.min(...indents.filter((each) => each > 0), 8);
  const closing = lastClosing(old) ?? lastClosing(fresh);
  const byIndent = Math.round(indentOf(closed > 0 ? (closing ?? "") : statement) / unit);
  const depth = statement === "" && closed === 0 ? 0 : closed + byIndent;
  const kinds = new Map([...kindsFrom(fresh, depth), ...kindsFrom(old, depth)]);
  return { depth, section: headingIn(hunk.section), kinds };
}

/** What the blocks around lines are, by the first statement of each that tells. */
function kindsFrom(code: readonly string[], depth: number): Map<number, BlockKind> {
  const kinds = new Map<number, BlockKind>();
  let level = depth;
  let inside = 0;
  for (const line of code) {
    const kind = inside === 0 ? kindOf(line) : null;
    if (kind && !kinds.has(level)) kinds.set(level, kind);
    for (const character of line) {
      if (character === "{") inside += 1;
      else if (character === "}" && inside > 0) inside -= 1;
      else if (character === "}") level -= 1;
    }
  }
  return kinds;
}

/** The line with the last brace that closes what the lines did not open. */
function lastClosing(code: readonly string[]): string | undefined {
  const all = code.map((_, at) => outlineOf(code.slice(0, at + 1)).closed);
  const most = all.at(-1) ?? 0;
  return most === 0 ? undefined : code[all.indexOf(most)];
}

function indentOf(line: string): number {
  return (/^\s*/.exec(line)?.[0] ?? "").replaceAll("\t", "    ").length;
}

/** Null for what stands in blocks of every kind. */
function kindOf(line: string): BlockKind | null {
  if (/^\s*(?:$|[}\]]|(?:option|reserved)\b)/.test(line)) return null;
  if (/^\s*rpc\b/.test(line)) return "service";
  return /^\s*[A-Za-z_]\w*\s*=\s*-?\s*\d/.test(line) ? "enum" : "message";
}

/**
 * The part of a hunk between statements that its first and its last line cut. Only lines that do not change are left out:
 * a change that is cut stays, and whoever reads the text says so.
 */
function wholeStatements({ lines }: Hunk): { first: number; last: number } {
  const code = codeLines(lines.map((line) => line.slice(1)));
  const changed = lines.findIndex((line) => !isContext(line));
  const before = changed === -1 ? lines.length : changed;
  const after = lines.findLastIndex((line) => !isContext(line) && !line.startsWith("\\")) + 1;
  let first = 0;
  // The end of an option's value closes what the hunk does not open, as a block's end does.
  for (let at = 0; at < before; at += 1) {
    const isValueEnd = /^\s*[}\]]+\s*[\];,]/.test(code[at] ?? "");
    if (isValueEnd && outlineOf(code.slice(first, at + 1)).closed > 0) first = at + 1;
  }
  while (first < before && code[first]?.trim() && !isStatementStart(code[first] ?? "")) first += 1;
  let last = lines.length;
  while (last > after && !isWhole(code.slice(first, last))) last -= 1;
  return { first, last: isWhole(code.slice(first, last)) ? last : lines.length };
}

function isWhole(code: readonly string[]): boolean {
  const text = code.filter((line) => line.trim() !== "");
  const joined = text.join("");
  const brackets = joined.split("[").length - joined.split("]").length;
  return text.length === 0 || (brackets <= 0 && endsStatement(text.at(-1) ?? ""));
}

/** The first line of a file of which only a part is seen: its edition or syntax is taken from what the lines use. */
function guessedSyntax(code: readonly string[]): string {
  const text = code.join("\n");
  if (/\bfeatures\.\w/.test(text)) return 'edition = "2023";';
  const isClosed = /\benum\s+\w+\s*\{\s*(?:option[^;]*;\s*)*\w+\s*=\s*-?\s*[1-9]/.test(text);
  const isOlder = /^\s*required\s|\[\s*default\s*=|^\s*extensions\s+\d/m.test(text);
  const bare =
    /^\s*(?!(?:optional|required|repeated|option|reserved|message|enum|map)\b)\.?[A-Za-z_][\w.]*\s+\w+\s*=\s*\d/m;
  const isLabeled = /^\s*optional\s/m.test(text) && !bare.test(text);
  return `syntax = "${isClosed || isOlder || isLabeled ? "proto2" : "proto3"}";`;
}

/** `DISK_STATE_UNSPECIFIED` for `enum DiskState`. */
function zeroOf(heading: string): string {
  const name = heading.replace(/^enum /, "");
  return `${name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()}_UNSPECIFIED`;
}
