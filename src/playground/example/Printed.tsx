import type { ReactNode } from "react";
import type { PrintedLine } from "./printed-lines.js";
import type { Session } from "./use-example.js";

interface Props {
  id: string;
  /** The output that was recorded. */
  recorded: string;
  session: Session;
}

/** What the program printed: when it was recorded, or just now, with the differences marked. */
export default function Printed({ id, recorded, session: { result, isRunning, said } }: Props): ReactNode {
  return (
    <div className="printed" aria-busy={isRunning}>
      <div className="head">
        <p>
          {result ? (
            "printed in this page"
          ) : (
            <>
              printed by <code>npm run example -- {id}</code>
            </>
          )}
        </p>
        <p className="said" role="status">
          {said}
        </p>
      </div>
      <pre>
        <samp>{result ? <Output lines={result.lines} text={result.outcome.output} /> : recorded}</samp>
      </pre>
      {result?.lines?.some(({ kind }) => kind !== "same") && (
        <p className="legend">
          <b>+</b> printed now, <b>−</b> recorded and not printed now
        </p>
      )}
    </div>
  );
}

function Output({ lines, text }: { lines: PrintedLine[] | null; text: string }): ReactNode {
  if (!lines || lines.every(({ kind }) => kind === "same")) return text;
  return lines.map((line, index) => <Line key={index} line={line} />);
}

const signs = { same: " ", now: "+", recorded: "−" } as const;
const spoken = { same: "", now: "printed now: ", recorded: "recorded: " } as const;

function Line({ line: { kind, text } }: { line: PrintedLine }): ReactNode {
  return (
    <span className={`line ${kind}`}>
      <span className="sign" aria-hidden="true">
        {signs[kind]}
      </span>
      {kind !== "same" && <span className="spoken">{spoken[kind]}</span>}
      {`${text}\n`}
    </span>
  );
}
