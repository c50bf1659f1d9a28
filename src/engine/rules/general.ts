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
    holds:
      "The pairs that the analysis names were run, and the release is blocked until every pair that it adds has passed.",
    verify:
      "Open the run that the analysis refers to; find the gate of the release, and look for pairs that it skips.",
  },
  {
    id: "REVIEW-5",
    holds: "The release notes name what changed in the protocol and who has to upgrade first.",
    verify: "Read the entry as an operator who upgrades only one side.",
  },
  {
    id: "REVIEW-6",
    holds:
      "The analysis names the libraries at both ends and between them, and what each drops of a message that it does not know in full.",
    verify:
      "For client, server, and whatever stores, forwards or converts the message, find the library and its version, and a round trip that shows what is left of an unknown field.",
  },
];
