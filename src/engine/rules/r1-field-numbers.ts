import type { Change, Comparison } from "../diff/change.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Schema } from "../schema/schema.js";
import { elementOf, placeOfName } from "./describe.js";
import { oncePerChange } from "./once-per-change.js";
import {
  aliasPutFirst,
  aliasRemoved,
  isGivenUp,
  nameTaken,
  renamed,
  renamedValue,
  reusedNames,
} from "./r1-names.js";
import { renumbered, reused, reusedNumbers, taken } from "./r1-numbers.js";
import { closed, removedExtension, removedField, removedValue, unreserved } from "./r1-removals.js";
import type { Check } from "./rule.js";
import type { Rule, Violation } from "./violation.js";

const checks = [
  {
    id: "R1/number-reused",
    severity: "error",
    tier: "unsafe",
    oncePerElement: true,
    ignoresWindow: true,
    isDated: true,
    bump: "number",
    buf: {
      field: ["FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME"],
      value: ["ENUM_VALUE_SAME_NAME"],
    },
    sees: "A field or enum value takes a number that any earlier revision gave to another one",
    answers: ["R1-1"],
  },
  {
    id: "R1/removed-without-reserved",
    oncePerNumber: true,
    severity: "error",
    tier: "conditional",
    impliedBy: "R3/value-removed",
    ignoresWindow: true,
    isDated: true,
    bump: "number",
    buf: {
      field: ["FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", "FIELD_NO_DELETE"],
      value: ["ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED", "ENUM_VALUE_NO_DELETE"],
    },
    sees: "A field or enum value was removed, and its number is not reserved",
    answers: ["R1-2"],
  },
  {
    id: "R1/name-not-reserved",
    severity: "warning",
    tier: "conditional",
    ignoresWindow: true,
    isDated: true,
    bump: "rename",
    buf: {
      field: ["FIELD_NO_DELETE_UNLESS_NAME_RESERVED", "FIELD_NO_DELETE"],
      value: ["ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED", "ENUM_VALUE_NO_DELETE"],
    },
    sees: "A field or enum value was removed and its number is reserved, but its name is not: JSON and text format still carry names",
    answers: ["R1-6"],
  },
  {
    id: "R1/reservation-removed",
    severity: "error",
    tier: "conditional",
    ignoresWindow: true,
    bump: "number",
    buf: { message: ["RESERVED_MESSAGE_NO_DELETE"], enum: ["RESERVED_ENUM_NO_DELETE"] },
    sees: "A reserved number or name was deleted",
    answers: ["R1-3"],
  },
  {
    id: "R1/extension-range-removed",
    severity: "error",
    tier: "conditional",
    ignoresWindow: true,
    bump: "number",
    buf: { message: ["EXTENSION_MESSAGE_NO_DELETE"] },
    sees: "Numbers that were open to extensions are not any more, and are not reserved: whoever extended the message may use them",
    answers: ["R1-3"],
  },
  {
    id: "R1/number-changed",
    severity: "error",
    tier: "unsafe",
    ignoresWindow: true,
    isDated: true,
    bump: "number",
    buf: { field: ["FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", "FIELD_NO_DELETE"] },
    sees: "The same field has another number",
    answers: ["R1-4"],
  },
  {
    id: "R1/name-reused",
    severity: "warning",
    tier: "conditional",
    oncePerElement: true,
    ignoresWindow: true,
    bump: "rename",
    sees: "A field or enum value takes a name, or a name in JSON, that any earlier revision gave to another one: JSON, text format and field masks carry names",
    answers: ["R1-5"],
  },
  {
    id: "R1/renamed",
    severity: "warning",
    tier: "safe",
    impliedBy: "R1/name-reused",
    isDated: true,
    bump: "rename",
    buf: {
      field: ["FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME"],
      value: ["ENUM_VALUE_SAME_NAME"],
    },
    sees: "A name changed while number and type did not, or an alias was removed: safe on the wire, but it breaks JSON, field masks and generated code",
    answers: ["R1-7"],
  },
  {
    id: "R1/move-ambiguous",
    severity: "info",
    tier: "safe",
    ignoresWindow: true,
    bump: "rename",
    sees: "A message or enum went, and several could be its new place: none is followed, and the old name keeps its numbers",
    answers: ["R1-1"],
  },
] as const satisfies readonly Check[];

type R1Violation = Violation<(typeof checks)[number]["id"]>;

export const r1 = {
  id: "R1",
  kind: "rule",
  slug: "r1-field-numbers",
  title: "Never re-use a field number",
  sentence:
    "A field number that was ever checked in **must not** carry another field again; reserve the number and the name when you remove the field.",
  because: "The other release reads the old bytes as the new field, and nothing reports an error.",
  checks,
  review: [
    {
      id: "R1-1",
      holds: "Every new field and enum value takes a number that no revision ever used.",
      verify:
        "Search the whole history of the message, all branches included, not only the last release: `git log --all -p -- '*.proto'`.",
      step: "history",
      // What is renumbered takes a new number, and so does what only looks moved.
      kinds: ["adds", "adds-value", "removes-value", "renames"],
      settledBy: "history",
    },
    {
      id: "R1-2",
      holds: "Every removed field or enum value leaves a `reserved` number behind.",
      verify:
        "For each deleted line of the diff, find the `reserved` statement with its number in the same message or enum.",
      step: "diff",
      kinds: ["removes", "removes-value"],
      settledBy: "schemas",
      // Where another field takes the number at once, another check speaks of it.
      refutedBy: "number",
    },
    {
      id: "R1-3",
      holds: "No `reserved` statement was deleted or narrowed.",
      verify:
        "Look for deleted lines that contain `reserved`; a range may only be split when every number stays covered.",
      step: "diff",
      kinds: ["removes", "removes-value"],
      settledBy: "schemas",
    },
    {
      id: "R1-4",
      holds: "No existing field changed its number.",
      verify: "Compare the numbers before and after in each pair of changed lines.",
      step: "diff",
      kinds: ["renames"],
      settledBy: "schemas",
    },
    {
      id: "R1-5",
      holds: "Every new name is one that no revision gave to anything else, in JSON as well.",
      verify:
        "Search the whole history of the message or enum for the name and for its form in JSON, and read each `json_name` of the diff.",
      step: "history",
      kinds: ["adds", "adds-value", "renames"],
      settledBy: "history",
    },
    {
      id: "R1-6",
      holds: "The name of every removed field or enum value is reserved, too.",
      verify: "Find the quoted name in a `reserved` statement beside that of the number.",
      step: "diff",
      kinds: ["removes", "removes-value"],
      // Where the number is not reserved either, one check speaks of both.
      refutedBy: "name",
    },
    {
      id: "R1-7",
      holds: "No field, enum value or JSON name was renamed without a reason that the analysis states.",
      verify:
        "Compare the names before and after in each pair of changed lines, and read each `json_name` of the diff; an alias that went counts.",
      step: "diff",
      // Of several names of a value, one that goes or moves up renames it for whoever writes JSON.
      kinds: ["renames", "removes-value"],
      settledBy: "schemas",
    },
    {
      id: "R1-8",
      holds:
        "The analysis names whoever reads a changed name or type as JSON, in text format or by a field mask.",
      verify:
        "Search for gateways, logs and stored text that hold the message, and for `FieldMask` paths with the name.",
      step: "direction",
      // What is only added has a name that nobody looks for yet, and whether JSON refuses it is a question of the libraries.
      kinds: ["removes", "removes-value", "renames", "retypes"],
      topics: ["names"],
    },
  ],
  // A number is spent, whoever meets whom: no check of this rule looks at the window.
  compare: ({ changes, after }: Comparison) => changes.flatMap((change) => evaluate(change, after)),
  remember: (head: Schema, ledger: Ledger) => [...reusedNumbers(head, ledger), ...reusedNames(head, ledger)],
} satisfies Rule;

const evaluate = oncePerChange((change: Change, newer: Schema): R1Violation[] => {
  switch (change.kind) {
    case "number-reused":
      return [reused(change)];
    case "extension-number-taken":
      return [taken(change)];
    case "extension-range-removed":
      return [closed(change)];
    case "field-removed":
      return change.before.extension === null ? removedField(change) : removedExtension(change, newer);
    case "value-removed":
      return removedValue(change);
    case "reservation-removed":
      return [unreserved(change)];
    case "field-renumbered":
      return [renumbered(change)];
    case "field-renamed":
    case "field-json-name-changed":
      return [renamed(change, newer)];
    case "name-taken":
      return [nameTaken(change, newer)];
    case "value-renamed":
      return [renamedValue(change)];
    case "alias-removed":
      return isGivenUp(change) ? [] : [aliasRemoved(change)];
    case "alias-put-first":
      return [aliasPutFirst(change)];
    case "move-ambiguous":
      return [notFollowed(change)];
    default:
      return [];
  }
});

type Of<K extends Change["kind"]> = Extract<Change, { kind: K }>;

/** More candidates than these are counted, not named. */
const maxNamed = 3;

function notFollowed({ before, candidates }: Of<"move-ambiguous">): R1Violation {
  const names = candidates.map(({ fullName }) => fullName);
  const others = names.length > maxNamed ? ` and ${names.length - maxNamed} more` : "";
  const fitting = names.slice(0, maxNamed).join(", ") + others;
  const [place = before] = candidates;
  return {
    check: "R1/move-ambiguous",
    element: elementOf("values" in before ? "enum" : "message", { fullName: before.fullName, owner: null }),
    place: placeOfName(place.file, place),
    message: `${before.fullName} is gone, and it cannot be told where it went (${fitting}): none is followed, what was there keeps its numbers under its old name.`,
    before: { name: before.fullName },
    after: { names },
    impact: null,
    fix: null,
  };
}
