import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import type { LineColumn, Place } from "@grpc-evolution/engine/source/source.js";
import { linesOfFile, shownLine } from "../diff/lines-of-file.js";
import { hasGaps } from "../diff/names.js";
import { goneLinesIn } from "./gone-lines.js";
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
  const goneLineOf = goneLinesIn(states);
  return findings.map((finding) => {
    const { place } = finding;
    const move = moved[ageOf(place, states)](place.file);
    if (!move) return finding;
    const line = goneLineOf(finding);
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
