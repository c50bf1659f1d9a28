import type { ReactNode } from "react";
import type { Grid } from "../plugins/guide/policy-grid.js";

/** Which client may talk to which server: a row per server, a column per client. */
export default function SupportGrid({ data }: { data: Grid }): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Supported pairs of agent and runtime">
      <table className="grid">
        <thead>
          <tr>
            <td />
            {data.clients.map((client) => (
              <th key={client} scope="col">
                {client}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.server}>
              <th scope="row">{row.server}</th>
              {row.supported.map((supported, index) => (
                <td key={data.clients[index]} className={supported ? "yes" : "no"}>
                  <span aria-hidden="true">{supported ? "✓" : "×"}</span>
                  <span className="spoken">{supported ? "supported" : "not supported"}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
