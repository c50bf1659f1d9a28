import type { TopicId } from "./topics.js";

/** A step of the review, in the words of the review guide. */
export interface ReviewStep {
  id: string;
  title: string;
  /** When its items are asked: of a change before it is merged, or of a release before it is published. */
  asked: "change" | "release";
}

/** The steps in which a reviewer looks at a change, in their order. */
export const reviewSteps = [
  { id: "pull-request", title: "The pull request", asked: "change" },
  { id: "diff", title: "The diff", asked: "change" },
  { id: "history", title: "The history", asked: "change" },
  { id: "direction", title: "The direction", asked: "change" },
  { id: "window", title: "The window", asked: "change" },
  { id: "roll-out", title: "The roll-out", asked: "change" },
  { id: "merge", title: "The merge", asked: "change" },
  { id: "release", title: "The release", asked: "release" },
] as const satisfies readonly ReviewStep[];

export type ReviewStepId = (typeof reviewSteps)[number]["id"];

/** What a change may do to a protocol, as the end of a sentence that begins with "It". Links carry the identifiers. */
export const changeKinds = [
  { id: "adds", does: "adds a field or a message" },
  { id: "removes", does: "removes or deprecates a field, a message or an enum, or removes a `reserved`" },
  { id: "adds-value", does: "adds an enum or an enum value" },
  { id: "removes-value", does: "removes, renumbers or reorders enum values" },
  { id: "renames", does: "renames, renumbers or moves something" },
  { id: "retypes", does: "changes a type, `repeated`, presence, a oneof or the edition" },
  { id: "default", does: "changes a default" },
  { id: "method", does: "adds, changes, deprecates or removes a method" },
  { id: "selects", does: "lets a string or a number select behavior, or reports a version or a capability" },
  {
    id: "meaning",
    does: "changes a meaning, what is accepted or answered, a deadline, a size or bytes on disk",
  },
] as const;

export type ChangeKind = (typeof changeKinds)[number]["id"];

/** One question that a reviewer answers before acknowledging a protocol change. */
export interface ReviewItem {
  /** Stable identifier, `<rule>-<number>`; also the anchor on the checklist page. A new item takes the next number. */
  id: string;
  /** A statement that is true of a change that may be merged. */
  holds: string;
  /** How to verify it. */
  verify: string;
  /** The step of the review in which it is looked at. */
  step: ReviewStepId;
  /** The kinds of change for which it may matter. */
  kinds: readonly ChangeKind[] | "every";
  /**
   * What settles it where the checks that answer it report nothing: the two schemas, these with all types that they name,
   * only the whole history, or only releases with a window. Left out where a person has to look all the same, since checks see a part of it at most.
   */
  settledBy?: "schemas" | "types" | "history" | "releases";
  /** What refutes it as the schemas show, also where none of its checks says so: a name or a number that is gone and not reserved. */
  refutedBy?: "name" | "number";
  /** The pages of `docs/beyond` that show what happens otherwise. */
  topics?: readonly TopicId[];
}

/** The kinds of change that touch a schema: whatever copies it has, they change, too. */
export const schemaKinds: readonly ChangeKind[] = [
  "adds",
  "removes",
  "adds-value",
  "removes-value",
  "renames",
  "retypes",
  "default",
  "method",
];

/**
 * The kinds that no schema shows, or not in full, as what a program does by default: only who reads the program sees whether
 * a change is one of them.
 */
export const hiddenKinds = changeKinds.filter(({ id }) => id === "default" || !schemaKinds.includes(id));

/** Whether an item may matter for a change that does these things. */
export function appliesTo({ kinds }: Pick<ReviewItem, "kinds">, chosen: readonly ChangeKind[]): boolean {
  return kinds === "every" || kinds.some((kind) => chosen.includes(kind));
}
