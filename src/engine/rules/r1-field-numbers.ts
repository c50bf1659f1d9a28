import type { RuleMeta } from "./rule.js";

export const r1: RuleMeta = {
  id: "R1",
  kind: "rule",
  slug: "r1-field-numbers",
  title: "Never re-use a field number",
  sentence:
    "A field number that was ever checked in **must not** carry another field again; reserve the number and the name when you remove the field.",
  because: "The other release reads the old bytes as the new field, and nothing reports an error.",
  checks: [
    {
      id: "R1/number-reused",
      severity: "error",
      sees: "A number that any earlier revision gave to another field or enum value carries a new one, over the whole history",
    },
    {
      id: "R1/removed-without-reserved",
      severity: "error",
      sees: "A field or enum value is gone and its number is not reserved",
    },
    {
      id: "R1/name-not-reserved",
      severity: "warning",
      sees: "A field or enum value is gone and its number is reserved, but its name is not: JSON and text format still carry names",
    },
    { id: "R1/reservation-removed", severity: "error", sees: "A reserved number or name was deleted" },
    { id: "R1/number-changed", severity: "error", sees: "The same field has another number" },
    {
      id: "R1/renamed",
      severity: "warning",
      sees: "The same number and type under another name: safe on the wire, breaks JSON and generated code",
    },
  ],
  review: [
    {
      id: "R1-1",
      holds: "Every new field and enum value takes a number that no revision ever used.",
      verify:
        "Search the whole history of the message, all branches included, not only the last release: `git log --all -p -- '*.proto'`.",
    },
    {
      id: "R1-2",
      holds: "Every removed field or enum value leaves a `reserved` number and a `reserved` name behind.",
      verify:
        "For each deleted line of the diff, find the two `reserved` statements in the same message or enum.",
    },
    {
      id: "R1-3",
      holds: "No `reserved` statement was deleted or narrowed.",
      verify:
        "Look for deleted lines that contain `reserved`; a range may only be split when every number stays covered.",
    },
    {
      id: "R1-4",
      holds: "No existing field changed its number, and a rename is deliberate.",
      verify:
        "Compare number and name of each changed line; for a rename, list who reads the message as JSON, in text format or in generated code.",
    },
  ],
};
