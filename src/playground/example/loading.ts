/** What the buttons of an example need, fetched when somebody is about to press one. Nothing here is in the page. */
import type { ExampleSources } from "../../content/content.js";

/** The files of an example. */
export async function loadSources(id: string): Promise<ExampleSources> {
  const module = await import("../sources.js");
  return module.loadSources(id);
}

export const loadEditor = () => import("../editor/Editor.js").then((module) => module.default);
export const loadLinks = () => import("./links.js");

/** What runs programs, what shows what came of one, and the files of an example. */
export const loadRun = (id: string) =>
  Promise.all([import("../runner.js"), import("./result.js"), loadSources(id)]);

/** Fetches all that editing takes, and running what was edited. What fails here fails again, and is told, then. */
export function preloadEditor(): void {
  const nothing = () => {};
  loadEditor().catch(nothing);
  import("../parts.js").then(({ loadPart }) => loadPart("strip")).catch(nothing);
}
