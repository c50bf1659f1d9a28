import { Fragment, type ReactNode } from "react";
import type { CallOutcome, CallTableRow } from "../content/libraries.js";

const classes: Record<CallOutcome["kind"], string> = {
  ok: "kept",
  status: "changed",
  none: "lost",
  notOffered: "none",
};
const signs: Record<CallOutcome["kind"], string> = { ok: "", status: "", none: "! ", notOffered: "– " };

/** What came back from one kind of call: the most frequent outcome first, and what was printed. */
export default function CallOutcomes({ data: row }: { data: CallTableRow }): ReactNode {
  return (
    <div className="answers">
      <ul>
        {row.outcomes.map(({ words, kind, who }) => (
          <li className={classes[kind]} key={words}>
            <b>
              <span aria-hidden="true">{signs[kind]}</span>
              {words}
            </b>{" "}
            <small>{who ?? "all"}</small>
          </li>
        ))}
      </ul>
      <details>
        <summary>
          What they printed<span className="spoken">: {row.title}</span>
        </summary>
        <dl>
          {row.outcomes
            .flatMap(({ printed }) => printed)
            .map(({ text, pairs }) => (
              <Fragment key={text}>
                <dt>{pairs === 1 ? "1 pair" : `${pairs} pairs`}</dt>
                <dd>
                  <code>{text}</code>
                </dd>
              </Fragment>
            ))}
        </dl>
      </details>
    </div>
  );
}
