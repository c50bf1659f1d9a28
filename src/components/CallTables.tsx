import useBrokenLinks from "@docusaurus/useBrokenLinks";
import type { ReactNode } from "react";
import type { CallTable } from "../content/libraries.js";
import CallOutcomes from "./CallOutcomes.js";
import { roomFor } from "./LibraryTable.js";

/** What clients got from servers, as recorded. */
export default function CallTables({ data }: { data: readonly CallTable[] }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const { id } of data.flatMap(({ rows }) => rows)) collectAnchor(id);
  return data.map(({ transport, rows, libraries, dates }) => (
    <div className="libraries-frame" style={roomFor(rows)} key={transport}>
      <table className="libraries calls">
        <caption>{transport}: every client with every server</caption>
        <thead>
          <tr>
            <th scope="col">Called</th>
            <th scope="col">Came back</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr id={row.id} key={row.id}>
              <th scope="row">
                <a href={`#${row.id}`}>{row.title}</a>
              </th>
              <td>
                <CallOutcomes data={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="ran">
        Recorded on {dates.join(", ")}, with{" "}
        {libraries.map(({ name, version }) => `${name} ${version}`).join(", ")}.
      </p>
    </div>
  ));
}
