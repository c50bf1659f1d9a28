import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import type { StepEntry } from "../content/content.js";
import { inline } from "./inline.js";

/** What the checklist asks in a step of the review, each item with the way to it. */
export default function StepItems({ data }: { data: StepEntry[] }): ReactNode {
  return (
    <ul className="step-items">
      {data.map(({ id, holds }) => (
        <li key={id}>
          <Link className="item-id" to={`/checklist#${id.toLowerCase()}`}>
            {id}
          </Link>
          <span>{inline(holds)}</span>
        </li>
      ))}
    </ul>
  );
}
