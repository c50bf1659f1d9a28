import type { RuleMeta } from "./rule.js";

export const gl5: RuleMeta = {
  id: "GL5",
  kind: "guideline",
  slug: "gl5-wire-versions",
  title: "Ask for capabilities, not for versions",
  sentence:
    "A protocol **should not** carry a version number to switch on; a peer **should** ask for the capability that it needs.",
  because: "A version needs conversion code that has to be kept and tested for every pair.",
  checks: [{ id: "GL5/version-field", severity: "info", sees: "A version number was put on the wire" }],
  review: [
    {
      id: "GL5-1",
      holds: "No code branches on the version of the peer.",
      verify: "Search the change for comparisons with a version field or a version string.",
    },
    {
      id: "GL5-2",
      holds: "A capability that is advertised is also read.",
      verify: "Find the reader of each added capability in the same series of changes.",
    },
    {
      id: "GL5-3",
      holds: "An absent capability means that the peer does not have it.",
      verify: "Run the new client against the oldest supported server, which does not know the field.",
    },
  ],
};
