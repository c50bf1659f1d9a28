/** Indentation as the keys of the editor change it. */

/** A text and what is selected in it, as offsets. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** The text between `from` and `to` becomes `text`; then `start` to `end` are selected. */
export interface Replacement {
  from: number;
  to: number;
  text: string;
  start: number;
  end: number;
}

const step = "  ";

/** Moves the selected lines to the right. */
export function indent(selected: Selected): Replacement {
  return replaceLines(selected, (line) => step + line);
}

/** Moves the selected lines to the left, as far as they can go. */
export function outdent(selected: Selected): Replacement {
  return replaceLines(selected, (line) => line.replace(/^(?: {1,2}|\t)/, ""));
}

/** Begins a line that is indented like the one where the selection begins. */
export function newLine({ text, start, end }: Selected): Replacement {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const added = `\n${/^[ \t]*/.exec(line)?.[0] ?? ""}`;
  return { from: start, to: end, text: added, start: start + added.length, end: start + added.length };
}

function replaceLines({ text, start, end }: Selected, change: (line: string) => string): Replacement {
  const from = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const to = lineEnd < 0 ? text.length : lineEnd;
  const lines = text.slice(from, to).split("\n");
  const changed = lines.map(change);
  const all = changed.join("\n");
  const firstMove = (changed[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  const newStart = Math.max(from, start + firstMove);
  return {
    from,
    to,
    text: all,
    start: newStart,
    end: Math.max(newStart, end + all.length - (to - from)),
  };
}
