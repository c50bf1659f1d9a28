import type { Change, Comparison } from "../diff/change.js";
import { describeField, elementOf, placeOfName } from "./describe.js";
import type { Check } from "./rule.js";
import type { Rule, Violation } from "./violation.js";

const checks = [
  {
    id: "GL5/version-field",
    severity: "info",
    tier: "safe",
    once: true,
    bump: "addition",
    sees: "A version number was put on the wire",
    answers: ["GL5-1"],
  },
] as const satisfies readonly Check[];

type GL5Violation = Violation<(typeof checks)[number]["id"]>;

export const gl5 = {
  id: "GL5",
  kind: "guideline",
  slug: "gl5-wire-versions",
  title: "Ask for capabilities, not for versions",
  sentence:
    "A protocol **should not** carry a version number to switch on; a peer **should** ask for the capability that it needs.",
  because: "A version needs conversion code that has to be kept and tested for every pair.",
  checks,
  review: [
    {
      id: "GL5-1",
      holds: "No code branches on the version of the peer.",
      verify: "Search the change for comparisons with a version field or a version string.",
      step: "direction",
      kinds: ["adds", "selects"],
    },
    {
      id: "GL5-2",
      holds: "A capability that is advertised is also read.",
      verify: "Find the reader of each added capability in the same series of changes.",
      step: "direction",
      // A change that tells a capability is a kind of its own, whatever else it adds.
      kinds: ["selects"],
    },
    {
      id: "GL5-3",
      holds: "An absent capability means that the peer does not have it.",
      verify: "Run the new client against the oldest supported server, which does not know the field.",
      step: "direction",
      kinds: ["selects"],
      topics: ["before-stable"],
    },
  ],
  compare: ({ changes }: Comparison) => changes.flatMap(evaluate),
} satisfies Rule;

/** A name that says "version of a peer": `version`, `agent_version`, `api_version_minor`. */
const versionName = /(^|_)version(_(major|minor|number|string))?$/i;

function evaluate(change: Change): GL5Violation[] {
  if (change.kind !== "field-added" || !versionName.test(change.after.name)) return [];
  const { after } = change;
  return [
    {
      check: "GL5/version-field",
      element: elementOf("field", after),
      place: placeOfName(after.file, after),
      message: `${after.fullName} puts a version on the wire: fine in a log, not to branch on.`,
      before: null,
      after: describeField(after),
      impact: null,
      fix: { title: "Say what the peer can do", advice: "repeated string features = …;" },
    },
  ];
}
