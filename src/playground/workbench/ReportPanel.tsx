import { useHistory } from "@docusaurus/router";
import useBaseUrl from "@docusaurus/useBaseUrl";
import { placeText } from "@grpc-evolution/engine/report/sentences.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { type ReactNode, useMemo, useState } from "react";
import { copyText } from "../../components/Copy.js";
import { checkedFragment, readCheckReport } from "../../content/checked-change.js";
import CheckGroup from "./CheckGroup.js";
import Dotted, { breakable } from "./Dotted.js";
import PasteBox from "./PasteBox.js";
import Preview from "./Preview.js";
import type { CheckCount } from "./question.js";
import { type CheckReport, readReport } from "./report.js";
import { reportComment } from "./report-comment.js";
import { breakSentence, countSentence, plural } from "./words.js";

interface Props {
  report: string;
  /** Whether somebody has just chosen to paste it. */
  isAsked: boolean;
  onChange(report: string): void;
}

/** What the command found, as its JSON says. */
export default function ReportPanel({ report, isAsked, onChange }: Props): ReactNode {
  const read = useMemo(() => (report.trim() === "" ? null : readReport(report)), [report]);
  return (
    <section className="report-panel" aria-label="What check printed">
      <PasteBox
        label="JSON of check"
        placeholder="Paste what grpc-evolution check --format json prints."
        accept=".json,application/json"
        value={report}
        takesFocus={isAsked}
        onChange={onChange}
      />
      <p className="problem" role="status">
        {typeof read === "string" ? read : ""}
      </p>
      {read !== null && typeof read !== "string" && <Report report={read} text={report} />}
    </section>
  );
}

interface ReportProps {
  report: CheckReport;
  /** The JSON itself. */
  text: string;
}

function Report({ report, text }: ReportProps): ReactNode {
  const { counts, known, baselines, checks, findings } = report;
  return (
    <>
      <p className="summary" role="status">
        {countSentence(counts)} {known > 0 && `${plural(known, "finding")} were true before.`}
        {baselines.length > 0 && ` Compared with ${baselines.slice(0, 6).join(", ")}.`}
      </p>
      <div className="results with-comment">
        <div>
          <h2>What check found</h2>
          {checks.map((check) => (
            <Group
              key={check.check}
              group={check}
              findings={findings.filter((finding) => finding.check === check.check)}
            />
          ))}
        </div>
        <Comment report={report} text={text} />
      </div>
    </>
  );
}

function Group({ group, findings }: { group: CheckCount; findings: readonly Finding[] }): ReactNode {
  const [asked, setAsked] = useState(5);
  const shown = findings.slice(0, asked);
  return (
    <CheckGroup group={group} shown={shown.length} onMore={setAsked}>
      {shown.map((finding, index) => (
        <Item key={index} finding={finding} />
      ))}
    </CheckGroup>
  );
}

function Item({ finding }: { finding: Finding }): ReactNode {
  const { element, place, message, severity, breaks, fix } = finding;
  return (
    <li className={`finding ${severity}`}>
      <p className="head">
        <Dotted name={element.fullName} /> <span className="quiet">{placeText(place)}</span>
      </p>
      <p>{breakable(message)}</p>
      {breaks.length > 0 && (
        <ul className="breaks">
          {[...new Set(breaks.slice(0, 6).map((each) => breakSentence(each, true)))].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {fix && (
        <div className="fix">
          <p>{fix.title}:</p>
          <pre>
            <code>{fix.advice}</code>
          </pre>
        </div>
      )}
    </li>
  );
}

function Comment({ report, text }: ReportProps): ReactNode {
  const history = useHistory();
  const checklist = useBaseUrl("/checklist/");
  const [said, setSaid] = useState("");
  const markdown = useMemo(() => reportComment(report), [report]);
  const copy = async () =>
    setSaid((await copyText(markdown)) ? "Copied." : "Not copied: select the text of the preview instead.");
  const openChecklist = async () => {
    const checked = readCheckReport(text);
    history.push(`${checklist}${(checked && (await checkedFragment(checked))) ?? ""}`);
  };
  return (
    <aside className="review-comment" aria-labelledby="review-comment">
      <h2 id="review-comment">Review comment</h2>
      <div className="dock">
        <span className="dock-counts">{countSentence(report.counts)}</span>
        <button type="button" className="go" onClick={copy}>
          Copy as review comment
        </button>
      </div>
      <p role="status" className="copied">
        {said}
      </p>
      <p className="quiet">
        Without the schemas nothing more is known: a diff or two versions lead to a longer comment.
      </p>
      <p>
        <button type="button" onClick={openChecklist}>
          Open the checklist
        </button>{" "}
        <span className="quiet">with what check found.</span>
      </p>
      <Preview markdown={markdown} />
    </aside>
  );
}
