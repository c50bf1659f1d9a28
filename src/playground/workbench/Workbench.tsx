import useBaseUrl from "@docusaurus/useBaseUrl";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { type Comparison, emptyComparison } from "./comparison.js";
import DiffPanel from "./DiffPanel.js";
import FindingList from "./FindingList.js";
import type { Age, Answer } from "./question.js";
import ReviewComment from "./ReviewComment.js";
import SettingsPanel from "./SettingsPanel.js";
import type { Target } from "./SidePanel.js";
import SourceSwitch from "./SourceSwitch.js";
import Toolbar from "./Toolbar.js";
import Travels from "./Travels.js";
import { useComment } from "./use-comment.js";
import { useComparison } from "./use-comparison.js";
import { useDiffSource } from "./use-diff-source.js";
import { useEngine } from "./use-engine.js";
import { useDroppedFile } from "./use-files.js";
import Versions from "./Versions.js";
import { problemSentence, summaryOf } from "./words.js";

/** Seldom used, and not loaded before. */
const ReportPanel = lazy(() => import("./ReportPanel.js"));

const noProblems: Answer["problems"] = { old: [], new: [] };

/** Where a change is judged: what the rules say of it, what travels in both directions, and the comment on it. */
export default function Workbench(): ReactNode {
  const editing = useComparison();
  const { comparison, opened, notice, beforeFix, kept, open, change, applyFix, undoFix, forgetKept } =
    editing;
  const [shownFindings, setShownFindings] = useState<Record<string, number>>({});
  const homepage = useHomepage();
  const isReport = comparison?.source === "report";
  const judged = isReport ? null : comparison;
  const engine = useEngine(judged, { shown: shownFindings, homepage });
  const { answer, of, trouble } = engine;
  // What was found before a diff came has nothing to do with it.
  const isSameDiff = engine.resultOf?.diff === comparison?.diff;
  const result = isSameDiff ? engine.result : null;
  const isOld = isSameDiff && engine.isOld;
  const isCurrent = of === comparison && !isOld && trouble === "";
  const comment = useComment(isCurrent ? comparison : null, homepage);
  const [shown, setShown] = useState<Age>("new");
  const [target, setTarget] = useState<Target | null>(null);
  const diff = useDiffSource(comparison ?? emptyComparison, opened, change);
  const dropped = useDroppedFile({
    onDiff: diff.take,
    onReport: (report) => change({ source: "report", report }),
  });

  const current = comparison ?? emptyComparison;
  const { files, values, settings, source } = current;
  const problems = answer?.problems ?? noProblems;
  const jump = (place: Target) => {
    setShown(place.age);
    setTarget(place);
  };
  return (
    <div className="workbench" {...dropped}>
      <div className="top">
        <SourceSwitch source={source} onChange={(chosen) => change({ source: chosen })} />
        <Toolbar comparison={current} kept={kept} onOpen={open} onForget={forgetKept} />
      </div>
      {isReport ? (
        <Suspense fallback={<p role="status">The panel is being loaded.</p>}>
          <ReportPanel report={current.report} onChange={(report) => change({ report })} />
        </Suspense>
      ) : (
        <>
          <SettingsPanel settings={settings} onChange={(changed) => change({ settings: changed })} />
          {source === "diff" && (
            <DiffPanel
              diff={current.diff}
              result={diff.result}
              trouble={diff.trouble}
              onChange={diff.take}
              isIdle={diff.isIdle}
              onApply={() => diff.apply(files.old)}
              onRebuild={() => diff.apply([])}
              onGiveOld={() => change({ files: { ...emptyComparison.files } })}
            />
          )}
          {!diff.isIdle && (
            <Versions
              comparison={current}
              opened={opened}
              answer={answer}
              result={isCurrent ? result : null}
              target={target}
              shown={shown}
              onShow={setShown}
              onChange={(changed) => change({ files: changed })}
            />
          )}
          {!diff.isIdle && (
            <Summary
              text={trouble || problemSentence(problems) || (result ? summaryOf(result) : "")}
              isOld={isOld}
            />
          )}
        </>
      )}
      <Notice text={notice} beforeFix={beforeFix} onUndo={undoFix} />
      {result && !isReport && !diff.isIdle && (
        <div className={isOld ? "results stale" : "results"}>
          <div className="with-comment">
            <section aria-labelledby="rules-say">
              <h2 id="rules-say">What the rules say</h2>
              <FindingList
                result={result}
                settings={settings}
                canFix={isCurrent}
                onJump={({ finding: { place }, age }) => jump({ age, file: place.file, ...place.start })}
                onFix={applyFix}
                onMore={(check, count) => setShownFindings({ ...shownFindings, [check]: count })}
              />
            </section>
            <ReviewComment comparison={current} result={result} isCurrent={isCurrent} comment={comment} />
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

/** The one line that is announced after a change. */
function Summary({ text, isOld }: { text: string; isOld: boolean }): ReactNode {
  return (
    <p className={isOld ? "summary stale" : "summary"} role="status">
      {text}
      {isOld && " What follows is of the last text that could be worked out."}
    </p>
  );
}

interface NoticeProps {
  text: string;
  beforeFix: Comparison | null;
  onUndo(): void;
}

/**
 * What happened, and the way back from a fix. The button that applied it is gone by then: the focus moves here, and stays
 * when the way back was taken.
 */
function Notice({ text, beforeFix, onUndo }: NoticeProps): ReactNode {
  const notice = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (beforeFix) button.current?.focus();
  }, [beforeFix]);
  const undo = () => {
    notice.current?.focus();
    onUndo();
  };
  return (
    <div className="notice" ref={notice} tabIndex={-1}>
      <span role="status">{text}</span>
      {beforeFix && (
        <button type="button" ref={button} onClick={undo}>
          Undo fix
        </button>
      )}
    </div>
  );
}
