import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import { isContext, linesOf, type Side, sides } from "./hunk-lines.js";
import { type Layout, layoutOf } from "./layout.js";
import type { Gap } from "./lines-of-file.js";
import type { FilePatch, Hunk } from "./read.js";
import { type Start, standingApart, startOf } from "./start.js";
import { cutsChange } from "./statements.js";
import { type Syntax, syntaxOf } from "./syntax.js";
import { Writer } from "./writer.js";

/** Both versions of a file, as far as a diff shows them. */
export interface Rebuilt {
  old: string;
  new: string;
  gaps: Gap[];
}

/**
 * Rebuilds both versions from the hunks and their context. A gap is a comment in the text; blocks that begin or end in a
 * gap are opened and closed so that both versions can be read, and are called the same on both sides. Where a hunk cannot
 * stand with the others in what git names, it stands apart; where it cannot be read at all, it is a comment.
 */
export function rebuild(patch: FilePatch, layout: Layout = layoutOf(patch.hunks)): Rebuilt {
  if (patch.oldName === null || patch.newName === null) return wholeFile(patch);
  const gaps = gapsOf(patch.hunks);
  if (gaps.length === 0) return { ...wholeFile(patch), gaps };
  const syntax = syntaxOf(patch.hunks);
  let pieces = patch.hunks.map((hunk): Piece => {
    const start = startOf(hunk, layout, syntax.isProto2);
    const isSure = layout.isShown && start.likely === null;
    return { hunk, start, isSure, use: cutsChange(hunk) ? "unread" : "named" };
  });
  let writer = written(pieces, gaps, syntax);
  for (let round = 0; round < maxRounds; round += 1) {
    const misplaced = misplacedIn(pieces, writer);
    if (misplaced.size === 0) break;
    pieces = pieces.map((piece, at) => (misplaced.has(at) ? elsewhere(piece) : piece));
    writer = written(pieces, gaps, syntax);
  }
  return { old: writer.text("old"), new: writer.text("new"), gaps };
}

/** What one round makes readable may show what else is wrong. */
const maxRounds = 5;

/** A hunk, and what is made of it. */
interface Piece {
  hunk: Hunk;
  start: Start;
  /** Whether its lines leave no doubt about where they stand. */
  isSure: boolean;
  /** It stands in what git names, in a block of its own, or is a comment. */
  use: "named" | "apart" | "unread";
}

function elsewhere(piece: Piece): Piece {
  return { ...piece, use: piece.use === "named" ? "apart" : "unread" };
}

function written(pieces: readonly Piece[], gaps: readonly Gap[], syntax: Syntax): Writer {
  const writer = new Writer(syntax);
  const before = new Map(gaps.map((gap) => [gap.old + (gap.count ?? Number.NaN), gap]));
  for (const [index, { hunk, start, use }] of pieces.entries()) {
    const gap = before.get(hunk.oldStart) ?? null;
    if (use === "unread") writer.writeUnread(gap, start, hunk);
    else {
      if (gap || index > 0) writer.skip(gap, use === "apart" ? standingApart(start) : start, hunk);
      writer.write(hunk);
    }
  }
  const last = gaps.at(-1);
  writer.finish(last?.count === null ? last : null);
  return writer;
}

/**
 * The hunks that cannot stand where they are put. The older version is one that could be read; what is wrong in the newer
 * one alone is what the change made wrong, unless its lines leave open where they stand.
 */
function misplacedIn(pieces: readonly Piece[], writer: Writer): Set<number> {
  const faulty = sides.flatMap((side) =>
    readFiles([{ path: "", text: writer.text(side) }])
      .problems.map(({ line }) => writer.hunkAt(side, line))
      .filter((at) => side === "old" || pieces[at]?.isSure === false),
  );
  const sections = new Set(faulty.map((at) => pieces[at]?.start.section ?? ""));
  const loose = pieces.flatMap((piece, at) =>
    piece.use === "named" && !isBound(piece) && sections.has(piece.start.section) ? [at] : [],
  );
  // Of two that cannot stand together, the one goes that nothing but its indentation puts there.
  return new Set(
    faulty.flatMap((at) => {
      const piece = pieces[at];
      if (!piece || piece.use === "unread") return [];
      const rivals = loose.filter((other) => pieces[other]?.start.section === piece.start.section);
      return piece.use === "named" && isBound(piece) && rivals.length > 0 ? rivals : [at];
    }),
  );
}

/** Whether a hunk shows the end of what git names. */
function isBound({ start: { closed, depth } }: Piece): boolean {
  return closed > 0 && closed === depth;
}

function wholeFile({ hunks }: FilePatch): Rebuilt {
  const text = (side: Side) => {
    const lines = hunks.flatMap((hunk) => linesOf(hunk, side));
    return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
  };
  return { old: text("old"), new: text("new"), gaps: [] };
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
