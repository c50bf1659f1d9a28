import Link from "@docusaurus/Link";
import type { ReactNode } from "react";

interface Entry {
  id: string;
  kind: "rule" | "guideline";
  title: string;
  because: string;
  path: string;
}

/** All rules and guidelines at a glance. */
export default function RuleIndex({ data }: { data: Entry[] }): ReactNode {
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
