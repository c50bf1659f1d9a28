import useBaseUrl from "@docusaurus/useBaseUrl";
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { hasUnreadLines } from "../diff/unseen.js";
import { isJudged, openingComparison, type Source } from "./comparison.js";
import DiffPanel from "./DiffPanel.js";
import FindingList from "./FindingList.js";
import { findingsId, goTo } from "./go-to.js";
import { keptName } from "./kept.js";
import type { Age, Answer } from "./question.js";
import ReviewComment from "./ReviewComment.js";
import SettingsPanel from "./SettingsPanel.js";
import type { Target } from "./SidePanel.js";
import SourceSwitch from "./SourceSwitch.js";
import StatedFields from "./StatedFields.js";
import { asksForDiff, asksForFindings } from "./start.js";
import Toolbar from "./Toolbar.js";
import Travels from "./Travels.js";
import { useComment } from "./use-comment.js";
import { type Undo, useComparison } from "./use-comparison.js";
import { useDiffSource } from "./use-diff-source.js";
import { useEngine } from "./use-engine.js";
import { useDroppedFile } from "./use-files.js";
import { useHandSheets } from "./use-hand-sheets.js";
import { useRestated } from "./use-restated.js";
import Versions from "./Versions.js";
import { problemSentence, summaryOf } from "./words.js";

/** Seldom used, and not loaded before. */
const ReportPanel = lazy(() => import("./ReportPanel.js"));

const noProblems: Answer["problems"] = { old: [], new: [] };

/** Where a change is judged: what the rules say of it, what travels in both directions, and the comment on it. */
export default function Workbench(): ReactNode {
  const editing = useComparison();
  const {
    comparison,
    opened,
    notice,
    undo,
    kept,
    open,
    change,
    applyFix,
    goBack,
    forgetKept,
    keepForReturn,
  } = editing;
  const [shownFindings, setShownFindings] = useState<Record<string, number>>({});
  const homepage = useHomepage();
  const isReport = comparison?.source === "report";
  const hasVerdict = comparison !== null && isJudged(comparison);
  const judged = hasVerdict ? comparison : null;
  const engine = useEngine(judged, { shown: shownFindings, homepage });
  const { answer, of, trouble } = engine;
  // What was found before a diff came has nothing to do with it.
  const isSameDiff = engine.resultOf?.diff === comparison?.diff;
  const result = isSameDiff && hasVerdict ? engine.result : null;
  const isOld = isSameDiff && engine.isOld;
  const isCurrent = hasVerdict && of === comparison && !isOld && trouble === "";
  const [shown, setShown] = useState<Age>("new");
  /** What somebody chose to paste: the focus goes there. */
  const [chosen, setChosen] = useState<Source | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const diff = useDiffSource(comparison ?? openingComparison, opened, editing);
  const sheets = useHandSheets();
  const comment = useComment(isCurrent ? comparison : null, {
    homepage,
    sheets,
    isEdited: diff.isEdited,
    renamed: diff.renamed,
  });
  const current = comparison ?? openingComparison;
  useRestated(comment.handed, (kinds) => editing.settle({ stated: { ...current.stated, kinds } }));
  useArrival(result !== null);
  useEffect(() => {
    if (location.hash === asksForDiff) setChosen("diff");
  }, []);
  const dropped = useDroppedFile({
    onDiff: diff.take,
    onReport: (report) => change({ source: "report", report }),
  });

  const { files, values, settings, source } = current;
  const problems = answer?.problems ?? noProblems;
  const isUnreadInPart = useMemo(() => hasUnreadLines(files), [files]);
  const choose = (next: Source) => {
    setChosen(next);
    change({ source: next });
  };
  const jump = (place: Target) => {
    setShown(place.age);
    setTarget(place);
  };
  const verdict = hasVerdict && (
    <Summary
      text={
        trouble ||
        problemSentence(problems, files) ||
        (result ? summaryOf(result, isUnreadInPart) : "The change is being judged.")
      }
      isOld={isOld}
      hasWay={source === "diff" && result !== null}
    />
  );
  return (
    <div className="workbench scripted" data-kept={keptName} data-takes="files" {...dropped}>
      <div className="top">
        <SourceSwitch source={source} onChange={choose} />
        <Toolbar
          comparison={current}
          sheet={comment.sheet ?? current.sheet}
          canShare={isReport || hasVerdict}
          kept={kept}
          onOpen={open}
          onForget={forgetKept}
        />
      </div>
      {isReport ? (
        <Suspense fallback={<p role="status">The panel is being loaded.</p>}>
          <ReportPanel
            report={current.report}
            isAsked={chosen === "report" && current.report === ""}
            onChange={(report) => change({ report })}
          />
        </Suspense>
      ) : (
        <>
          {source === "diff" && (
            <DiffPanel
              diff={current.diff}
              source={diff}
              base={current.base}
              isAsked={chosen === "diff"}
              tried={current.unfixed === null ? 0 : current.fixes.filter((fix) => !fix.isJudged).length}
              verdict={verdict}
            />
          )}
          <SettingsPanel
            settings={settings}
            isUsed={hasVerdict}
            onChange={(changed) => change({ settings: changed })}
          />
          {!diff.isIdle && <StatedFields stated={current.stated} onChange={(stated) => change({ stated })} />}
          {!diff.isIdle && (
            <Versions
              comparison={current}
              opened={opened}
              answer={hasVerdict ? answer : null}
              result={isCurrent ? result : null}
              target={target}
              shown={shown}
              onShow={setShown}
              onChange={diff.edit}
            />
          )}
          {source !== "diff" && verdict}
        </>
      )}
      <Notice text={notice} undo={undo} onUndo={goBack} />
      {result && (
        <div className={isOld ? "results stale" : "results"}>
          <div className="with-comment">
            <section aria-labelledby={findingsId}>
              <h2 id={findingsId} tabIndex={-1}>
                What the rules say
              </h2>
              <FindingList
                result={result}
                settings={settings}
                canFix={isCurrent}
                onJump={({ finding: { place }, age }) => jump({ age, file: place.file, ...place.start })}
                onFix={applyFix}
                onMore={(check, count) => setShownFindings({ ...shownFindings, [check]: count })}
              />
            </section>
            <ReviewComment
              comparison={current}
              counts={result.counts}
              isCurrent={isCurrent}
              comment={comment}
              onLeave={keepForReturn}
            />
          </div>
          <Travels result={result} values={values} onChange={change} />
        </div>
      )}
    </div>
  );
}

/** The address of the site, to which the paths of its pages are appended. */
function useHomepage(): string {
  const base = useBaseUrl("/");
  return typeof location === "undefined" ? "" : `${location.origin}${base}`.replace(/\/$/, "");
}

interface SummaryProps {
  text: string;
  isOld: boolean;
  /** Whether it says where the findings are, which are far below a diff. */
  hasWay: boolean;
}

/** The one line that is announced after a change. */
function Summary({ text, isOld, hasWay }: SummaryProps): ReactNode {
  return (
    <div className={isOld ? "summary stale" : "summary"}>
      <p role="status">
        {text}
        {isOld && " What follows is of the last text that could be worked out."}
      </p>
      {hasWay && (
        <a
          href={asksForFindings}
          onClick={(event) => {
            event.preventDefault();
            goTo(findingsId);
          }}
        >
          To the findings and the comment
        </a>
      )}
    </div>
  );
}

/** Goes to what was found once it is there, where the address asks for that. */
function useArrival(isThere: boolean): void {
  const isGone = useRef(false);
  useEffect(() => {
    if (!isThere || isGone.current) return;
    isGone.current = true;
    if (location.hash === asksForFindings) goTo(findingsId);
  }, [isThere]);
}

interface NoticeProps {
  text: string;
  undo: Undo | null;
  onUndo(): void;
}

/**
 * What happened, and the way back. Where the button that did it is gone, as after a fix, the focus moves here; it stays
 * when the way back was taken.
 */
function Notice({ text, undo, onUndo }: NoticeProps): ReactNode {
  const notice = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (undo?.takesFocus) button.current?.focus();
  }, [undo]);
  const goBack = () => {
    notice.current?.focus();
    onUndo();
  };
  return (
    <div className="notice" ref={notice} tabIndex={-1}>
      <span role="status">{text}</span>
      {undo && (
        <button type="button" ref={button} onClick={goBack}>
          {undo.label}
        </button>
      )}
    </div>
  );
}
