import { diffArrays } from "diff";
import type { SourceFile } from "../../content/source-file.js";
import type { Both } from "./sides.js";

/** Lines that differ from the other version, by the name of the file, from 1. */
export type ChangedLines = Record<string, number[]>;

/** Two texts that differ in more lines are not compared line by line: all between their common ends is changed. */
const maxEdits = 1500;

/** Which lines changed, on both sides; what has no counterpart on the other side is new as a whole, and not marked. */
export function changedLines(files: Both<readonly SourceFile[]>): Both<ChangedLines> {
  const changed: Both<ChangedLines> = { old: {}, new: {} };
  for (const [older, newer] of pairsOf(files)) {
    const lines = linesThatDiffer(older.text.split("\n"), newer.text.split("\n"));
    changed.old[older.name] = lines.old;
    changed.new[newer.name] = lines.new;
  }
  return changed;
}

function pairsOf({ old, new: fresh }: Both<readonly SourceFile[]>): [SourceFile, SourceFile][] {
  const [older] = old;
  const [newer] = fresh;
  if (older && newer && old.length === 1 && fresh.length === 1) return [[older, newer]];
  return old.flatMap((file): [SourceFile, SourceFile][] => {
    const other = fresh.find(({ name }) => name === file.name);
    return other ? [[file, other]] : [];
  });
}

function linesThatDiffer(old: readonly string[], fresh: readonly string[]): Both<number[]> {
  const changes = diffArrays([...old], [...fresh], { maxEditLength: maxEdits });
  if (!changes) return betweenCommonEnds(old, fresh);
  const lines: Both<number[]> = { old: [], new: [] };
  const at = { old: 1, new: 1 };
  for (const { count, added, removed } of changes) {
    for (let line = 0; line < count; line += 1) {
      if (removed) lines.old.push(at.old + line);
      if (added) lines.new.push(at.new + line);
    }
    if (!added) at.old += count;
    if (!removed) at.new += count;
  }
  return lines;
}

function betweenCommonEnds(old: readonly string[], fresh: readonly string[]): Both<number[]> {
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const between = (lines: readonly string[]) =>
    Array.from({ length: lines.length - head - tail }, (_, index) => head + index + 1);
  return { old: between(old), new: between(fresh) };
}
