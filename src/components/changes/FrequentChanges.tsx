import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import { changePath, type FrequentChanges as Data } from "../../content/changes.js";
import { VerdictLine } from "./VerdictChip.js";

/** The changes that people look for first, with what each does in place. */
export default function FrequentChanges({ data: { count, frequent } }: { data: Data }): ReactNode {
  return (
    <div className="frequent-changes">
      <ul>
        {frequent.map((change) => (
          <li key={change.slug}>
            <Link to={changePath(change.slug)}>
              <span>
                <b>{change.verb}</b> {change.object}
              </span>
              <VerdictLine change={change} />
            </Link>
          </li>
        ))}
      </ul>
      <p>
        The signs are for the change in place: <span aria-hidden="true">✓</span> safe,{" "}
        <span aria-hidden="true">◐</span> conditional, <span aria-hidden="true">✕</span> unsafe.{" "}
        <Link to="/changes">All {count} changes</Link>, each with its steps over releases.
      </p>
    </div>
  );
}
