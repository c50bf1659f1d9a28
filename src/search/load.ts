import { type SearchPage, searchFile } from "../content/search.js";
import type { Find } from "./finder.js";

let loading: Promise<Find> | undefined;

/** Loads the index and what searches in it, once for as long as the page is open; a failure is forgotten. */
export function loadFind(baseUrl: string): Promise<Find> {
  loading ??= load(baseUrl).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(baseUrl: string): Promise<Find> {
  const [{ makeFind }, pages] = await Promise.all([import("./finder.js"), fetchPages(baseUrl)]);
  return makeFind(pages);
}

async function fetchPages(baseUrl: string): Promise<SearchPage[]> {
  const response = await fetch(baseUrl + searchFile);
  if (!response.ok) throw new Error(`${searchFile}: ${response.status}`);
  return response.json();
}
