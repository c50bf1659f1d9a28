import { memo, type ReactNode, useMemo } from "react";
import { type GutterMark, gutterLines, type LineNames, lineName, type Mark, runsOf } from "./places.js";

const signs: Record<Mark["severity"], string> = { error: "✕", warning: "!", info: "i" };

/** A style that puts something beside its line. */
function atLine(line: number, count = 1): object {
  return { "--at": line - 1, "--count": count };
}

/** A sign beside each line that something is said of, which leads there. For a screen reader they are a list. */
export const Gutter = memo(function Gutter({
  label,
  findings,
  numbers,
}: {
  label: string;
  findings: readonly GutterMark[];
  numbers?: LineNames;
}): ReactNode {
  const lines = useMemo(() => gutterLines(findings), [findings]);
  return (
    <ul className="gutter" aria-label={label}>
      {lines.map(({ line, severity, marks }) => (
        <li key={line} style={atLine(line)}>
          <button
            type="button"
            className={severity}
            aria-label={`${lineName(line, numbers)}: ${marks.map(({ message }) => message).join("; ")}`}
            onClick={() => marks[0]?.onOpen()}
          >
            <span aria-hidden="true">{signs[severity]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
});

/** Lines that differ from the other version: a tint behind them, and a sign in the gutter. */
export const ChangedLines = memo(function ChangedLines({
  lines,
  sign,
}: {
  lines: readonly number[];
  sign: "−" | "+";
}): ReactNode {
  const runs = useMemo(() => runsOf(lines), [lines]);
  return (
    <div className="changed-lines" aria-hidden="true">
      {runs.map(({ first, last }) => (
        <span key={first} style={atLine(first, last - first + 1)}>
          {`${sign}\n`.repeat(last - first + 1)}
        </span>
      ))}
    </div>
  );
});
