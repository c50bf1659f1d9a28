import { capitalized } from "@grpc-evolution/engine/rules/words.js";
import type { ReactNode } from "react";
import type { ChangeContent, Tried } from "../../content/changes.js";
import type { WriterAge } from "../../content/steps.js";
import OutcomeName from "../OutcomeName.js";
import { CompilesChip, VerdictChip } from "./VerdictChip.js";

/** What both readers get, on the wire and in JSON, message by message, and how a caller of the old code fares. */
export default function VerdictTable({ data }: { data: ChangeContent }): ReactNode {
  return (
    <table className="verdicts">
      <caption className="spoken">What the change does in both directions</caption>
      <thead>
        <tr>
          <th scope="col">{hasOnlyCalls(data) ? "Who calls whom" : "Who reads whom"}</th>
          <th scope="col">On the wire</th>
          <th scope="col">In JSON</th>
        </tr>
      </thead>
      <Direction writer="old" data={data} />
      <Direction writer="new" data={data} />
      <tbody>
        <tr className="direction">
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

function Direction({ writer, data }: { writer: WriterAge; data: ChangeContent }): ReactNode {
  const reader = writer === "old" ? "new" : "old";
  const [wire, json] = [data.wireBy[writer], data.jsonBy[writer]];
  return (
    <tbody>
      <tr className="direction">
        <th scope="rowgroup">
          {hasOnlyCalls(data) ? (
            <>
              <span className={writer}>{capitalized(writer)}</span> client,{" "}
              <span className={reader}>{reader}</span> server
            </>
          ) : (
            <>
              <span className={reader}>{capitalized(reader)}</span> reads{" "}
              <span className={writer}>{writer}</span>
            </>
          )}
        </th>
        <td data-label="wire">
          <VerdictChip verdict={wire.verdict} />
        </td>
        <td data-label="JSON">
          <VerdictChip verdict={json.verdict} />
        </td>
      </tr>
      {wire.tried.map((tried, index) => (
        <tr key={index} className="trial">
          <th scope="row">
            <code>{breakable(tried.written)}</code>
          </th>
          <td data-label="wire">
            <Reading tried={tried} />
          </td>
          <td data-label="JSON">
            <Reading tried={json.tried[index] ?? tried} />
          </td>
        </tr>
      ))}
      {(wire.reported ?? json.reported) && (
        <tr className="trial">
          <th scope="row">what the check adds</th>
          <td data-label="wire">{wire.reported && <OutcomeName of={wire.reported} />}</td>
          <td data-label="JSON">{json.reported && <OutcomeName of={json.reported} />}</td>
        </tr>
      )}
    </tbody>
  );
}

/** Of a call nobody says that a server reads a client: where no messages are exchanged beside it, both are named. */
function hasOnlyCalls({ hasCalls, hasMessages }: ChangeContent): boolean {
  return hasCalls && !hasMessages;
}

function Reading({ tried: { outcome, got, lenient } }: { tried: Tried }): ReactNode {
  return (
    <>
      <OutcomeName of={outcome} />
      {got !== "" && <span className="got">{breakable(got)}</span>}
      {lenient && (
        <span className="got">
          Where unknown fields are ignored: <OutcomeName of={lenient.outcome} />, {breakable(lenient.got)}
        </span>
      )}
    </>
  );
}

/** Text that may break behind the signs of JSON, of paths and of names. */
function breakable(text: string): ReactNode[] {
  return text
    .split(/(?<=[/.,:])/)
    .flatMap((part, index) => (index === 0 ? [part] : [<wbr key={index} />, part]));
}
