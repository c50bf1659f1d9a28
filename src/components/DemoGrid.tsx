import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import type { DemoCell, DemoGrid as DemoGridData } from "../content/demo.js";

/** The sixteen pairs of the demo as they were run: a row per agent, a column per runtime. */
export default function DemoGrid({ data }: { data: DemoGridData }): ReactNode {
  return (
    <figure className="demo-grid">
      <div className="scroll" role="group" aria-label="Executed pairs of agent and runtime">
        <table className="grid">
          <caption className="spoken">
            Executed pairs: a row for each agent, a column for each runtime
          </caption>
          <thead>
            <tr>
              <td />
              {data.clients.map((client) => (
                <th key={client} scope="col">
                  runtime {client}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ server, cells }) => (
              <tr key={server}>
                <th scope="row">agent {server}</th>
                {cells.map((cell) => (
                  <Cell key={cell.client} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption>
        ✓ passed, × failed, with the steps that failed. {data.runs} runs over HTTP/2: every pair with the
        runtime on {implementations(data).join(" and on ")}.
      </figcaption>
    </figure>
  );
}

function Cell({ cell }: { cell: DemoCell }): ReactNode {
  const results = cell.results
    .map(({ implementation, result }) => `${result} on ${implementation}`)
    .join(", ");
  if (cell.failedSteps.length === 0) {
    return (
      <td className="yes">
        <span aria-hidden="true">✓</span>
        <span className="spoken">{results}</span>
      </td>
    );
  }
  return (
    <td className="no">
      <Link to={`/policy/four-releases#${cell.anchor}`}>
        <span aria-hidden="true">×</span>
        <span className="spoken">{results}: </span>
        <span className="steps">{cell.failedSteps.join(", ")}</span>
        <span className="spoken">. {cell.failedLines.join(". ")}</span>
      </Link>
    </td>
  );
}

function implementations({ rows }: DemoGridData): string[] {
  const all = rows.flatMap(({ cells }) => cells.flatMap(({ results }) => results));
  return [...new Set(all.map(({ implementation }) => implementation))];
}
