import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import { type ChangeSummary, changePath } from "../../content/changes.js";
import { VerdictChip } from "./VerdictChip.js";

interface Props {
  data: {
    /** How many changes the catalogue has. */
    count: number;
    frequent: ChangeSummary[];
  };
}

/** The changes that people look for first, with what each does on the wire. */
export default function FrequentChanges({ data: { count, frequent } }: Props): ReactNode {
  return (
    <div className="frequent-changes">
      <ul>
        {frequent.map(({ slug, verb, object, wire }) => (
          <li key={slug}>
            <Link to={changePath(slug)}>
              <span>
                <b>{verb}</b> {object}
              </span>
              <VerdictChip verdict={wire} />
            </Link>
          </li>
        ))}
      </ul>
      <p>
        The verdicts are those on the wire, for the change in place.{" "}
        <Link to="/changes">All {count} changes</Link> have JSON and generated code too, and the steps over
        releases.
      </p>
    </div>
  );
}
