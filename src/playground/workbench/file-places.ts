import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import type { LineColumn, Place } from "@grpc-evolution/engine/source/source.js";
import { gapLine, linesOfFile, shownLine } from "../diff/lines-of-file.js";
import { hasGaps } from "../diff/names.js";
import type { Age, Both } from "./question.js";
import type { State } from "./state.js";

/** Which version a place is in. */
export function ageOf({ file }: Pick<Place, "file">, states: Both<State>): Age {
  return states.new.parsed.some(({ path }) => path === file) ? "new" : "old";
}

/** Moves findings to where the file itself has them: a text that a diff led to has other lines. */
export function inFiles<F extends Pick<Finding, "place" | "element" | "after">>(
  findings: readonly F[],
  states: Both<State>,
): F[] {
  const moved = { old: moverFor("old", states), new: moverFor("new", states) };
  return findings.map((finding) => {
    const { place } = finding;
    const move = moved[ageOf(place, states)](place.file);
    if (!move) return finding;
    const line = lineBehindGone(finding, states);
    if (line !== null) {
      const at = { line, column: 1 };
      return {
        ...finding,
        place: { ...place, start: { ...place.start, ...at }, end: { ...place.end, ...at } },
      };
    }
    const [start, end] = [place.start, place.end].map((each) => ({ ...each, ...move(each) }));
    return { ...finding, place: { ...place, start, end } };
  });
}

/**
 * The line of the newer file that follows what went, as far as its hunk shows one: the head of the block that it went from may
 * stand in a hunk far away, or in none. Null for what is there, and where nothing follows.
 */
function lineBehindGone(
  { element: { kind, fullName, owner }, after, place }: Pick<Finding, "element" | "after" | "place">,
  { old, new: fresh }: Both<State>,
): number | null {
  if (after !== null || (kind !== "field" && kind !== "value")) return null;
  const name = fullName.slice(fullName.lastIndexOf(".") + 1);
  const members =
    old.schema.messages.get(owner ?? "")?.fields ?? old.schema.enums.get(owner ?? "")?.values ?? [];
  const at = members.find((each) => each.name === name)?.at;
  const [before, now] = [old, fresh].map(({ sources }) => sources.find(({ path }) => path === place.file));
  if (at === undefined || !before || !now || !hasGaps(now)) return null;
  const index = before.text.slice(0, at).split("\n").length - 1;
  const lines = before.text.split("\n");
  const isGap = (line: string) => gapLine.test(line);
  const section = lines.slice(0, index).filter(isGap).length;
  const rest = lines.slice(index + 1);
  const end = rest.findIndex(isGap);
  const numbers = linesOfFile(now, "new");
  let passed = 0;
  const shown = now.text.split("\n").flatMap((text, row) => {
    if (isGap(text)) passed += 1;
    const line = numbers[row] ?? null;
    return passed === section && line !== null ? [{ text, line }] : [];
  });
  for (const following of end < 0 ? rest : rest.slice(0, end)) {
    const same = shown.find(({ text }) => text === following && text.trim() !== "");
    if (same) return same.line;
  }
  return null;
}

/** By the name of a file where its text has which place; undefined for a file that is there as a whole. */
function moverFor(age: Age, states: Both<State>): (file: string) => Move | undefined {
  const partial = states[age].sources.filter(hasGaps);
  const moves = new Map(partial.map((source) => [source.path, moveBy(linesOfFile(source, age))]));
  return (file) => moves.get(file);
}

type Move = (place: LineColumn) => LineColumn;

/** What the diff does not show, as the head of a block, is where its first line is that the diff shows. */
function moveBy(lines: readonly (number | null)[]): Move {
  return ({ line, column }) => {
    const known = lines[line - 1];
    return known ? { line: known, column } : { line: shownLine(lines, line), column: 1 };
  };
}
