import type { RuleMeta } from "./rule.js";

export const r3: RuleMeta = {
  id: "R3",
  kind: "rule",
  slug: "r3-enums",
  title: "Do not use an enum unless nothing else fits",
  sentence:
    "A new enum **must not** be added unless there is no other alternative, and the change says which ones were tried.",
  because: "A new value is undefined behavior in every release that does not know it.",
  checks: [
    {
      id: "R3/enum-introduced",
      severity: "error",
      sees: "A new enum, or a field that starts using one; state the alternative, or allow it with a reason",
    },
    {
      id: "R3/value-added",
      severity: "error",
      sees: "A new enum value that readers inside the window do not know; says from which release it is safe",
    },
    { id: "R3/value-removed", severity: "error", sees: "An enum value is gone" },
    { id: "R3/value-renumbered", severity: "error", sees: "An enum value has another number" },
    {
      id: "R3/zero-value",
      severity: "warning",
      sees: "The enum has no `…_UNSPECIFIED = 0`, or its zero value changed its meaning",
    },
  ],
  review: [
    {
      id: "R3-1",
      holds: "The change adds no enum, or says why a bool, a oneof, a message or a string set does not fit.",
      verify: "Search the diff for `enum`; read the reason in the analysis.",
    },
    {
      id: "R3-2",
      holds: "No enum gained a value that a reader inside the window does not know and may receive.",
      verify:
        "For each added value, name the writers and the oldest supported reader; ask what its switch does by default.",
    },
    {
      id: "R3-3",
      holds: "No enum value was removed or renumbered.",
      verify: "Compare names and numbers of every changed enum line by line.",
    },
    {
      id: "R3-4",
      holds: "The zero value means that nothing was said.",
      verify:
        "Read the first value: it is named `…_UNSPECIFIED`, and the code that sees it behaves as it did before the field existed.",
    },
    {
      id: "R3-5",
      holds: "A set of strings that selects behavior is reviewed as the enum that it is.",
      verify:
        "Ask of each string field who decides which values exist, and what an older reader answers to a new one.",
    },
  ],
};
