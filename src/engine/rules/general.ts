import type { ReviewItem } from "./review.js";

/** Checklist items that belong to the review as a whole, not to one rule. */
export const generalReview: readonly ReviewItem[] = [
  {
    id: "REVIEW-1",
    holds: "The pull request contains a compatibility analysis for future releases and for past releases.",
    verify: "Find both headings in the description, filled in by the author.",
    step: "pull-request",
    kinds: "every",
  },
  {
    id: "REVIEW-2",
    holds: "Two people beyond the usual acknowledgements have acknowledged the protocol change.",
    verify: "Count them; each has written down what they checked.",
    step: "merge",
    kinds: "every",
  },
  {
    id: "REVIEW-3",
    holds: "The change goes into a release that may change the protocol: X.Y, never X.Y.Z.",
    verify: "Read the target branch; a stable branch takes no change to a `.proto` file.",
    step: "pull-request",
    kinds: "every",
  },
  {
    id: "REVIEW-4",
    holds: "The release is blocked until every pair that it adds has passed.",
    verify: "Find the gate of the release, and look for pairs that it skips.",
    step: "release",
    kinds: "every",
  },
  {
    id: "REVIEW-5",
    holds: "The release notes name what changed in the protocol and who has to upgrade first.",
    verify: "Read the entry as an operator who upgrades only one side.",
    step: "release",
    kinds: "every",
  },
  {
    id: "REVIEW-6",
    holds:
      "The analysis names the libraries at both ends and between them, and what each drops or refuses of a message that it does not know in full.",
    verify:
      "For client, server, and whatever stores, forwards or converts the message, find the library and its version, and a round trip that shows what is left of an unknown field.",
    step: "direction",
    // A name, a default or a method is nothing that a library could drop from a message.
    kinds: ["adds", "removes", "adds-value", "removes-value", "retypes"],
  },
  {
    id: "REVIEW-7",
    holds: "The mixed pairs that the analysis names were run.",
    verify:
      "Open the run that the analysis refers to; each pair is a release of the client with one of the server.",
    step: "merge",
    kinds: "every",
  },
  {
    id: "REVIEW-8",
    holds: "The analysis says what users of the generated code have to change.",
    verify:
      "Generate code from the new schema, and compile the callers of the old one against it: accessors, types, the cases of a switch, the methods of an interface.",
    step: "direction",
    // Nobody has used a field that is new, while a new enum value is missing from a switch over all of them.
    kinds: ["removes", "adds-value", "removes-value", "renames", "retypes", "method"],
  },
  {
    id: "REVIEW-9",
    holds: "The largest message still fits the limit of every peer that receives it.",
    verify:
      "Find the limit of each receiver, and what bounds each string, each `bytes` and each repeated field that grows.",
    step: "direction",
    kinds: ["adds", "retypes", "meaning"],
  },
];
