import type { ReactNode } from "react";
import type { BufComparison } from "../content/buf-comparison.js";

const columns = ["FILE", "WIRE_JSON", "WIRE"] as const;

/** What buf and our own checks say of the same small changes, as recorded. */
export default function BufTable({ data }: { data: BufComparison }): ReactNode {
  return (
    <>
      <div className="scroll" tabIndex={0} role="group" aria-label="What buf and grpc-evolution report">
        <table className="compared">
          <thead>
            <tr>
              <th scope="col">Change</th>
              {columns.map((category) => (
                <th key={category} scope="col">
                  buf, {category}
                </th>
              ))}
              <th scope="col">grpc-evolution</th>
            </tr>
          </thead>
          <tbody>
            {data.cases.map((each) => (
              <tr key={each.what}>
                <th scope="row">{each.what}</th>
                {columns.map((category) => (
                  <td key={category}>
                    {each.buf[category].length > 0 ? "reports" : <span className="passes">passes</span>}
                  </td>
                ))}
                <td>
                  {each.ours.length > 0 ? each.ours.join(", ") : <span className="passes">passes</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        {data.cases.length} changes, each run through buf {data.bufVersion} and through these checks, in the
        preset <code>strict</code>.
      </p>
    </>
  );
}
