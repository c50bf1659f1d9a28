import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import { inline } from "../../components/inline.js";
import { checkId } from "./go-to.js";
import type { CheckCount } from "./question.js";
import { moreShown, severitySigns } from "./words.js";

interface Props {
  group: CheckCount;
  /** How many of its findings are shown. */
  shown: number;
  /** Asks for this many of them. */
  onMore(count: number): void;
  /** Items of a list. */
  children: ReactNode;
}

/** The findings of one check: what it sees, the first of them, and a button for more. */
export default function CheckGroup({ group, shown, onMore, children }: Props): ReactNode {
  const { check, severity, sees, page, count } = group;
  const left = count - shown;
  const next = Math.min(left, moreShown);
  return (
    <section className="check-group" aria-labelledby={checkId(check)}>
      <h3 id={checkId(check)} tabIndex={-1}>
        <span className={`severity ${severity}`}>
          <span aria-hidden="true">{severitySigns[severity]} </span>
          {severity}
        </span>{" "}
        <Link to={page}>{check}</Link>{" "}
        <span className="quiet">
          {inline(sees)} · {count}
        </span>
      </h3>
      <ol className="findings">{children}</ol>
      {left > 0 && (
        <p className="more">
          <button type="button" onClick={() => onMore(shown + next)}>
            Show {next === left ? `the other ${left}` : `${next} more of ${left}`}
          </button>
        </p>
      )}
    </section>
  );
}
