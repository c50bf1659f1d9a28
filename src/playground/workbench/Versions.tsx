import { type ReactNode, useMemo } from "react";
import type { Comparison } from "./comparison.js";
import Fold from "./Fold.js";
import type { Age, Answer, Both, FindingPlace, Result } from "./question.js";
import SidePanel, { type Target } from "./SidePanel.js";
import { sideNames } from "./words.js";

interface Props {
  comparison: Comparison;
  opened: Comparison;
  answer: Answer | null;
  /** What was found in the texts as they are; null while that is not known. */
  result: Result | null;
  /** The place that somebody asked for. */
  target: Target | null;
  /** Which version is shown where there is room for one. */
  shown: Age;
  onShow(age: Age): void;
  onChange(files: Comparison["files"]): void;
}

const ages = ["old", "new"] as const;

const none: Answer["problems"] = { old: [], new: [] };

const noLines: Result["changedLines"] = { old: {}, new: {} };

/** Both versions beside each other, each in its editor. */
export default function Versions({
  comparison: { files, settings, source, base },
  opened,
  answer,
  result,
  target,
  shown,
  onShow,
  onChange,
}: Props): ReactNode {
  const { problems, remarks } = answer ?? { problems: none, remarks: none };
  const places = usePlaces(result);
  return (
    <Fold
      id="versions"
      title="The two versions"
      isAside={source === "diff" && !base?.some(({ text }) => text.trim() !== "")}
      wanted={target}
    >
      <SideSwitch shown={shown} onShow={onShow} />
      <div className="sides" data-shown={shown}>
        {ages.map((age) => (
          <SidePanel
            key={age}
            age={age}
            files={files[age]}
            isUntouched={files[age] === opened.files[age]}
            problems={problems[age]}
            remarks={remarks[age]}
            findings={places[age]}
            changed={(result?.changedLines ?? noLines)[age]}
            release={settings.releases[age]}
            target={target?.age === age ? target : null}
            onChange={(changed) => onChange({ ...files, [age]: changed })}
          />
        ))}
      </div>
    </Fold>
  );
}

function usePlaces(result: Result | null): Both<readonly FindingPlace[]> {
  return useMemo(() => {
    const of = (age: Age) => (result?.places ?? []).filter((place) => place.age === age);
    return { old: of("old"), new: of("new") };
  }, [result]);
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
