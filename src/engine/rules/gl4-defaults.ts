import type { Change, Comparison } from "../diff/change.js";
import { type Field, fieldText, type ScalarName, type Schema, typeText } from "../schema/schema.js";
import { describeField, elementOf, placeOfName } from "./describe.js";
import { restoreDefault } from "./repair.js";
import type { Check } from "./rule.js";
import type { Remedy, Rule, Violation } from "./violation.js";

const checks = [
  {
    id: "GL4/default-changed",
    severity: "error",
    tier: "unsafe",
    waitsFor: "written",
    countedFrom: "in which every writer writes the field out",
    forever: "write the field out to them, and read what they leave out as the older default",
    declarable: true,
    bump: "meaning",
    buf: { field: ["FIELD_SAME_DEFAULT"] },
    sees: "A default changed without straddling the window: that of a field of proto2 or an edition, declared or the first value of a closed enum, or that of a declared feature",
    answers: ["GL4-1"],
  },
] as const satisfies readonly Check[];

type DefaultChange = Extract<Change, { kind: "field-default-changed" }>;
type GL4Violation = Violation<(typeof checks)[number]["id"]>;

export const gl4 = {
  id: "GL4",
  kind: "guideline",
  slug: "gl4-defaults",
  title: "Change a default across the window's edge",
  sentence:
    "A new behavior **must not** become the default before the oldest release without it has left the window.",
  because: "The same absent field means one thing to the older release and another to the newer.",
  checks,
  review: [
    {
      id: "GL4-1",
      holds: "No default changed before the oldest release with the old one left the window.",
      verify:
        "Look for `[default = …]` in the diff, and for another first value of an enum of proto2 or of a closed one of an edition.",
      step: "diff",
      // The first value of a closed enum is the default of its fields.
      kinds: ["default", "removes-value"],
    },
    {
      id: "GL4-2",
      holds: "An absent field still means what it meant to every supported release.",
      verify:
        "Leave the field out of a request in a test, once against this release and once against the oldest supported one.",
      step: "direction",
      // Presence decides whether absence can be told from zero.
      kinds: ["default", "retypes", "meaning"],
      topics: ["presence", "behavior"],
    },
    {
      id: "GL4-3",
      holds: "A changed default has an off switch for at least one release.",
      verify: "Find the option, and the test that uses it.",
      step: "roll-out",
      kinds: ["default"],
    },
  ],
  compare: (comparison: Comparison) => comparison.changes.flatMap((change) => evaluate(change, comparison)),
} satisfies Rule;

function evaluate(change: Change, { after: head }: Comparison): GL4Violation[] {
  if (change.kind !== "field-default-changed") return [];
  const { message, before, after } = change;
  const isOfEnum = [before, after].every((field) => field.type.kind === "enum" && !field.default?.isDeclared);
  const why = isOfEnum ? `, since ${typeText(after)} begins with another value` : "";
  return [
    {
      check: "GL4/default-changed",
      element: elementOf("field", after),
      place: placeOfName(after.file, after),
      message: `${after.fullName} has ${sentencePart(after)}, and ${sentencePart(before)} in the older release${why}: where it is absent, the two sides disagree.`,
      before: { ...describeField(before), default: before.default?.text ?? null },
      after: { ...describeField(after), default: after.default?.text ?? null },
      impact: {
        kind: "known",
        owner: message.after.fullName,
        newWriter: "reinterpreted",
        oldWriter: "reinterpreted",
      },
      fix: remedy(change, head),
    },
  ];
}

function sentencePart({ default: value, type }: Field): string {
  if (!value) return "no declared default";
  const text = type.kind === "scalar" ? quoted(type.name, value.text) : value.text;
  return value.isDeclared || type.kind === "enum" ? `the default ${text}` : `the default ${text} of its type`;
}

/** Text as a file would write it: that of bytes has its escapes already. */
function quoted(type: ScalarName, text: string): string {
  if (type === "string") return JSON.stringify(text);
  return type === "bytes" ? `"${text}"` : text;
}

/** The older default is declared again, where the newer file can declare one and its enum still has the value. */
function remedy({ message, before, after }: DefaultChange, head: Schema): Remedy {
  const title = "Keep the default, and write the field out";
  const value = before.default;
  if (message.after.syntax === "proto3" || after.presence === "implicit" || !value) {
    return {
      title,
      advice: `Write ${after.name} in every message, since this release cannot declare its default.`,
    };
  }
  const values = after.type.kind === "enum" ? head.enums.get(after.type.name)?.values : undefined;
  if (!values || values.some(({ name }) => name === value.text)) {
    return { title, repair: restoreDefault(before, after, value) };
  }
  const isLeft = before.type.kind === "enum" && typeText(before) === typeText(after);
  return {
    title,
    advice: isLeft ? `${value.text} = ${value.number};` : `${fieldText(before)} = ${before.number};`,
  };
}
