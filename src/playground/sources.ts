import type { ExampleSources } from "../content/content.js";

/** Fetches the files of an example. */
export async function loadSources(id: string): Promise<ExampleSources> {
  const { default: sources } = await import(`@generated/guide/default/sources/${id}.json`);
  return sources;
}
