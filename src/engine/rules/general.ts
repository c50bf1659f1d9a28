import type { ReviewItem } from "./review.js";

/** The item that asks for the compatibility analysis. */
export const analysisItem: ReviewItem = {
  id: "REVIEW-1",
  holds: "The pull request contains a compatibility analysis for future releases and for past releases.",
  verify: "Find both headings in the description, filled in by the author.",
  step: "pull-request",
  kinds: "every",
};

/** The item that asks which libraries handle a message, since a schema does not tell what they do. */
export const librariesItem: ReviewItem = {
  id: "REVIEW-6",
  holds:
    "The analysis names the libraries at both ends and between them, and what each drops or refuses of a message that it does not know in full.",
  verify:
    "For client, server, and whatever stores, forwards or converts the message, find the library and its version, and a round trip that shows what is left of an unknown field.",
  step: "direction",
  // A name, a default or a method is nothing that a library could drop from a message.
  kinds: ["adds", "removes", "adds-value", "removes-value", "retypes"],
};

/** Checklist items that belong to the review as a whole, not to one rule. */
export const generalReview: readonly ReviewItem[] = [
  analysisItem,
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
  librariesItem,
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
    topics: ["generated-code"],
  },
  {
    id: "REVIEW-9",
    holds: "The largest message still fits the limit of every peer that receives it.",
    verify:
      "Find the limit of each receiver, and what bounds each string, each `bytes` and each repeated field that grows.",
    step: "direction",
    kinds: ["adds", "retypes", "meaning"],
    topics: ["metadata"],
  },
  {
    id: "REVIEW-10",
    holds: "An error keeps what supported clients read of it besides its status.",
    verify:
      "Search the oldest supported client for reasons, details that it unpacks, and words of a message.",
    step: "direction",
    kinds: ["meaning"],
    topics: ["errors"],
  },
  {
    id: "REVIEW-11",
    holds: "A request as before still gets its order, its pages, its effects, and its answer to a repeat.",
    verify:
      "Send what the oldest supported client sends to both releases, twice; hand a page token of each to the other.",
    step: "direction",
    kinds: ["meaning"],
    topics: ["behavior"],
  },
  {
    id: "REVIEW-12",
    holds: "The server asks for no header and no time that a supported client does not give.",
    verify:
      "Call it without the header, and with the deadline of the oldest supported client while the server takes its time.",
    step: "direction",
    kinds: ["meaning"],
    topics: ["metadata"],
  },
  {
    id: "REVIEW-13",
    holds: "A stream that is open during the upgrade ends so that its client goes on where it was.",
    verify:
      "Open it with the oldest supported client, replace the server, and look for messages that are missing or come twice.",
    step: "roll-out",
    kinds: ["method"],
    topics: ["streams"],
  },
  {
    id: "REVIEW-14",
    holds: "Servers have counted no call of what is removed for as long as the longest-lived client runs.",
    verify:
      "Read the counter by method and by release of the client, the time that it covers, and who keeps it.",
    step: "roll-out",
    kinds: ["method"],
    topics: ["deprecation", "v1-beside-v2"],
  },
  {
    id: "REVIEW-15",
    holds: "Readers that no list of releases names read what is written from now on, and before.",
    verify:
      "List the queues, files, tables and registries that hold the message, how long each keeps it, and who reads it there.",
    step: "window",
    kinds: ["removes", "removes-value", "renames", "retypes"],
    topics: ["many-readers"],
  },
  {
    id: "REVIEW-16",
    holds: "What is not promised yet says so in its package, at a gate, or as a capability.",
    verify: "Find the mark in the schema or in the answer, and what has to be true before it goes.",
    step: "window",
    kinds: ["adds", "method"],
    topics: ["before-stable"],
  },
];
