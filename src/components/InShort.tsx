import Link from "@docusaurus/Link";
import { checkAnchor, type RuleMeta } from "@grpc-evolution/engine/rules/rule.js";
import { Fragment, type ReactNode } from "react";
import type { LinkTo } from "../content/link.js";
import { inline } from "./inline.js";

interface Props {
  data: {
    rule: RuleMeta;
    /** The changes that the rule has something to say of. */
    changes: LinkTo[];
  };
}

/** The head of a rule's page: its sentence, what happens otherwise, its checks, and the ways into the page. */
export default function InShort({ data: { rule, changes } }: Props): ReactNode {
  return (
    <>
      <div className="in-short">
        <dl>
          <dt>{rule.kind === "rule" ? "Rule" : "Guideline"}</dt>
          <dd className="statement">{inline(rule.sentence)}</dd>
          <dt>Otherwise</dt>
          <dd>{rule.because}</dd>
          <dt>Checks</dt>
          <dd className="checks-of">
            {rule.checks.map(({ id }) => (
              <a key={id} href={`#${checkAnchor(id)}`}>
                <code>{id}</code>
              </a>
            ))}
          </dd>
        </dl>
        <nav className="jumps" aria-label="In this page">
          <a className="first" href="#do-this-instead">
            Do this instead
          </a>
          <a href="#what-goes-wrong">What goes wrong</a>
          <a href="#for-the-reviewer">For the reviewer</a>
        </nav>
      </div>
      {changes.length > 0 && (
        <p className="wanted">
          You want to{" "}
          {changes.map(({ label, path }, index) => (
            <Fragment key={path}>
              {index > 0 && (index === changes.length - 1 ? " or " : ", ")}
              <Link to={path}>{label}</Link>
            </Fragment>
          ))}
          ? Each has a page.
        </p>
      )}
    </>
  );
}
