import type { ReactNode } from "react";
import type { CallerOutcome, CallersContent } from "../content/callers.js";
import { inline } from "./inline.js";
import Printed from "./Printed.js";

const words: Record<CallerOutcome, string> = {
  same: "as before",
  other: "runs, with another result",
  thrown: "fails when it runs",
  refused: "does not compile",
};

/** What became of callers of the older code with the newer one, as recorded. */
export default function CallersTable({ data }: { data: CallersContent }): ReactNode {
  const title = "The same caller, with the code of the changed schema";
  return (
    <>
      <div className="scroll" role="group" aria-label={title}>
        <table className="compared">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">Change</th>
              {data.columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">In detail</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ id, title, outcomes, printed }) => (
              <tr key={id}>
                <th scope="row">{inline(title)}</th>
                {outcomes.map((outcome, at) => (
                  <td key={data.columns[at]}>
                    {outcome === "same" ? <span className="passes">{words.same}</span> : words[outcome]}
                  </td>
                ))}
                <td className="answers">
                  {printed.length > 0 && <Printed title={title} printed={printed} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="ran">Compiled and run with {data.versions.join("; ")}.</p>
    </>
  );
}
