import type { ReactNode } from "react";
import type { TypeDisagreement } from "../content/type-table.js";
import { inline } from "./inline.js";

/** Where what ran gives another tier than protobuf.dev, and why. */
export default function TypeDisagreements({ data }: { data: readonly TypeDisagreement[] }): ReactNode {
  return (
    <div className="scroll" role="group" aria-label="Where protobuf.dev says otherwise">
      <table>
        <caption className="spoken">Where protobuf.dev says otherwise</caption>
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col">protobuf.dev</th>
            <th scope="col">Ran</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ pairs, documented, computed, why }) => (
            <tr key={pairs}>
              <td>{inline(pairs)}</td>
              <td>{documented}</td>
              <td>{computed}</td>
              <td>{inline(why)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
