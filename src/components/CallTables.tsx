import useBrokenLinks from "@docusaurus/useBrokenLinks";
import { Fragment, type ReactNode } from "react";
import type { CallOutcome, CallTable, CallTableRow } from "../content/libraries.js";

/** What clients got from servers, as recorded. */
export default function CallTables({ data }: { data: readonly CallTable[] }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const { id } of data.flatMap(({ rows }) => rows)) collectAnchor(id);
  return data.map(({ transport, rows, libraries, dates }) => (
    <div className="libraries-frame" key={transport}>
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
              <td className="answers">
                <Outcomes row={row} />
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

const classes: Record<CallOutcome["kind"], string> = {
  ok: "kept",
  status: "changed",
  none: "lost",
  notOffered: "none",
};
const signs: Record<CallOutcome["kind"], string> = { ok: "", status: "", none: "! ", notOffered: "– " };

function Outcomes({ row }: { row: CallTableRow }): ReactNode {
  return (
    <>
      <ul>
        {row.outcomes.map(({ words, kind, who }) => (
          <li className={classes[kind]} key={words}>
            <b>
              <span aria-hidden="true">{signs[kind]}</span>
              {words}
            </b>{" "}
            <small>{who ?? "all"}</small>
          </li>
        ))}
      </ul>
      <details>
        <summary>
          What they printed<span className="spoken">: {row.title}</span>
        </summary>
        <dl>
          {row.outcomes
            .flatMap(({ printed }) => printed)
            .map(({ text, pairs }) => (
              <Fragment key={text}>
                <dt>{pairs === 1 ? "1 pair" : `${pairs} pairs`}</dt>
                <dd>
                  <code>{text}</code>
                </dd>
              </Fragment>
            ))}
        </dl>
      </details>
    </>
  );
}
