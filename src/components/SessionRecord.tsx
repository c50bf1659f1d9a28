import type { ReactNode } from "react";

/** A call of the command and what it printed, as recorded. */
export default function SessionRecord({ data }: { data: { name: string; lines: string } }): ReactNode {
  const [typed = "", ...printed] = data.lines.split("\n");
  return (
    <figure className="code session">
      <pre tabIndex={0}>
        <kbd>{typed}</kbd>
        {"\n"}
        <samp>
          {printed.map((line, index) => (
            <Line key={index} text={line} />
          ))}
        </samp>
      </pre>
    </figure>
  );
}

/** A remark of the command is a sentence and wraps. All else keeps its columns. */
function Line({ text }: { text: string }): ReactNode {
  return (
    <span className={text.startsWith("grpc-evolution: ") ? "line remark" : "line"}>
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
