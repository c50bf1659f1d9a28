/** Where in the newer file something went, as far as a diff shows it. */
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { linesOf } from "@grpc-evolution/engine/source/source.js";
import { linesOfFile } from "../diff/lines-of-file.js";
import { hasGaps } from "../diff/names.js";
import { changedLines } from "./changed-lines.js";
import type { Both } from "./question.js";
import type { State } from "./state.js";

type Gone = Pick<Finding, "element" | "after" | "place">;

/**
 * Finds the line of the newer file that follows a field or value that went: the head of its block, where the check has the place,
 * may stand in a hunk far away, or in none. Null for what is there, and where the diff shows no line behind it.
 */
export function goneLinesIn(states: Both<State>): (finding: Gone) => number | null {
  const offsets = new Map<string, number>();
  for (const { fields } of states.old.schema.messages.values())
    for (const { fullName, at } of fields) offsets.set(fullName, at);
  for (const { fullName, values } of states.old.schema.enums.values())
    for (const { name, at } of values) offsets.set(`${fullName}.${name}`, at);
  const following = new Map<string, (number | null)[]>();
  return ({ element: { kind, fullName }, after, place: { file } }) => {
    if (after !== null || (kind !== "field" && kind !== "value")) return null;
    const at = offsets.get(fullName);
    const before = states.old.parsed.find(({ path }) => path === file);
    if (at === undefined || !before) return null;
    const lines = following.get(file) ?? linesThatFollow(file, states);
    following.set(file, lines);
    return lines[linesOf(before).lineColumnOf(at).line - 1] ?? null;
  };
}

/** By the lines of the older text the line of the newer file that comes next; null where a part follows that the diff leaves out. */
function linesThatFollow(file: string, { old, new: fresh }: Both<State>): (number | null)[] {
  const [before, now] = [old, fresh].map(({ sources }) => sources.find(({ path }) => path === file));
  if (!before || !now || !hasGaps(now)) return [];
  const changed = changedLines({
    old: [{ name: file, text: before.text }],
    new: [{ name: file, text: now.text }],
  });
  const [gone, added] = [new Set(changed.old[file]), new Set(changed.new[file])];
  // What is unchanged is the same on both sides, in the same order.
  const kept = linesOfFile(now, "new").filter((_, index) => !added.has(index + 1));
  const following: (number | null)[] = [];
  let next: number | null = null;
  for (let line = before.text.split("\n").length; line > 0; line -= 1) {
    following[line - 1] = next;
    if (!gone.has(line)) next = kept.pop() ?? null;
  }
  return following;
}
