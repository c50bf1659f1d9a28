import { useEffect, useMemo, useState } from "react";
import type { Find, Result } from "./finder.js";
import { loadFind } from "./load.js";

/** What the search has for a query, and what it says of it. */
export interface Search {
  results: Result[];
  /** One sentence for everybody, shown and read out. */
  status: string;
  /** Whether it has looked and nothing fits. */
  isEmpty: boolean;
}

/** Loads the index as soon as this is used, and looks for a query in it. */
export function useResults(query: string, baseUrl: string): Search {
  const [find, setFind] = useState<Find>();
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    loadFind(baseUrl).then(
      (loaded) => setFind(() => loaded),
      () => setHasFailed(true),
    );
  }, [baseUrl]);
  const results = useMemo(() => find?.(query) ?? [], [find, query]);
  const isEmpty = find !== undefined && query.trim() !== "" && results.length === 0;
  if (hasFailed) return { results, status: failed, isEmpty };
  if (query.trim() === "") return { results, status: "", isEmpty };
  return { results, status: find ? statusOf(results.length, query) : "Loading the index …", isEmpty };
}

const failed = "The index could not be loaded. Check the network and open the search again.";

function statusOf(count: number, query: string): string {
  if (count === 0) return `Nothing fits “${query.trim()}”.`;
  return count === 1 ? "1 result" : `${count} results`;
}
