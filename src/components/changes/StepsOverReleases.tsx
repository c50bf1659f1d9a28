import Link from "@docusaurus/Link";
import { useLocation } from "@docusaurus/router";
import type { Limit, Window } from "@grpc-evolution/engine/window/window.js";
import { type ReactNode, useEffect, useState } from "react";
import { type ChangeContent, type PictureWindow, pictureWindows } from "../../content/changes.js";
import type { Steps } from "../../content/steps.js";
import { inline } from "../inline.js";
import { keepWindow, keptName, keptWindow } from "./kept-window.js";
import StepPicture from "./StepPicture.js";
import { choiceOf, pictureOf, showInAddress, windowIn } from "./window-in-address.js";
import { aheadChoices, behindChoices, meaningOf } from "./windows.js";

const labels: Record<PictureWindow, string> = {
  policy: "Clients ahead without a limit",
  eachWay: "One release each way",
};

const choices = Object.keys(labels) as PictureWindow[];

/** What another window begins with: no client ahead, as where servers are upgraded first. */
const firstOther: Window = { upgrade: 0, downgrade: 1 };

type Props = Pick<ChangeContent, "steps" | "courses">;

/** The steps in the window of the policy, and where a script runs in another one: that of the address, or what this browser keeps. */
export default function StepsOverReleases({ steps, courses }: Props): ReactNode {
  const [chosen, setChosen] = useState<Window>(pictureWindows.policy);
  const address = useLocation();
  useEffect(() => {
    const [sent, kept] = [windowIn(address.search), keptWindow()];
    const own = kept && pictureWindows[kept];
    setChosen(sent ?? own ?? pictureWindows.policy);
    if (!sent && own) showInAddress(own);
  }, [address]);
  const choose = (window: Window) => {
    const picture = pictureOf(window);
    setChosen(window);
    if (picture) keepWindow(picture);
    showInAddress(window);
  };
  const shown = useSteps({ steps, courses }, chosen);
  return (
    <>
      <WindowSwitch chosen={chosen} onChange={choose} />
      <p className="window-meaning">
        {meaningOf(chosen)} 2.3 stands for your newest release, 2.4 for the next one. The command calls client
        and server as your configuration does.
      </p>
      {shown.map((each) => (
        <StepsOf key={each.label} steps={each} />
      ))}
    </>
  );
}

/** The steps in a window: those of the page, or made where the window is another one. Until then the ones before stay. */
function useSteps({ steps, courses }: Props, window: Window): Steps[] {
  const [made, setMade] = useState<{ window: Window; steps: Steps[] }>();
  const picture = pictureOf(window);
  useEffect(() => {
    if (picture) return;
    let isCurrent = true;
    void import("../../content/plan.js").then(({ stepsOfAll }) => {
      if (isCurrent) setMade({ window, steps: stepsOfAll(courses, window) });
    });
    return () => {
      isCurrent = false;
    };
  }, [picture, courses, window]);
  return picture ? steps[picture] : (made?.steps ?? steps.policy);
}

interface SwitchProps {
  chosen: Window;
  onChange(window: Window): void;
}

function WindowSwitch({ chosen, onChange }: SwitchProps): ReactNode {
  const [isOther, setIsOther] = useState(false);
  const picture = pictureOf(chosen);
  const hasOther = isOther || picture === null;
  const choose = (window: Window, other: boolean) => {
    setIsOther(other);
    onChange(window);
  };
  return (
    <fieldset className="window-switch scripted" data-kept={keptName}>
      <legend>The window</legend>
      {choices.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="steps-window"
            checked={!hasOther && name === picture}
            onChange={() => choose(pictureWindows[name], false)}
          />
          {labels[name]}
        </label>
      ))}
      <label>
        <input
          type="radio"
          name="steps-window"
          checked={hasOther}
          onChange={() => choose(firstOther, true)}
        />
        Another one
      </label>
      {hasOther && (
        <span className="other-window">
          <Choice
            label="Clients ahead by"
            choices={aheadChoices}
            value={chosen.upgrade}
            onChange={(upgrade) => choose({ ...chosen, upgrade }, true)}
          />
          <Choice
            label="behind by"
            choices={behindChoices}
            value={chosen.downgrade}
            onChange={(downgrade) => choose({ ...chosen, downgrade }, true)}
          />
          <Link to="/policy">Larger ones</Link>
        </span>
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  label: string;
  choices: readonly Limit[];
  value: Limit;
  onChange(value: Limit): void;
}

function Choice({ label, choices: limits, value, onChange }: ChoiceProps): ReactNode {
  return (
    <label>
      {label}
      <select value={value} onChange={({ target }) => onChange(choiceOf(limits, target.value) ?? value)}>
        {limits.map((limit) => (
          <option key={limit}>{limit}</option>
        ))}
      </select>
    </label>
  );
}

function StepsOf({ steps }: { steps: Steps }): ReactNode {
  return (
    <>
      {steps.label !== "" && <h3 className="carrier">{inline(steps.label)}</h3>}
      {steps.way !== "" && <p>{inline(steps.way)}</p>}
      <StepPicture steps={steps} />
      <ol className="instructions">
        {steps.instructions.map(({ release, text, remarks }, index) => (
          <li key={index}>
            <b>{release}</b> {inline(text)}
            {remarks.map((remark) => (
              <p key={remark} className="remark">
                {inline(remark)}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}
