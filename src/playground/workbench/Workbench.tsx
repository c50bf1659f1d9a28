import { type ReactNode, useEffect, useRef, useState } from "react";
import { type Comparison, emptyComparison } from "./comparison.js";
import DirectionPanel from "./DirectionPanel.js";
import FindingList from "./FindingList.js";
import MessageSelect from "./MessageSelect.js";
import type { Age, Answer, Both, Exchange } from "./question.js";
import SidePanel, { type Target } from "./SidePanel.js";
import Toolbar from "./Toolbar.js";
import { useComparison } from "./use-comparison.js";
import { useEngine } from "./use-engine.js";
import { problemSentence, sideNames, summaryOf } from "./words.js";

const ages = ["old", "new"] as const;

const noProblems: Answer["problems"] = { old: [], new: [] };

/** Two versions of a schema, what the rules say of the step between them, and what travels in both directions. */
export default function Workbench(): ReactNode {
  const { comparison, opened, notice, beforeFix, open, change, applyFix, undoFix } = useComparison();
  const { answer, of, result, isOld, trouble } = useEngine(comparison);
  const [shown, setShown] = useState<Age>("old");
  const [target, setTarget] = useState<Target | null>(null);

  const { files, values } = comparison ?? emptyComparison;
  const { problems, remarks } = answer ?? { problems: noProblems, remarks: noProblems };
  const jump = (place: Target) => {
    setShown(place.age);
    setTarget(place);
  };
  return (
    <div className="workbench">
      <Toolbar comparison={comparison ?? emptyComparison} onOpen={open} />
      <h2>The two versions</h2>
      <SideSwitch shown={shown} onShow={setShown} />
      <div className="sides" data-shown={shown}>
        {ages.map((age) => (
          <SidePanel
            key={age}
            age={age}
            files={files[age]}
            isUntouched={files[age] === opened.files[age]}
            problems={problems[age]}
            remarks={remarks[age]}
            target={target?.age === age ? target : null}
            onChange={(changed) => change({ files: { ...files, [age]: changed } })}
          />
        ))}
      </div>
      <Summary
        text={trouble || problemSentence(problems) || (result ? summaryOf(result) : "")}
        isOld={isOld}
      />
      <Notice text={notice} beforeFix={beforeFix} onUndo={undoFix} />
      {result && (
        <div className={isOld ? "results stale" : "results"}>
          <section aria-labelledby="rules-say">
            <h2 id="rules-say">What the rules say</h2>
            <FindingList
              result={result}
              canFix={of === comparison && !isOld}
              onJump={({ finding: { place }, age }) => jump({ age, file: place.file, ...place.start })}
              onFix={applyFix}
            />
          </section>
          <section aria-labelledby="what-travels">
            <h2 id="what-travels">What travels</h2>
            <MessageSelect
              messages={result.messages}
              value={result.message}
              onChange={(message) => change({ message, values: { old: null, new: null } })}
            />
            {result.exchanges && (
              <Directions
                exchanges={result.exchanges}
                values={values}
                onChange={(changed) => change({ message: result.message, values: changed })}
              />
            )}
          </section>
        </div>
      )}
    </div>
  );
}

/** On a narrow screen one version is shown at a time. */
function SideSwitch({ shown, onShow }: { shown: Age; onShow(age: Age): void }): ReactNode {
  return (
    <div className="side-switch" role="group" aria-label="Which version is shown">
      {ages.map((age) => (
        <button
          key={age}
          type="button"
          className={age}
          aria-pressed={shown === age}
          onClick={() => onShow(age)}
        >
          {sideNames[age]}
        </button>
      ))}
    </div>
  );
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

interface DirectionsProps {
  exchanges: Both<Exchange>;
  values: Both<string | null>;
  onChange(values: Both<string | null>): void;
}

/** Both directions, each below the version that writes. */
function Directions({ exchanges, values, onChange }: DirectionsProps): ReactNode {
  return (
    <div className="directions">
      {ages.map((age) => (
        <DirectionPanel
          key={age}
          writer={age}
          exchange={exchanges[age]}
          value={values[age]}
          onChange={(value) => onChange({ ...values, [age]: value })}
        />
      ))}
    </div>
  );
}
