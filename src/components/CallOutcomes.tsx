import type { ReactNode } from "react";
import type { CallOutcome, CallTableRow } from "../content/libraries.js";
import Printed from "./Printed.js";

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
      <Printed
        title={row.title}
        printed={row.outcomes
          .flatMap(({ printed }) => printed)
          .map(({ text, pairs }) => ({ who: pairs === 1 ? "1 pair" : `${pairs} pairs`, text }))}
      />
    </div>
  );
}
