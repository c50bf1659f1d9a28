import type { Change, Comparison } from "../diff/change.js";
import { typeText } from "../schema/schema.js";
import { describeField, elementOf, placeOfName } from "./describe.js";
import { restoreDefault } from "./repair.js";
import type { Check } from "./rule.js";
import type { Rule, Violation } from "./violation.js";

const checks = [
  {
    id: "GL4/default-changed",
    severity: "error",
    tier: "unsafe",
    waitsFor: "writers",
    declarable: true,
    bump: "meaning",
    buf: { field: ["FIELD_SAME_DEFAULT"] },
    sees: "A proto2 or editions default, or the default of a declared feature, changed without straddling the window",
    answers: ["GL4-1"],
  },
] as const satisfies readonly Check[];

type GL4Violation = Violation<(typeof checks)[number]["id"]>;

export const gl4 = {
  id: "GL4",
  kind: "guideline",
  slug: "gl4-defaults",
  title: "Change a default across the window's edge",
  sentence:
    "A new behavior **must not** become the default before the oldest release without it has left the downgrade window.",
  because: "The same absent field means one thing to the older release and another to the newer.",
  checks,
  review: [
    {
      id: "GL4-1",
      holds:
        "No declared default changed before the oldest release with the old one left the downgrade window.",
      verify: "Look for `[default = …]` in the diff.",
    },
    {
      id: "GL4-2",
      holds: "An absent field still means what it meant to every supported release.",
      verify:
        "Leave the field out of a request in a test, once against this release and once against the oldest supported one.",
    },
    {
      id: "GL4-3",
      holds: "A changed default has an off switch for at least one release.",
      verify: "Find the option, and the test that uses it.",
    },
  ],
  compare: ({ changes }: Comparison) => changes.flatMap(evaluate),
} satisfies Rule;

function evaluate(change: Change): GL4Violation[] {
  if (change.kind !== "field-default-changed") return [];
  const { message, before, after } = change;
  const repair = restoreDefault(before, after);
  const title = "Keep the default, and write the field out";
  const said = (value: string | null) => (value === null ? "no declared default" : `the default ${value}`);
  return [
    {
      check: "GL4/default-changed",
      element: elementOf("field", after),
      place: placeOfName(after.file, after),
      message: `${after.fullName} has ${said(after.default)}, and ${said(before.default)} in the older release: where it is absent, the two sides disagree.`,
      before: { ...describeField(before), default: before.default },
      after: { ...describeField(after), default: after.default },
      impact: {
        kind: "known",
        owner: message.after.fullName,
        newWriter: "reinterpreted",
        oldWriter: "reinterpreted",
      },
      fix: repair
        ? { title, repair }
        : { title, advice: `${typeText(before)} ${before.name} = ${before.number};` },
    },
  ];
}
