import Link from "@docusaurus/Link";
import type { Limit, Window } from "@grpc-evolution/engine/window/window.js";
import { type ReactNode, useState } from "react";
import {
  aheadChoices,
  behindChoices,
  type PictureWindow,
  pictureWindows,
  windowQuery,
} from "../../content/changes.js";
import type { Steps } from "../../content/steps.js";
import { inline } from "../inline.js";
import { yamlOf } from "../window/settings.js";
import { keptName } from "./kept-window.js";
import StepPicture from "./StepPicture.js";
import type { ChosenWindow } from "./use-chosen-window.js";
import { choiceOf, pictureOf } from "./window-in-address.js";
import { meaningOf } from "./windows.js";

const labels: Record<PictureWindow, string> = {
  policy: "Clients ahead without a limit",
  eachWay: "One release each way",
};

const choices = Object.keys(labels) as PictureWindow[];

/** What another window begins with: no client ahead, as where servers are upgraded first. */
const firstOther: Window = { upgrade: 0, downgrade: 1 };

interface Props {
  window: ChosenWindow;
  steps: readonly Steps[];
}

/** The steps in a window, which can be chosen where a script runs. */
export default function StepsOverReleases({ window: [chosen, choose], steps }: Props): ReactNode {
  return (
    <>
      <WindowSwitch chosen={chosen} onChange={choose} />
      <p className="window-meaning">
        {meaningOf(chosen)} In <code>grpc-evolution.yaml</code> that is <code>{yamlOf(chosen)}</code>. 2.3
        stands for your newest release, 2.4 for the next one. The command calls client and server as your
        configuration does.
      </p>
      {steps.map((each) => (
        <StepsOf key={each.label} steps={each} />
      ))}
    </>
  );
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
          <Link to={`/policy${windowQuery(chosen)}`}>Larger ones</Link>
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
