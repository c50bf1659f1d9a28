import { type Outcome, outcomes } from "@grpc-evolution/engine/wire/outcome.js";
import type { ReactNode } from "react";
import type { ChangeContent, Direction, Tried, WriterAge } from "../../content/changes.js";
import { CompilesChip, VerdictChip } from "./VerdictChip.js";

/** What both readers get, on the wire and in JSON, and how a caller of the old code fares. */
export default function VerdictTable({ data }: { data: ChangeContent }): ReactNode {
  return (
    <table className="verdicts">
      <caption className="spoken">What the change does in both directions</caption>
      <thead>
        <tr>
          <th scope="col">Who reads whom</th>
          <th scope="col">On the wire</th>
          <th scope="col">In JSON</th>
        </tr>
      </thead>
      <tbody>
        <Row writer="old" data={data} />
        <Row writer="new" data={data} />
        <tr>
          <th scope="row">
            <span className="old">Old</span> caller, <span className="new">new</span> code
          </th>
          <td colSpan={2} data-label="code">
            <CompilesChip compiles={data.compiles} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Row({ writer, data }: { writer: WriterAge; data: ChangeContent }): ReactNode {
  const reader = writer === "old" ? "new" : "old";
  return (
    <tr>
      <th scope="row">
        <span className={reader}>{reader === "old" ? "Old" : "New"}</span> reads{" "}
        <span className={writer}>{writer}</span>
      </th>
      <td data-label="wire">
        <Cell direction={data.wireBy[writer]} />
      </td>
      <td data-label="JSON">
        <Cell direction={data.jsonBy[writer]} />
      </td>
    </tr>
  );
}

function Cell({ direction: { verdict, tried, reported } }: { direction: Direction }): ReactNode {
  return (
    <>
      <VerdictChip verdict={verdict} />
      <ul className="tried">
        {tried.map((each, index) => (
          <li key={index}>
            <TriedLine tried={each} />
          </li>
        ))}
        {reported && (
          <li>
            The check names this direction: <OutcomeName outcome={reported} />
          </li>
        )}
      </ul>
    </>
  );
}

function TriedLine({ tried: { written, outcome, got } }: { tried: Tried }): ReactNode {
  return (
    <>
      <code>{written}</code> <OutcomeName outcome={outcome} />
      {got !== "" && <span className="got">{got}</span>}
    </>
  );
}

function OutcomeName({ outcome }: { outcome: Outcome }): ReactNode {
  return (
    <span className={`outcome-name ${outcome}`} title={outcomes[outcome].meaning}>
      <span aria-hidden="true">{outcomes[outcome].sign} </span>
      {outcome}
    </span>
  );
}
