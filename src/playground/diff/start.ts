/** Where a hunk begins: in which blocks its first line stands. */
import { linesOf, sides } from "./hunk-lines.js";
import { type Layout, levelOf, mostFrequent } from "./layout.js";
import { codeLines, headingIn, isOptionValue, outlineOf } from "./outline.js";
import type { Hunk } from "./read.js";
import { withoutCut } from "./statements.js";

export type BlockKind = "message" | "oneof" | "enum" | "service" | "option";

export interface Start {
  /** In how many blocks. */
  depth: number;
  /** How many of them the hunk closes. */
  closed: number;
  /** `message Disk`, as git names the outermost one; empty where it names none. */
  section: string;
  /** What the blocks are as far as their lines tell, by how deep they are, from 1. */
  kinds: ReadonlyMap<number, BlockKind>;
  /** How deep the one is that may be of another kind, or not be there; null where the lines leave no doubt. */
  likely: number | null;
}

/**
 * Its lines tell by what they are, by what they close, and by how far they are indented. `isLabeled` is set where every field
 * has a label but for those of a oneof, as in proto2.
 */
export function startOf(hunk: Hunk, layout: Layout, isLabeled: boolean): Start {
  const shown = withoutCut(hunk);
  const [old, fresh] = sides.map((side) => codeLines(linesOf(shown, side))) as [string[], string[]];
  const closed = Math.max(outlineOf(old).closed, outlineOf(fresh).closed);
  const section = headingIn(hunk.section);
  const statements = [old, fresh].flatMap((code) => statementsIn(code, layout, isLabeled));
  const depth = statements.length === 0 ? closed : Math.max(closed, depthOf(statements, section));
  const kinds = new Map<number, BlockKind>();
  for (const { kind, inside, isOuter } of statements) {
    const level = depth + inside;
    if (kind && isOuter && !kinds.has(level)) kinds.set(level, kind);
  }
  const isOfMessage = (kinds.get(depth) ?? "message") === "message" && !section.startsWith("service ");
  const isProven =
    layout.isShown &&
    statements.some(({ inside, isOuter, isOfMessage }) => inside === 0 && isOuter && isOfMessage);
  return {
    depth,
    closed,
    section: isOfKind(section, kinds.get(1)) ? section : "",
    kinds,
    likely: depth > 1 && isOfMessage && !isProven ? depth : null,
  };
}

/** Whether what git names can have such lines. */
function isOfKind(section: string, kind: BlockKind | undefined): boolean {
  return (
    kind === undefined || section.startsWith(kind) || (kind === "message" && section.startsWith("extend "))
  );
}

/** A line that begins a statement. */
interface StatementLine {
  /** How many more blocks are open than at the beginning; less than 0 behind the end of one. */
  inside: number;
  /** Whether it stands in no block that the lines open. */
  isOuter: boolean;
  /** In how many blocks it stands, as its indentation tells. */
  level: number;
  /** Of the block that it stands in; null where it may stand in any. */
  kind: BlockKind | null;
  /** Whether it can stand in a message alone. */
  isOfMessage: boolean;
}

function statementsIn(code: readonly string[], layout: Layout, isLabeled: boolean): StatementLine[] {
  const statements: StatementLine[] = [];
  let [opened, closed] = [0, 0];
  const follow = (text: string) => {
    for (const character of text) {
      if (character === "{") opened += 1;
      else if (character === "}" && opened > 0) opened -= 1;
      else if (character === "}") closed += 1;
    }
  };
  let isBegun = false;
  for (const line of code.filter((each) => each.trim() !== "")) {
    const ends = /^[\s;}]*/.exec(line)?.[0] ?? "";
    follow(ends);
    if (!isBegun) {
      statements.push({
        inside: opened - closed,
        isOuter: opened === 0,
        level: levelOf(line, layout),
        kind: kindOf(line, isLabeled),
        isOfMessage: inMessageOnly.test(line) || /^\s*(?:message|enum)\b/.test(line),
      });
    }
    follow(line.slice(ends.length));
    isBegun = !/[;{}]\s*$/.test(line) && !isOptionValue(line);
  }
  return statements;
}

/** The block that a statement stands in, null where it may be of any kind. */
function kindOf(line: string, isLabeled: boolean): BlockKind | null {
  if (/^\s*reserved\s+-/.test(line)) return "enum";
  if (/^\s*(?:$|[}\]])/.test(line) || inAnyBlock.test(line)) return null;
  if (/^\s*rpc\b/.test(line)) return "service";
  if (isOptionValue(line)) return "option";
  if (/^\s*[A-Za-z_]\w*\s*=/.test(line)) return "enum";
  return isLabeled && !inMessageOnly.test(line) ? "oneof" : "message";
}

const inAnyBlock =
  /^\s*(?:syntax|edition|package|import|option|reserved|message|enum|service|extend|export|local)\b/;

const inMessageOnly = /^\s*(?:optional|repeated|required|map|oneof|extensions)\b/;

/** How deep the beginning is, by where most of the lines stand; what they are forbids some of it. */
function depthOf(statements: readonly StatementLine[], section: string): number {
  const sectionKind = section.split(" ")[0] ?? "";
  // The values of an enum and the methods of a service stand directly in it.
  const outer = statements.filter(({ isOuter }) => isOuter);
  const first = outer.find(({ kind }) => kind !== null);
  if (first && first.kind === sectionKind && sectionKind !== "message") return 1 - first.inside;
  const byIndent = mostFrequent(statements.map(({ level, inside }) => level - inside)) ?? 0;
  const least = outer.flatMap(({ kind, inside }) => (kind ? [leastDepth(kind, sectionKind) - inside] : []));
  return Math.max(byIndent, 0, ...least);
}

/** In how many blocks at least such a statement stands below what git names. */
function leastDepth(kind: BlockKind, sectionKind: string): number {
  if (kind === "option") return sectionKind === "service" ? 3 : 2;
  return kind === "oneof" || (kind === "enum" && sectionKind === "message") ? 2 : 1;
}

/** The same in a block that no other hunk stands in: inside of what git names, where the hunk does not show its end. */
export function standingApart(start: Start): Start {
  const { depth, closed, kinds, section } = start;
  if (depth === 0 || closed >= depth || !section.startsWith("message ")) return { ...start, section: "" };
  const deeper = [...kinds].map(([level, kind]) => [level + 1, kind] as const);
  return { ...start, depth: depth + 1, kinds: new Map(deeper), likely: 2 };
}
