import type { RuleMeta } from "./rule.js";

export const gl4: RuleMeta = {
  id: "GL4",
  kind: "guideline",
  slug: "gl4-defaults",
  title: "Change a default across the window's edge",
  sentence:
    "A new behavior **must not** become the default before the oldest release without it has left the downgrade window.",
  because: "The same absent field means one thing to the older release and another to the newer.",
  checks: [
    {
      id: "GL4/default-changed",
      severity: "error",
      sees: "A proto2 or editions default, or the default of a declared feature, changed without straddling the window",
    },
  ],
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
};
