/** What the buttons of an example need, fetched when somebody is about to press one. Nothing here is in the page. */
import type { ExampleSources } from "../../plugins/guide/content.js";

/** The files of an example. */
export async function loadSources(id: string): Promise<ExampleSources> {
  const module = await import("./sources.js");
  return module.loadSources(id);
}

export const loadEditor = () => import("../editor/Editor.js").then((module) => module.default);
export const loadRunner = () => import("../runner.js");
export const loadResults = () => import("./result.js");
export const loadLinks = () => import("./links.js");

/** Fetches all that a run takes. What fails here fails again, and is told, when the button is pressed. */
export function preloadRun(id: string): void {
  const nothing = () => {};
  loadSources(id).catch(nothing);
  loadResults().catch(nothing);
  loadRunner().then((runner) => runner.preload(), nothing);
}

/** Fetches all that editing takes. */
export function preloadEditor(): void {
  loadEditor().catch(() => {});
}
