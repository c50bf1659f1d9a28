/** Writes both versions of a file from its hunks, and closes and opens the blocks that a gap cuts. */
import { linesOf, type Side, sides } from "./hunk-lines.js";
import { type Gap, gapText, insertedComment, notInTheDiff, unseenImport } from "./lines-of-file.js";
import { guessed, guessedPlace, notJudged, unnamedBlock } from "./names.js";
import { codeLines, headingIn, outlineOf, startsInComment } from "./outline.js";
import type { Hunk } from "./read.js";
import type { BlockKind, Start } from "./start.js";
import { wholeStatements } from "./statements.js";
import type { Syntax } from "./syntax.js";

/** A block that is open: what stands before its brace, and the line behind which that stands. */
interface Block {
  heading: string;
  at: number;
}

/** Writes line by line, and knows which blocks are open in each version. */
export class Writer {
  readonly #syntax: Syntax;
  readonly #lines: Record<Side, string[]> = { old: [], new: [] };
  /** By the lines, which hunk they belong to. */
  readonly #hunks: Record<Side, number[]> = { old: [], new: [] };
  readonly #open: Record<Side, Block[]> = { old: [], new: [] };
  #hunk = 0;
  #unnamed = 0;

  constructor(syntax: Syntax) {
    this.#syntax = syntax;
  }

  /** Leaves out what the diff does not show before a hunk, and opens the blocks that it stands in. */
  skip(gap: Gap | null, { depth, section, kinds, likely }: Start, hunk: Hunk): void {
    const kept = this.#keptFor(section, depth, gap);
    this.#leave(gap, kept);
    for (let level = kept + 1; level <= depth; level += 1) {
      const isNamed = level === 1 && section !== "";
      const mark = level === likely ? guessedPlace : notInTheDiff;
      this.#openBlock(isNamed ? section : this.#headingFor(kinds.get(level)), mark);
    }
    if (depth > kept) this.#giveFirstValue(hunk);
    this.#allowAliases(hunk);
  }

  write(hunk: Hunk): void {
    const { first, last } = wholeStatements(hunk);
    const part = (from: number, to?: number) => ({ lines: hunk.lines.slice(from, to) });
    for (const side of sides) {
      const lines = linesOf(part(first, last), side);
      const at = this.#lines[side].length - 1;
      const { open, closed } = outlineOf(codeLines(lines));
      this.#open[side].splice(Math.max(0, this.#open[side].length - closed));
      this.#open[side].push(...open.map((heading) => ({ heading, at })));
      const before = linesOf(part(0, first), side).map(commentOf);
      const after = linesOf(part(last), side).map(commentOf);
      const opening = startsInComment(lines) ? [insertedComment] : [];
      for (const line of [...before, ...opening, ...lines, ...after]) this.#push(side, line);
    }
    this.#hunk += 1;
  }

  /** Shows a hunk that is not read, since its lines alone cannot be. */
  writeUnread(gap: Gap | null, { section, depth }: Start, hunk: Hunk): void {
    this.#leave(gap, this.#keptFor(section, depth, gap));
    for (const side of sides) {
      for (const line of linesOf(hunk, side)) this.#push(side, `${notJudged}${line}`.trimEnd());
    }
    this.#hunk += 1;
  }

  finish(gap: Gap | null): void {
    if (gap) this.#say("", gapText(gap));
    this.#fillOneofs(0);
    for (const side of sides) this.#close(side, 0);
  }

  /** With the syntax that the diff does not show, and an import for what it leaves out. */
  text(side: Side): string {
    return `${[...this.#head(), ...this.#lines[side], unseenImport].join("\n")}\n`;
  }

  /** Which hunk a line of the text belongs to, from 0; lines count from 1. */
  hunkAt(side: Side, line: number): number {
    return this.#hunks[side][line - 1 - this.#head().length] ?? this.#hunk;
  }

  #head(): string[] {
    return this.#syntax.isShown ? [] : [`${this.#syntax.line} ${guessed}`];
  }

  #push(side: Side, line: string): void {
    this.#lines[side].push(line);
    this.#hunks[side].push(this.#hunk);
  }

  #say(indent: string, text: string): void {
    for (const side of sides) this.#push(side, `${indent}${text}`);
  }

  /** How many blocks stay open: the outermost one where git names it again; all where one line cannot have ended any. */
  #keptFor(section: string, depth: number, gap: Gap | null): number {
    const { old, new: fresh } = this.#open;
    if (depth === 0 || section === "" || old[0]?.heading !== section) return 0;
    return gap?.count === 1 && old.length === depth && fresh.length === depth ? depth : 1;
  }

  #leave(gap: Gap | null, kept: number): void {
    this.#fillOneofs(kept);
    for (const side of sides) this.#close(side, kept);
    if (gap) this.#say("  ".repeat(kept), gapText(gap));
  }

  #openBlock(heading: string, mark: string): void {
    for (const side of sides) {
      const at = this.#lines[side].length - 1;
      this.#push(side, `${this.#indent(side)}${heading} { ${mark}`);
      this.#open[side].push({ heading, at });
    }
  }

  /** Closes what is open, but for the outermost ones that stay. */
  #close(side: Side, kept: number): void {
    for (
      let block = this.#open[side].at(-1);
      this.#open[side].length > kept && block;
      block = this.#open[side].at(-1)
    ) {
      this.#open[side].pop();
      if (this.#isBare(side, block)) {
        this.#push(side, `${this.#indent(side)}  ${this.#firstValueOf(block.heading)}`);
      }
      this.#push(side, `${this.#indent(side)}}${block.heading.endsWith("=") ? ";" : ""} ${notInTheDiff}`);
    }
  }

  #indent(side: Side): string {
    return "  ".repeat(this.#open[side].length);
  }

  /** Whether an enum is to be closed that has no value yet. */
  #isBare(side: Side, { heading, at }: Block): boolean {
    if (!heading.startsWith("enum ")) return false;
    const code = this.#codeBehind(side, at);
    const start = code.findLastIndex((line) => headingIn(line) === heading);
    return !code.slice(start + 1).some((line) => /=\s*-?\d/.test(line));
  }

  /** The first value of an enum, which decides on its default, stands before the hunk if it is not the zero in it. */
  #giveFirstValue(hunk: Hunk): void {
    const heading = this.#open.old.at(-1)?.heading;
    if (!heading?.startsWith("enum ")) return;
    const code = codeLines(hunk.lines.map((line) => line.slice(1)));
    if (code.slice(0, endOfBlock(code)).some((line) => /=\s*0\s*[;[]/.test(line))) return;
    this.#say(this.#indent("old"), this.#firstValueOf(heading));
  }

  /** In proto2 the first value need not be the zero, which may stand anywhere. */
  #firstValueOf(heading: string): string {
    return `${zeroOf(heading)} = ${this.#syntax.isProto2 ? greatestValue : 0}; ${notInTheDiff}`;
  }

  /** Two names of one value are allowed by a line before the hunk, if not in it. */
  #allowAliases(hunk: Hunk): void {
    if (!this.#open.old.at(-1)?.heading.startsWith("enum ")) return;
    const hasAliases = sides.some((side) => {
      const code = codeLines(linesOf(hunk, side));
      const numbers = valueNumbers(code.slice(0, endOfBlock(code)));
      return new Set(numbers).size < numbers.length && !code.some((line) => /\ballow_alias\b/.test(line));
    });
    if (hasAliases) this.#say(this.#indent("old"), `option allow_alias = true; ${notInTheDiff}`);
  }

  /** A oneof that ends in a gap before its first member gets one, on both sides. */
  #fillOneofs(kept: number): void {
    const cut = sides.map((side) => ({ side, block: this.#open[side].slice(kept).at(-1) }));
    const oneofs = cut.filter(({ block }) => block?.heading.startsWith("oneof "));
    if (!oneofs.some(({ side, block }) => this.#isEmpty(side, block?.at ?? 0))) return;
    this.#unnamed += 1;
    const name = `${unnamedBlock}${this.#unnamed}`.toLowerCase();
    for (const { side } of oneofs) {
      const number = greatestNumber - this.#unnamed;
      this.#push(side, `${this.#indent(side)}bool ${name} = ${number}; ${notInTheDiff}`);
    }
  }

  /** Whether nothing is declared since the last block was opened. */
  #isEmpty(side: Side, at: number): boolean {
    const code = this.#codeBehind(side, at).filter((line) => line.trim() !== "");
    return /\{\s*$/.test(code.at(-1) ?? "");
  }

  #codeBehind(side: Side, at: number): string[] {
    return codeLines(this.#lines[side].slice(at + 1));
  }

  /** What a block is called that has no name: what stands in a service is a method, which has options. */
  #headingFor(kind: BlockKind = "message"): string {
    this.#unnamed += 1;
    const name = `${unnamedBlock}${this.#unnamed}`;
    const outer = this.#open.old.at(-1)?.heading ?? "";
    if (outer.startsWith("service ")) return `rpc ${name}(${unnamedBlock}) returns (${unnamedBlock})`;
    // In the value of an option another one is a message of the text format.
    if (outer.startsWith("option ")) return name.toLowerCase();
    if (kind === "option" || outer.startsWith("rpc ")) return `option (${name.toLowerCase()}) =`;
    return `${kind} ${name}`;
  }
}

/** Of a field; what a diff does not show seldom has one that is as great. */
const greatestNumber = 536_870_911;

/** Of an enum, as seldom used. */
const greatestValue = 2_147_483_647;

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

/** `DISK_STATE_UNSPECIFIED` for `enum DiskState`. */
function zeroOf(heading: string): string {
  const name = heading.replace(/^enum /, "");
  return `${name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()}_UNSPECIFIED`;
}
