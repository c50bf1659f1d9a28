import Link from "@docusaurus/Link";
import useBrokenLinks from "@docusaurus/useBrokenLinks";
import { checkAnchor, type RuleMeta } from "@grpc-evolution/engine/rules/rule.js";
import type { ReactNode } from "react";
import { inline } from "./inline.js";
import Table from "./Table.js";

const severityText = {
  error: "error",
  warning: "warning",
  info: "info",
  tier: "by tier: unsafe error, conditional warning, safe info",
};

/** The table of a rule's checks. */
export default function ToolReports({ data }: { data: RuleMeta }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const check of data.checks) collectAnchor(checkAnchor(check.id));
  return (
    <>
      <p>
        <Link to="/tool">
          <code>grpc-evolution check</code>
        </Link>{" "}
        reports these, with their severity in the preset <code>strict</code>.
      </p>
      <Table className="checks" aria-label={`Checks of ${data.id}`}>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Severity</th>
            <th scope="col">What it sees</th>
          </tr>
        </thead>
        <tbody>
          {data.checks.map((check) => (
            <tr key={check.id} id={checkAnchor(check.id)}>
              <td>
                <code>{check.id}</code>
              </td>
              <td>{severityText[check.severity]}</td>
              <td>{inline(check.sees)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
