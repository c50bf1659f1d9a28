import type { ReviewItem } from "./rule.js";

/** Checklist items that belong to the review as a whole, not to one rule. */
export const generalReview: readonly ReviewItem[] = [
  {
    id: "REVIEW-1",
    holds: "The pull request contains a compatibility analysis for future releases and for past releases.",
    verify: "Find both headings in the description, filled in by the author.",
  },
  {
    id: "REVIEW-2",
    holds: "Two people beyond the usual acknowledgements have acknowledged the protocol change.",
    verify: "Count them; each has written down what they checked.",
  },
  {
    id: "REVIEW-3",
    holds: "The change goes into a release that may change the protocol: X.Y, never X.Y.Z.",
    verify: "Read the target branch; a stable branch takes no change to a `.proto` file.",
  },
  {
    id: "REVIEW-4",
    holds: "The mixed-version tests ran for every supported pair, and they block the release.",
    verify: "Open the run; look for pairs that were skipped.",
  },
  {
    id: "REVIEW-5",
    holds: "The release notes name what changed in the protocol and who has to upgrade first.",
    verify: "Read the entry as an operator who upgrades only one side.",
  },
];
