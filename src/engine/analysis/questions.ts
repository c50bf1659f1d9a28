import type { Change } from "../diff/change.js";
import { librariesItem } from "../rules/general.js";
import type { ReviewItem } from "../rules/review.js";
import type { AnalyzedElement } from "./analyzed-element.js";
import type { Answered } from "./answers.js";

/** A question to the author. */
export interface Question {
  text: string;
  /** Full names of the elements that it is about; none where it is about the change as a whole. */
  names: string[];
  /** The item of the checklist that it asks in other words; null where none does. */
  item: ReviewItem | null;
}

/** What has to be asked of a change that no schema shows, beside the checklist or for one of its items. */
export function questionsFor(elements: readonly AnalyzedElement[], { left }: Answered): Question[] {
  const named = (text: string, isMeant: (element: AnalyzedElement) => boolean): Question[] => {
    const names = elements.filter(isMeant).map(({ fullName }) => fullName);
    return names.length > 0 ? [{ text, names, item: null }] : [];
  };
  const isExecuted = elements.some(({ passages }) => passages?.shown);
  const asksLibraries = left.some(({ item }) => item.id === librariesItem.id);
  return [
    ...named(
      "Is it meant that nobody can tell an absent field from the value that is read for it?",
      ({ before, absence }) => before === null && absence?.kind === "value" && !absence.isTold,
    ),
    ...named("What is stored in the old form, and which release reads it?", ({ changes }) =>
      changes.some((change) => leavesOldForm.has(change)),
    ),
    ...(isExecuted && asksLibraries ? [{ text: libraries, names: [], item: librariesItem }] : []),
  ];
}

/** Changes after which stored bytes no longer are what the schema says. */
const leavesOldForm: ReadonlySet<Change["kind"]> = new Set([
  "field-removed",
  "field-renumbered",
  "number-reused",
  "field-type-changed",
  "field-cardinality-changed",
  "field-packing-changed",
  "field-presence-changed",
  "field-oneof-changed",
  "field-utf8-changed",
]);

const libraries =
  "Which libraries are at both ends and between them, and what does each drop or refuse? The outcomes were printed by protobuf-es, which keeps unknown fields.";
