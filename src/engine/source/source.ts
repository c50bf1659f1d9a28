/** A file as it was read. */
export interface SourceText {
  path: string;
  text: string;
}

/** Line and column, both counted from 1; a column is a UTF-16 code unit, a tab is one column. */
export interface LineColumn {
  line: number;
  column: number;
}

/** A position in a text. The offset counts UTF-16 code units from 0. */
export interface Position extends LineColumn {
  offset: number;
}

/** A part of a file: from its first position to the one behind its last character. */
export interface Place {
  file: string;
  start: Position;
  end: Position;
}

/** Where the lines of a text begin. They are found once, each position then by halving. */
export class LineIndex {
  readonly #starts = [0];
  readonly #length: number;

  constructor(text: string) {
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
      this.#starts.push(end + 1);
    }
    this.#length = text.length;
  }

  /** Line and column of an offset. */
  lineColumnOf(offset: number): LineColumn {
    const line = this.#lineAt(offset);
    return { line, column: offset - this.#start(line) + 1 };
  }

  /** The offset of a line and column; the end of the line or of the text where it is shorter. */
  offsetOf(line: number, column: number): number {
    if (line > this.#starts.length) return this.#length;
    const inside = Math.max(line, 1);
    const end = inside === this.#starts.length ? this.#length : this.#start(inside + 1) - 1;
    return Math.min(this.#start(inside) + Math.max(column, 1) - 1, end);
  }

  #start(line: number): number {
    return this.#starts[line - 1] as number;
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

const indexes = new WeakMap<SourceText, LineIndex>();

/** The lines of a file; found once for each file. */
export function linesOf(source: SourceText): LineIndex {
  const known = indexes.get(source);
  if (known) return known;
  const lines = new LineIndex(source.text);
  indexes.set(source, lines);
  return lines;
}

/** A part of a file by its offsets. */
export function placeIn(source: SourceText, from: number, to: number): Place {
  const lines = linesOf(source);
  const positionOf = (offset: number) => ({ offset, ...lines.lineColumnOf(offset) });
  return { file: source.path, start: positionOf(from), end: positionOf(to) };
}
