import type { RuleMeta } from "./rule.js";

export const r4: RuleMeta = {
  id: "R4",
  kind: "rule",
  slug: "r4-field-types",
  title: "Rarely change the type of a field",
  sentence:
    "The type of a field **should not** change; add a field of the new type beside it and remove the old one when no supported release needs it.",
  because: "Some changes truncate, some reinterpret, some drop the field, and most of them without an error.",
  checks: [
    { id: "R4/type-changed", severity: "tier", sees: "A field has another type" },
    { id: "R4/cardinality-changed", severity: "tier", sees: "A field became repeated, singular or a map" },
    {
      id: "R4/presence-changed",
      severity: "tier",
      sees: "A field changed between implicit presence, explicit presence and required",
    },
    { id: "R4/oneof-changed", severity: "tier", sees: "A field moved into, out of or between oneofs" },
  ],
  review: [
    {
      id: "R4-1",
      holds: "No field changed its type, its cardinality, its presence or its oneof.",
      verify: "Look for pairs of deleted and added lines with the same number.",
    },
    {
      id: "R4-2",
      holds:
        "A type change that stays is in the conditional tier, and the change says how the roll-out is managed.",
      verify:
        "Find the pair in the table of the rule's page; read in the analysis which values are written until every reader has the new schema.",
    },
    {
      id: "R4-3",
      holds:
        "A replacement field says which of the two wins, and in which release the old one stops being written.",
      verify: "Read the comment on both fields, and the code that reads them.",
    },
  ],
};
