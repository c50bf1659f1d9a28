import { useLocation } from "@docusaurus/router";
import { type ReactNode, useEffect, useState } from "react";
import type { ChangeContent, PictureWindow, Steps } from "../../content/changes.js";
import { inline } from "../inline.js";
import { keepWindow, keptName, keptWindow } from "./kept-window.js";
import StepPicture from "./StepPicture.js";
import { showInAddress, windowIn } from "./window-in-address.js";

const windows: Record<PictureWindow, { choice: string; meaning: string }> = {
  policy: {
    choice: "Clients ahead without a limit",
    meaning: "Clients may run ahead of servers without a limit, and one release behind them.",
  },
  eachWay: {
    choice: "One release each way",
    meaning: "Client and server are at most one release apart.",
  },
};

const choices = Object.keys(windows) as PictureWindow[];

/** The steps in the window of the policy, and where a script runs in another one: that of the address, or what this browser keeps. */
export default function StepsOverReleases({ steps }: Pick<ChangeContent, "steps">): ReactNode {
  const [chosen, setChosen] = useState<PictureWindow>("policy");
  const address = useLocation();
  useEffect(() => {
    const [sent, kept] = [windowIn(address.search), keptWindow()];
    setChosen(sent ?? kept ?? "policy");
    if (!sent && kept) showInAddress(kept);
  }, [address]);
  const choose = (window: PictureWindow) => {
    setChosen(window);
    keepWindow(window);
    showInAddress(window);
  };
  return (
    <>
      <fieldset className="window-switch scripted" data-kept={keptName}>
        <legend>The window</legend>
        {choices.map((window) => (
          <label key={window}>
            <input
              type="radio"
              name="steps-window"
              checked={window === chosen}
              onChange={() => choose(window)}
            />
            {windows[window].choice}
          </label>
        ))}
      </fieldset>
      <p className="window-meaning">
        {windows[chosen].meaning} 2.3 stands for your newest release, 2.4 for the next one. The command calls
        client and server as your configuration does.
      </p>
      {steps[chosen].map((each) => (
        <StepsOf key={each.label} steps={each} />
      ))}
    </>
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
