import index from "@generated/guide/default/sources/index.json";
import type { ExampleEntry, ExampleSources } from "../../content/content.js";
import { loadSources } from "../sources.js";

/** The examples that the workbench can begin with: those with two schemas. */
export const examples: readonly ExampleEntry[] = index;

/** The files of an example; null where there is no such example, or it cannot be had. */
export async function loadExample(id: string): Promise<ExampleSources | null> {
  const entry = examples.find((each) => each.id === id);
  if (!entry) return null;
  try {
    return await loadSources(entry.id);
  } catch {
    return null;
  }
}
