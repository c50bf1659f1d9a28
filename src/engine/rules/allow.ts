import type { Check } from "./rule.js";

/** What is wrong with an allow itself. No page and no rule stands behind these, so their findings say it all. */
const about = { severity: "error", tier: "safe", bump: null, answers: [] } as const;

export const allowChecks = {
  unreadable: {
    ...about,
    id: "allow/unreadable",
    sees: "A comment addresses the command and allows nothing, or a check that does not exist",
  },
  withoutReason: { ...about, id: "allow/without-reason", sees: "An allow gives no reason" },
  stale: { ...about, id: "allow/stale", sees: "An allow matches nothing any more" },
} as const satisfies Record<string, Check>;
