import type { ReactNode } from "react";
import type { DelayRow, When } from "./delays.js";

/** When the second step of a change may follow its first. */
export default function DelayTable({ rows }: { rows: readonly DelayRow[] }): ReactNode {
  return (
    <div className="scroll" role="group" aria-label="Second steps">
      <table className="delays">
        <caption className="spoken">From which release on the second step of a change may follow</caption>
        <thead>
          <tr>
            <th scope="col">Release N</th>
            <th scope="col">Introduced in N, may be enabled from</th>
            <th scope="col">Method deprecated in N, may be removed from</th>
            <th scope="col">Field deprecated in N, may be removed from</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.release}>
              <th scope="row">{row.release}</th>
              <Cell when={row.enabled} />
              <Cell when={row.methodRemoved} />
              <Cell when={row.fieldRemoved} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ when: { from, note } }: { when: When }): ReactNode {
  return (
    <td>
      <strong>{from ?? "never"}</strong>
      {note && (
        <>
          <span className="spoken">, </span>
          <span className="note">{note}</span>
        </>
      )}
    </td>
  );
}
