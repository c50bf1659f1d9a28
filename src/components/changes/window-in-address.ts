import { type PictureWindow, pictureWindows } from "../../content/changes.js";

const names = Object.keys(pictureWindows) as PictureWindow[];

/** The window that the query of an address names, as that of the policy page does; null where that is none of the choices. */
export function windowIn(query: string): PictureWindow | null {
  const given = new URLSearchParams(query);
  const isGiven = (name: PictureWindow) =>
    Object.entries(pictureWindows[name]).every(([key, limit]) => given.get(key) === String(limit));
  return names.find(isGiven) ?? null;
}

/** Puts a window into the address of the page, so that who gets the link sees the same. */
export function showInAddress(window: PictureWindow): void {
  const { upgrade, downgrade } = pictureWindows[window];
  const query = `?upgrade=${upgrade}&downgrade=${downgrade}`;
  history.replaceState(history.state, "", query + location.hash);
}
