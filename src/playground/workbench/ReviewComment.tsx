import { useHistory } from "@docusaurus/router";
import useBaseUrl from "@docusaurus/useBaseUrl";
import { type ReactNode, useEffect, useState } from "react";
import { copyText } from "../../components/Copy.js";
import { entriesOf } from "../../components/checklist/checked.js";
import { adoptEntries } from "../../components/checklist/store.js";
import { checkedFragment } from "../../content/checked-change.js";
import { handedComment, handOver, withLink } from "../../content/comment-source.js";
import { encodeShare } from "../share.js";
import { type Comparison, ownFiles, shareOf } from "./comparison.js";
import Preview from "./Preview.js";
import type { Result } from "./question.js";
import type { CommentState } from "./use-comment.js";
import { countSentence, plural } from "./words.js";

interface Props {
  comparison: Comparison;
  counts: Result["counts"];
  /** Whether the result is of the text that is in the editors. */
  isCurrent: boolean;
  comment: CommentState;
  /** Keeps the comparison, with what changed in it, for the way back from the checklist. */
  onLeave(part: Partial<Comparison>): void;
}

/** A longer link would be most of the comment. */
const maxLink = 12_000;

/** The comment for the pull request: copied from here, looked at before, and taken on to the checklist. */
export default function ReviewComment({ comparison, counts, isCurrent, comment, onLeave }: Props): ReactNode {
  const [said, setSaid] = useState("");
  const link = useLink(comparison);
  const { markdown, handed, given } = comment;
  const text = markdown === "" || link === null ? "" : withLink(markdown, link);
  const isReady = isCurrent && text !== "";
  useEffect(() => {
    if (!isReady) setSaid("");
  }, [isReady]);
  useEffect(() => {
    // The checklist of this change may be open: it copies what is known now.
    const isAwaited = isReady && handed !== null && handedComment(handed.checked) !== null;
    if (isAwaited) handOver({ ...handed, link: link ?? "" });
  }, [isReady, handed, link]);
  const copy = async () =>
    setSaid((await copyText(text)) ? "Copied." : "Not copied: select the text of the preview instead.");
  const leave = () => {
    if (!handed) return;
    handOver({ ...handed, link: link ?? "" });
    const isAdopted =
      comparison.sheet !== null && adoptEntries(handed.checked, entriesOf(given), comparison.sheet.reviewer);
    onLeave(isAdopted ? { sheet: null } : {});
  };
  return (
    <aside className="review-comment" aria-labelledby="review-comment">
      <h2 id="review-comment">Review comment</h2>
      <p>{aboutText(comparison, counts, given.length)}</p>
      <div className="dock">
        <span className="dock-counts">{countSentence(counts)}</span>
        <button type="button" className="go" onClick={copy} disabled={!isReady}>
          {isCurrent && !isReady && comment.trouble === ""
            ? "The comment is being written…"
            : "Copy as review comment"}
        </button>
      </div>
      <p role="status" className="copied">
        {said || comment.trouble}
      </p>
      <ToChecklist isReady={isReady && handed !== null} onOpen={leave} handed={handed} />
      <Preview markdown={text} />
    </aside>
  );
}

/** What the comment says. */
function aboutText({ fixes, sheet }: Comparison, counts: Result["counts"], given: number): string {
  const tried = fixes.filter(({ isJudged }) => !isJudged).length;
  const isShared = sheet !== null;
  return [
    ...(tried === 0 ? [countSentence(counts)] : []),
    "What no schema shows is in the comment as questions to the author.",
    ...(given > 0
      ? [
          `With ${plural(given, "answer")} ${isShared ? "from the checklist, as they came with the link" : "of yours from the checklist"}.`,
        ]
      : []),
    ...(tried > 0
      ? [
          `The comment is about the change without the ${plural(tried, "fix", "fixes")} that you tried, and suggests ${tried === 1 ? "it" : "them"}.`,
        ]
      : []),
  ].join(" ");
}

/** The address of the comparison, empty where it is too long for one; null until it is known. */
function useLink(comparison: Comparison): string | null {
  const [made, setMade] = useState<{ of: Comparison; link: string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const set = (link: string) => isWanted && setMade({ of: comparison, link });
    const own = { ...comparison, files: ownFiles(comparison), fixes: [], unfixed: null, sheet: null };
    encodeShare(shareOf(own)).then(
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

interface ToChecklistProps extends Pick<CommentState, "handed"> {
  isReady: boolean;
  /** Keeps what the checklist needs to write the comment. */
  onOpen(): void;
}

/** Takes what the checks answer along to the checklist. */
function ToChecklist({ isReady, onOpen, handed }: ToChecklistProps): ReactNode {
  const history = useHistory();
  const checklist = useBaseUrl("/checklist");
  const open = async () => {
    onOpen();
    history.push(`${checklist}${(handed && (await checkedFragment(handed.checked))) ?? ""}`);
  };
  return (
    <p>
      <button type="button" onClick={open} disabled={!isReady}>
        Open the checklist
      </button>{" "}
      <span className="quiet">with what the checks answer. Your answers there come into this comment.</span>
    </p>
  );
}
