/** Line and column, both counted from 1; a column is a UTF-16 code unit, a tab is one column. */
export interface Place {
  line: number;
  column: number;
}

/** The place of an offset. Costs one pass over the text before it: meant for findings, not for every element. */
export function placeOf(text: string, at: number): Place {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1 && end < at; end = text.indexOf("\n", end + 1)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: at - start + 1 };
}
