/** A commit, or a state that another repository exported. */
export interface Revision {
  /** Full hash. */
  commit: string;
  /** ISO 8601, the committer's date. */
  date: string;
  /** Where an included ledger came from, empty for this repository. */
  source: string;
}

/** A revision in a sentence: `commit 3f2a1b0c9d of 2021-02-11`. */
export function revisionText({ commit, date, source }: Revision): string {
  const from = source === "" ? "" : ` in ${source}`;
  return `commit ${commit.slice(0, 10)}${from} of ${date.slice(0, 10)}`;
}
