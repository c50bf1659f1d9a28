import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import type { RuleEntry } from "../content/content.js";

/** All rules and guidelines at a glance. */
export default function RuleIndex({ data }: { data: RuleEntry[] }): ReactNode {
  return (
    <ol className="rule-index">
      {data.map((rule) => (
        <li key={rule.id}>
          <Link to={rule.path}>
            <span className="rule-id">{rule.id}</span>
            <b>{rule.title}</b>
            <span>{rule.because}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
