import { useHistory } from "@docusaurus/router";
import useBaseUrl from "@docusaurus/useBaseUrl";
import { type ReactNode, useEffect, useState } from "react";
import { copyText } from "../../components/Copy.js";
import { checkedFragment } from "../../content/checked-change.js";
import { encodeShare } from "../share.js";
import { type Comparison, shareOf } from "./comparison.js";
import Preview from "./Preview.js";
import type { Result, ShownFinding } from "./question.js";
import { labelOf } from "./settings.js";
import type { CommentState } from "./use-comment.js";
import { countSentence } from "./words.js";

interface Props {
  comparison: Comparison;
  result: Result;
  /** Whether the result is of the text that is in the editors. */
  isCurrent: boolean;
  comment: CommentState;
}

/** A longer link would be most of the comment. */
const maxLink = 12_000;

/** The comment for the pull request: copied from here, looked at before, and taken on to the checklist. */
export default function ReviewComment({ comparison, result, isCurrent, comment }: Props): ReactNode {
  const [said, setSaid] = useState("");
  const link = useLink(comparison);
  const text = comment.markdown === "" || link === null ? "" : comment.markdown + linkText(link);
  const isReady = isCurrent && text !== "";
  useEffect(() => {
    if (!isReady) setSaid("");
  }, [isReady]);
  const copy = async () =>
    setSaid((await copyText(text)) ? "Copied." : "Not copied: select the text of the preview instead.");
  const copyButton = (
    <button type="button" className="go" onClick={copy} disabled={!isReady}>
      Copy as review comment
    </button>
  );
  return (
    <aside className="review-comment" aria-labelledby="review-comment">
      <h2 id="review-comment">Review comment</h2>
      <p>{countSentence(result.counts)} What no schema shows is in the comment as questions to the author.</p>
      <div className="dock">
        <span className="dock-counts">{countSentence(result.counts)}</span>
        {copyButton}
      </div>
      <p role="status" className="copied">
        {said || comment.trouble}
      </p>
      <ToChecklist comparison={comparison} result={result} />
      <Preview markdown={text} />
    </aside>
  );
}

/** The address of the comparison, empty where it is too long for one; null until it is known. */
function useLink(comparison: Comparison): string | null {
  const [made, setMade] = useState<{ of: Comparison; link: string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const set = (link: string) => isWanted && setMade({ of: comparison, link });
    encodeShare(shareOf(comparison)).then(
      (fragment) =>
        set(fragment.length > maxLink ? "" : `${location.origin}${location.pathname}#s=${fragment}`),
      () => set(""),
    );
    return () => {
      isWanted = false;
    };
  }, [comparison]);
  return made?.of === comparison ? made.link : null;
}

function linkText(link: string): string {
  return link === "" ? "" : `\n[Both versions, with what travels between them](${link})\n`;
}

/** Takes what the checks answer along to the checklist. */
function ToChecklist({ comparison, result }: Pick<Props, "comparison" | "result">): ReactNode {
  const history = useHistory();
  const checklist = useBaseUrl("/checklist");
  const open = async () => {
    const fragment = await checkedFragment({
      subject: subjectOf(comparison),
      kinds: result.kinds,
      hasHistory: false,
      findings: result.findings.map(checkedFinding),
    });
    history.push(`${checklist}${fragment ?? ""}`);
  };
  return (
    <p>
      <button type="button" onClick={open}>
        Open the checklist
      </button>{" "}
      <span className="quiet">with what the checks answer.</span>
    </p>
  );
}

function subjectOf({ files, settings }: Comparison): string {
  const [first, ...others] = files.new.map(({ name }) => name);
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return `${first ?? "schema"}${more}, ${labelOf("old", settings)} to ${labelOf("new", settings)}`;
}

function checkedFinding({ finding: { check, severity, message, place } }: ShownFinding) {
  return { check, severity, text: message, place: `${place.file}:${place.start.line}` };
}
