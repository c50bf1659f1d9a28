import type { ExampleEntry, ExampleSources } from "../../content/content.js";
import { loadSources } from "../sources.js";

/** The examples that the workbench can begin with: those with two schemas. None where the list cannot be had. */
export async function loadIndex(): Promise<ExampleEntry[]> {
  try {
    const index = await import("@generated/guide/default/sources/index.json");
    return index.default;
  } catch {
    return [];
  }
}

/** The files of an example; null where there is no such example, or it cannot be had. */
export async function loadExample(id: string): Promise<ExampleSources | null> {
  const entry = (await loadIndex()).find((each) => each.id === id);
  if (!entry) return null;
  try {
    return await loadSources(entry.id);
  } catch {
    return null;
  }
}
