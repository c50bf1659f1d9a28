import type { BumpRule } from "@grpc-evolution/engine/rules/bump-rules.js";
import type { ReactNode } from "react";
import { inline } from "./inline.js";

/** Which change needs which version number, as the command decides it. */
export default function BumpTable({
  data,
}: {
  data: Pick<BumpRule, "change" | "bump" | "decidedBy">[];
}): ReactNode {
  return (
    <div className="scroll" role="group" aria-label="Changes and version numbers">
      <table>
        <caption className="spoken">Changes, and the number that each needs</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">Number</th>
            <th scope="col">Decided by</th>
          </tr>
        </thead>
        <tbody>
          {data.map(({ change, bump, decidedBy }) => (
            <tr key={change}>
              <td>{inline(change)}</td>
              <td>{bump}</td>
              <td>{inline(decidedBy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
