import { useLocation } from "@docusaurus/router";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { useEffect, useState } from "react";
import { type ChangeContent, pictureWindows } from "../../content/changes.js";
import type { StepsInWindow } from "../../content/steps.js";
import { keepWindow, keptWindow } from "./kept-window.js";
import { pictureOf, showInAddress, windowIn } from "./window-in-address.js";

/** The window that a reader chose, and the way to choose another. */
export type ChosenWindow = readonly [chosen: Window, choose: (window: Window) => void];

/**
 * The window that all of a page is shown in: that of the address, or else the one that the reader chose before. Both go along
 * to the next page. Before a script runs, and without one, it is that of the policy.
 */
export function useChosenWindow(): ChosenWindow {
  const [chosen, setChosen] = useState<Window>(pictureWindows.policy);
  const address = useLocation();
  useEffect(() => {
    const [sent, kept] = [windowIn(address.search), keptWindow()];
    setChosen(sent ?? kept ?? pictureWindows.policy);
    if (sent) keepWindow(sent);
    else if (kept) showInAddress(kept);
  }, [address]);
  const choose = (window: Window) => {
    setChosen(window);
    keepWindow(window);
    showInAddress(window);
  };
  return [chosen, choose];
}

/** What a page shows in a window. */
export interface Shown extends StepsInWindow {
  window: Window;
}

/** The steps in a window: those of the page, or made where the window is another one. Until then the ones before stay. */
export function useSteps(
  { steps, courses }: Pick<ChangeContent, "steps" | "courses">,
  window: Window,
): Shown {
  const [made, setMade] = useState<Shown>({ window: pictureWindows.policy, ...steps.policy });
  const picture = pictureOf(window);
  useEffect(() => {
    if (picture) return;
    let isCurrent = true;
    void import("../../content/plan.js").then(({ stepsInWindow }) => {
      if (isCurrent) setMade({ window, ...stepsInWindow(courses, window) });
    });
    return () => {
      isCurrent = false;
    };
  }, [picture, courses, window]);
  return picture ? { window, ...steps[picture] } : made;
}
