import { type Revision, revisionText } from "./revision.js";

/** What shows that a number was used: how it was called there, and in which revision. */
export type Evidence = ReleaseEvidence | OfficialEvidence | OtherEvidence;

interface Shown {
  /** The name of the field or value there. */
  name: string;
  /** Its type there. */
  type: string;
  revision: Revision;
}

/** A release has it: its own tree, not merely its history. */
export interface ReleaseEvidence extends Shown {
  kind: "release";
  /** The first such tag. */
  release: string;
}

/**
 * The first-parent history of the default branch, of a release branch or of a release has it; the revision is the first
 * one, name and type are the last.
 */
export interface OfficialEvidence extends Shown {
  kind: "official";
}

/** Only work in progress has it: inside of a branch that was merged, or on one that is not. */
export interface OtherEvidence extends Shown {
  kind: "other";
  /**
   * The branch or tag that reaches the revision, by its full name, where it is neither in the official history nor in that
   * of the revision that is checked; null where it is in one of them.
   */
  ref: string | null;
}

/** Where it was, in a sentence: `release 2.1`, `commit 3f2a1b0c9d of 2021-02-11`, `branch feature/x`. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case "release":
      return `release ${evidence.release}${sourceText(evidence.revision)}`;
    case "official":
      return revisionText(evidence.revision);
    case "other":
      return evidence.ref === null ? revisionText(evidence.revision) : refText(evidence.ref);
  }
}

function sourceText({ source }: Revision): string {
  return source === "" ? "" : ` in ${source}`;
}

/** A ref in a sentence: `branch feature/x`, `tag nightly`. */
export function refText(ref: string): string {
  const [, kind, name = ref] = /^refs\/(heads|remotes|tags)\/(.+)$/.exec(ref) ?? [];
  return `${kind === "tags" ? "tag" : "branch"} ${name}`;
}
