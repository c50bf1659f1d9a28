import type { ReactNode } from "react";

interface Recorded {
  name: string;
  lines: string;
  /** Whether its lines are sentences. */
  isProse: boolean;
}

/** A call of the command and what it printed, as recorded. */
export default function SessionRecord({ data }: { data: Recorded }): ReactNode {
  const [typed = "", ...printed] = data.lines.split("\n");
  return (
    <figure className="code session">
      <pre>
        <kbd>{typed}</kbd>
        {"\n"}
        <samp>
          {printed.map((line, index) => (
            <Line key={index} text={line} isProse={data.isProse} />
          ))}
        </samp>
      </pre>
    </figure>
  );
}

/** A sentence wraps, and so does a remark of the command. All else keeps its columns. */
function Line({ text, isProse }: { text: string; isProse: boolean }): ReactNode {
  return (
    <span className={isProse || text.startsWith("grpc-evolution: ") ? "line remark" : "line"}>
      {inCells(text)}
      {"\n"}
    </span>
  );
}

/** The text face has no check mark: in a cell it is as wide as the letters of the lines around it. */
function inCells(text: string): ReactNode[] {
  return text.split(/(✓)/).map((part, index) =>
    index % 2 === 1 ? (
      <span className="cell" key={index}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
