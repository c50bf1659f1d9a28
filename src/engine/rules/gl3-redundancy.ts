import type { Change, Comparison } from "../diff/change.js";
import type { Schema } from "../schema/schema.js";
import { describeField, elementOf, placeOfName } from "./describe.js";
import { keepExtension } from "./keep-extension.js";
import { oncePerChange } from "./once-per-change.js";
import { type Marks, restoreField } from "./repair.js";
import type { Check } from "./rule.js";
import type { Remedy, Rule, Violation } from "./violation.js";

const checks = [
  {
    id: "GL3/removed-inside-window",
    severity: "error",
    tier: "unsafe",
    waitsFor: "peers",
    needsMark: true,
    forever: "keep the field for them, or end their support with a new major release",
    needsWindow: true,
    bump: "removal",
    sees: "A field was removed, even if reserved, while a release inside the window still relies on it; a warning where all such releases are ones that never leave the window",
    answers: ["GL3-1"],
  },
] as const satisfies readonly Check[];

type GL3Violation = Violation<(typeof checks)[number]["id"]>;

export const gl3 = {
  id: "GL3",
  kind: "guideline",
  slug: "gl3-redundancy",
  title: "Write the same fact twice while you migrate",
  sentence:
    "A writer **should** send the old and the new form of a fact side by side until no reader inside the window needs the old one.",
  because: "A reader inside the window that only knows the old form sees a default instead.",
  checks,
  review: [
    {
      id: "GL3-1",
      holds: "A replaced field is still written, with the same meaning, in this release.",
      verify: "Find both assignments next to each other in the writer.",
      step: "roll-out",
      // A field that is new may replace another, and one with another number is gone for whoever has the older number.
      kinds: ["adds", "removes", "renames"],
    },
    {
      id: "GL3-2",
      holds: "Where the two forms of a fact disagree, every reader takes the same one.",
      verify: "Find the test in which the two disagree, and the branch of each reader that chooses.",
      step: "roll-out",
      // A field that is new may replace another.
      kinds: ["adds", "removes"],
    },
    {
      id: "GL3-3",
      holds: "The release in which the old form may go is written down.",
      verify:
        "Compute it from the window: the first release in which no supported reader needs the old form.",
      step: "roll-out",
      kinds: ["removes", "method"],
      topics: ["deprecation"],
    },
    {
      id: "GL3-4",
      holds:
        "What replaces something is there when the mark as deprecated comes: a field in the same release, a method or an enum value one release before.",
      verify: "Find the release that has the replacement, and the code on both sides that uses it.",
      step: "roll-out",
      kinds: ["removes", "removes-value", "method"],
      topics: ["deprecation"],
    },
  ],
  compare: ({ changes, after }: Comparison) => changes.flatMap((change) => evaluate(change, after)),
} satisfies Rule;

/** A release that marks the field as deprecated reads the new form, and writes the old one for others only. */
const evaluate = oncePerChange((change: Change, newer: Schema): GL3Violation[] => {
  switch (change.kind) {
    case "field-removed":
      return change.before.deprecated ? [] : [gone(change, newer)];
    // To a release that has the older number the field is gone as well; once that number is free, nothing more has gone.
    case "number-reused":
    case "field-renumbered":
      return change.before.deprecated ? [] : [{ ...violationOf(change), fix: null, isSaidOtherwise: true }];
    default:
      return [];
  }
});

type Removal = Extract<Change, { kind: "field-removed" }>;

function gone(change: Removal, newer: Schema): GL3Violation {
  const keep =
    change.reservedNumber || change.reservedName
      ? "Keep the field in place of what is reserved for it"
      : "Keep the field";
  return {
    ...violationOf(change),
    fix: restored(
      `${keep}, and mark it as deprecated once what replaces it is there`,
      change,
      "as it was",
      newer,
    ),
    markedFix: restored(
      `${keep}, marked as deprecated, while a release in the window relies on it`,
      change,
      "deprecated",
      newer,
    ),
    lateFix: restored(
      `${keep}, marked as deprecated, as long as they stay, or allow this with a reason`,
      change,
      "deprecated",
      newer,
    ),
  };
}

function violationOf({ message, before }: Pick<Removal, "message" | "before">): Omit<GL3Violation, "fix"> {
  return {
    check: "GL3/removed-inside-window",
    element: elementOf("field", before),
    place: placeOfName(message.after.file, message.after),
    message: `${before.fullName} is gone, and a release inside the window still relies on it.`,
    before: describeField(before),
    after: null,
    impact: {
      kind: "known",
      owner: message.after.fullName,
      newWriter: "defaulted",
      oldWriter: "unknown",
    },
  };
}

function restored(title: string, { message, before }: Removal, marks: Marks, newer: Schema): Remedy {
  return before.extension === null
    ? { title, repair: restoreField(message.after, before, marks) }
    : keepExtension(title, message.after, before, marks, newer);
}
