import { refusesAbsence, rulesLines } from "../constraints/constraint.js";
import { typeConstraints } from "../constraints/of-types.js";
import type { Change, Comparison } from "../diff/change.js";
import { messageNamed } from "../schema/well-known-schema.js";
import { describeField, elementOf, placeOfName } from "./describe.js";
import type { Check } from "./rule.js";
import type { Remedy, Violation } from "./violation.js";

/**
 * Constraints of protovalidate, `buf.validate`: options that say what a field or a message accepts beyond its type. Whoever
 * checks them refuses the rest; no schema tells who does.
 * Source: https://protovalidate.com/
 */
export const constraintChecks = [
  {
    id: "R4/constraint-tightened",
    shownBeside: ["type"],
    severity: "tier",
    tier: "conditional",
    waitsFor: "writers",
    countedFrom: "whose writers keep to it",
    forever: "accept from them what was accepted before",
    bump: "meaning",
    sees: "A constraint of protovalidate accepts less: a limit, a list, a pattern, an expression or `required`",
    answers: ["GL2-5"],
  },
  {
    id: "R4/constraint-loosened",
    shownBeside: ["type"],
    severity: "tier",
    tier: "conditional",
    waitsFor: "readers",
    forever: "ask them before you write what is new",
    bump: "meaning",
    sees: "A constraint of protovalidate accepts more than readers inside the window do",
    answers: ["GL2-5"],
  },
  {
    id: "R4/constraint-changed",
    shownBeside: ["type"],
    severity: "tier",
    tier: "conditional",
    waitsFor: "peers",
    countedFrom: "whose writers keep to what both accept",
    forever: "write to them only what both accept, and accept from them what either does",
    bump: "meaning",
    sees: "A constraint of protovalidate accepts other values, or has another pattern or expression, of which nobody can tell whether it accepts more",
    answers: ["GL2-5"],
  },
] as const satisfies readonly Check[];

type ConstraintViolation = Violation<(typeof constraintChecks)[number]["id"]>;

type ConstraintChanged = Extract<Change, { kind: "field-constraint-changed" | "message-constraint-changed" }>;

/** What a relation means: its check, who is hurt, and what to do. */
const judgments = {
  narrower: {
    check: "R4/constraint-tightened",
    what: "accepts less than in the older release",
    harm: "readers that check it refuse what writers of the older release may send",
    newWriter: null,
    oldWriter: "rejected",
    fix: {
      title: "Let the writers keep to it first, and refuse the rest when the older ones have left the window",
      advice: "Keep the older constraint in this release, and log what the narrower one would refuse.",
    },
  },
  wider: {
    check: "R4/constraint-loosened",
    what: "accepts more than in the older release",
    harm: "readers of the older release that check it refuse what writers of this release may send",
    newWriter: "rejected",
    oldWriter: null,
    fix: {
      title: "Accept it now, and send it when every reader in the window accepts it",
      advice: "Let the writers of this release keep to the older constraint.",
      suitsPublished: true,
    },
  },
  other: {
    check: "R4/constraint-changed",
    what: "is checked by other rules than in the older release",
    harm: "readers of either release that check it may refuse what the other one writes",
    newWriter: "rejected",
    oldWriter: "rejected",
    fix: {
      title: "Write only what both constraints accept while both releases are in the window",
      advice: "Accept what either constraint accepts, and narrow it when the older writers have left.",
    },
  },
} as const satisfies Record<ConstraintChanged["constraint"]["relation"], unknown>;

/** What a change of constraints means. */
export function constraintChanged(change: ConstraintChanged): ConstraintViolation {
  const { constraint } = change;
  const { check, what, harm, newWriter, oldWriter, fix } = judgments[constraint.relation];
  const { element, owner, place, name, before, after } = subjectOf(change);
  return {
    check,
    element,
    place,
    message: `${name} ${what}, ${differenceText(constraint)}: ${harm}; no schema tells which readers do.`,
    before: { ...before, constraints: constraint.before.join("; ") },
    after: { ...after, constraints: constraint.after.join("; ") },
    impact: { kind: "known", owner, newWriter, oldWriter },
    fix: fix satisfies Remedy,
  };
}

/**
 * What a field accepts that has another message as its type; nothing where a type is none or is not at hand. How the two
 * messages differ beyond their rules is the change of the type itself.
 */
export function constraintOfOtherType(
  { message, before, after }: Extract<Change, { kind: "field-type-changed" }>,
  schemas: Pick<Comparison, "before" | "after">,
): ConstraintViolation[] {
  const find = {
    before: (name: string) => messageNamed(schemas.before, name),
    after: (name: string) => messageNamed(schemas.after, name),
  };
  const constraint = typeConstraints(before.type, after.type, find);
  return constraint
    ? [constraintChanged({ kind: "field-constraint-changed", message, before, after, constraint })]
    : [];
}

/** A field that a message of the older release had to have, and that no message of this one has. */
export function constraintOfRemovedField({
  message,
  before,
}: Extract<Change, { kind: "field-removed" }>): ConstraintViolation[] {
  if (before.rules.length === 0 || !refusesAbsence(message.before, before)) return [];
  const constraints = rulesLines(before);
  return [
    {
      check: "R4/constraint-loosened",
      element: elementOf("field", before),
      place: placeOfName(message.after.file, message.after),
      message: `${before.fullName} is gone, and readers of the older release that check ${shortened(constraints)} refuse a message without it, which is every one of this release; no schema tells which readers do.`,
      before: { ...describeField(before), constraints: constraints.join("; ") },
      after: null,
      impact: { kind: "known", owner: message.after.fullName, newWriter: "rejected", oldWriter: null },
      fix: {
        title: "Keep the field, and write it, until the readers that want it have left the window",
        advice: "Take the constraint away first. When no reader in the window checks it, remove the field.",
        suitsPublished: true,
      },
    },
  ];
}

/** A new field that a message must have: no message of the older release has it. */
export function constraintOfNewField({
  message,
  after,
}: Extract<Change, { kind: "field-added" }>): ConstraintViolation[] {
  if (after.rules.length === 0 || !refusesAbsence(message.after, after)) return [];
  const constraints = rulesLines(after);
  return [
    {
      check: "R4/constraint-tightened",
      element: elementOf("field", after),
      place: placeOfName(after.file, after),
      message: `${after.fullName} is new, and readers that check ${shortened(constraints)} refuse a message without it, which is every one of the older release; no schema tells which readers do.`,
      before: null,
      after: { ...describeField(after), constraints: constraints.join("; ") },
      impact: { kind: "known", owner: message.after.fullName, newWriter: null, oldWriter: "rejected" },
      fix: {
        title: "Accept a message without it until the older writers have left the window",
        advice: "Write the field in this release, and add the constraint later.",
      },
    },
  ];
}

/** What a change is about. A oneof goes by its message, as it has no name of its own for comments and reports. */
function subjectOf(change: ConstraintChanged) {
  if (change.kind === "field-constraint-changed") {
    const { message, before, after } = change;
    return {
      element: elementOf("field", after),
      owner: message.after.fullName,
      place: placeOfName(after.file, after),
      name: after.fullName,
      before: describeField(before),
      after: describeField(after),
    };
  }
  const { before, after, oneof } = change;
  const [older, newer] = oneof ? [oneof.before, oneof.after] : [before, after];
  const { file, fullName } = after;
  return {
    element: elementOf("message", after),
    owner: fullName,
    place: placeOfName(file, newer),
    name: oneof ? `the oneof "${newer.name}" of ${fullName}` : fullName,
    before: { name: older.name, file: before.file },
    after: { name: newer.name, file },
  };
}

/** What came and what is gone, in a sentence. */
function differenceText({ before, after }: ConstraintChanged["constraint"]): string {
  const added = after.filter((line) => !before.includes(line));
  const removed = before.filter((line) => !after.includes(line));
  if (added.length + removed.length === 0) return "by a rule of its message";
  if (added.length === 0) return `without ${shortened(removed)}`;
  return removed.length === 0
    ? `now with ${shortened(added)}`
    : `${shortened(added)} in place of ${shortened(removed)}`;
}

const mostLines = 3;
const longestLine = 60;

function shortened(lines: readonly string[]): string {
  const shown = lines.slice(0, mostLines).map((line) => {
    return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
  });
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(" and ");
}
