import type { Limit, Window } from "@grpc-evolution/engine/window/window.js";
import {
  aheadChoices,
  behindChoices,
  type PictureWindow,
  pictureWindows,
  windowQuery,
} from "../../content/changes.js";

/** The window that the query of an address names, as that of the policy page does; null where it is none that is drawn. */
export function windowIn(query: string): Window | null {
  const given = new URLSearchParams(query);
  const upgrade = choiceOf(aheadChoices, given.get("upgrade"));
  const downgrade = choiceOf(behindChoices, given.get("downgrade"));
  return upgrade === undefined || downgrade === undefined ? null : { upgrade, downgrade };
}

/** The limit that a text names. */
export function choiceOf(choices: readonly Limit[], text: string | null): Limit | undefined {
  return choices.find((choice) => String(choice) === text);
}

/** Which window of the picture it is; null where it is another one. */
export function pictureOf({ upgrade, downgrade }: Window): PictureWindow | null {
  const names = Object.keys(pictureWindows) as PictureWindow[];
  const isSame = (name: PictureWindow) =>
    pictureWindows[name].upgrade === upgrade && pictureWindows[name].downgrade === downgrade;
  return names.find(isSame) ?? null;
}

/** Puts a window into the address of the page, so that who gets the link sees the same. */
export function showInAddress(window: Window): void {
  history.replaceState(history.state, "", windowQuery(window) + location.hash);
}
