import type { FieldReading } from "@grpc-evolution/engine/wire/compare.js";
import { outcomes } from "@grpc-evolution/engine/wire/outcome.js";
import { type ReactNode, useState } from "react";
import type { Readings } from "./question.js";
import { plural } from "./words.js";

interface Props {
  readings: Readings;
  caption: string;
}

/** So many rows are drawn at once. */
const drawnAtOnce = 40;

/** Field by field: what was written, what is read, and the outcome in words. */
export default function ReadingTable({ readings: { fields, hidden }, caption }: Props): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  if (fields.length === 0) return <p>No field is set.</p>;
  const drawn = isWhole ? fields : fields.slice(0, drawnAtOnce);
  const left = fields.length - drawn.length;
  return (
    <>
      <div className="scroll" role="group" aria-label={caption}>
        <table className="reading">
          <caption className="spoken">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Written</th>
              <th scope="col">Read</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {drawn.map((field) => (
              <Row key={`${field.path} ${field.number}`} field={field} />
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <p>
          <button type="button" onClick={() => setIsWhole(true)}>
            Show {left} more fields
          </button>
        </p>
      )}
      {hidden > 0 && <p>{plural(hidden, "field")} more.</p>}
    </>
  );
}

function Row({
  field: { path, number, written, read, readAs, outcome },
}: {
  field: FieldReading;
}): ReactNode {
  return (
    <tr>
      <th scope="row">
        <code>{path}</code> <span className="number">{number}</span>
      </th>
      <td>{written === null ? "not set" : <code>{written}</code>}</td>
      <td>
        {read === null ? "nothing" : <code>{read}</code>}
        {readAs !== null && (
          <>
            {" "}
            as <code>{readAs}</code>
          </>
        )}
      </td>
      <td className={`outcome ${outcome}`}>
        <span aria-hidden="true">{outcomes[outcome].sign} </span>
        <strong>{outcome}</strong>
        <span className="note">{outcomes[outcome].meaning}</span>
      </td>
    </tr>
  );
}
