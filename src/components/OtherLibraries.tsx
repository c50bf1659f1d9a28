import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import type { AnsweredQuestion } from "../content/libraries.js";
import { inline } from "./inline.js";

/** Below an example, which one library ran: what all libraries answered to the question that it raises. */
export default function OtherLibraries({
  data: { id, title, groups },
}: {
  data: AnsweredQuestion;
}): ReactNode {
  const all = groups.reduce((sum, { libraries }) => sum + libraries.length, 0);
  return (
    <div className="other-libraries">
      <p>
        <b>Other libraries:</b> <Link to={`/libraries#${id}`}>{inline(title)}</Link>
      </p>
      <ul>
        {groups.map(({ words, libraries }) => (
          <li key={words}>
            <b>{words}</b> <small>{whoAnswered(libraries, all)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** More than half are counted. The others are named. */
function whoAnswered(libraries: readonly string[], all: number): string {
  if (libraries.length === all) return `all ${all}`;
  return libraries.length * 2 > all ? `${libraries.length} of ${all}` : libraries.join(", ");
}
