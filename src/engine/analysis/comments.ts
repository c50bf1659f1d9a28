/** Comments of a `.proto` text, and those that stand at a statement. */
import type { Statement } from "../schema/ast.js";
import { Kind, Scanner } from "../schema/scan.js";

export interface Comment {
  from: number;
  to: number;
  /** Its words, without what marks it as a comment. */
  lines: string[];
}

/** All comments of a text, in order. */
export function commentsIn(text: string): Comment[] {
  const found: { at: number; end: number }[] = [];
  const scanner = new Scanner(text, undefined, found);
  do scanner.advance();
  while (scanner.kind !== Kind.End);
  return found.map(({ at, end }) => ({ from: at, to: end, lines: wordsIn(text.slice(at, end)) }));
}

function wordsIn(written: string): string[] {
  if (written.startsWith("//")) return [written.replace(/^\/+/, "").trim()];
  return written
    .replace(/^\/\*+|\*+\/$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\*+/, "").trim());
}

/**
 * Those that stand at a statement: directly above it, inside of it, and behind it in its last line. Inside of a body they
 * belong to what stands there, but for the one that follows the opening brace in its line.
 */
export function commentsAt(
  { from, to, bodyAt }: Statement & { bodyAt: number },
  comments: readonly Comment[],
  text: string,
): Comment[] {
  const behind = (end: number): Comment[] => {
    const comment = comments[firstBehind(comments, end)];
    return comment && isBlank(text.slice(end, comment.from)) ? [comment] : [];
  };
  const inside =
    bodyAt < 0 ? comments.slice(firstBehind(comments, from), firstBehind(comments, to)) : behind(bodyAt);
  return [...above(from, comments, text), ...inside, ...behind(to)];
}

/** Comments that have their lines to themselves, without an empty line below them. */
function above(statement: number, comments: readonly Comment[], text: string): Comment[] {
  const end = firstBehind(comments, statement);
  let [first, start] = [end, statement];
  while (first > 0) {
    const { from, to } = comments[first - 1] as Comment;
    const isAlone = isBlank(text.slice(text.lastIndexOf("\n", from) + 1, from));
    if (!isAlone || !isBlank(text.slice(to, start).replace("\n", ""))) break;
    start = from;
    first -= 1;
  }
  return comments.slice(first, end);
}

/** Whether nothing is seen of a text, and no line ends in it. */
function isBlank(text: string): boolean {
  return /^[^\S\n]*$/.test(text);
}

/** The index of the first comment that begins at an offset or behind it. */
function firstBehind(comments: readonly Comment[], offset: number): number {
  let [low, high] = [0, comments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle] as Comment).from < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
