import type { Revision } from "./ledger.js";

/** A revision in a sentence: `commit 3f2a1b0c9d of 2021-02-11 (release 2.1)`. */
export function revisionText({ commit, date, release, source }: Revision): string {
  const from = source === "" ? "" : ` in ${source}`;
  const shipped = release === null ? "" : ` (release ${release})`;
  return `commit ${commit.slice(0, 10)}${from} of ${date.slice(0, 10)}${shipped}`;
}
