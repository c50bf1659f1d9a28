import type { AnalyzedElement } from "./analyzed-element.js";

/** A question to the author. */
export interface Question {
  text: string;
  /** Full names of the elements that it is about; none where it is about the change as a whole. */
  names: string[];
}

/** What has to be asked of a change that no schema shows, beside the checklist. */
export function questionsFor(elements: readonly AnalyzedElement[]): Question[] {
  const named = (text: string, isMeant: (element: AnalyzedElement) => boolean): Question[] => {
    const names = elements.filter(isMeant).map(({ fullName }) => fullName);
    return names.length > 0 ? [{ text, names }] : [];
  };
  return [
    {
      text: "Did a meaning change that the schema does not show: a comment, a unit, a value that the code puts into a field?",
      names: [],
    },
    ...named(
      "Is it meant that nobody can tell an absent field from the value that is read for it?",
      ({ before, absence }) => before === null && absence?.kind === "value" && !absence.isTold,
    ),
    ...named(
      "Who reads or writes the old name: JSON, the text format, field masks, generated code?",
      ({ topics, before, after }) =>
        (topics.includes("renamed") || topics.includes("type-renamed")) && before !== null && after !== null,
    ),
    ...named(
      "What is stored in the old form, and which release reads it?",
      ({ kind, topics, before }) =>
        kind === "field" && before !== null && (topics.includes("removed") || topics.includes("retyped")),
    ),
    ...(elements.some(({ passages }) => passages?.shown)
      ? [
          {
            text: "Which libraries are at both ends, and what do they drop? The outcomes were printed by protobuf-es, which keeps unknown fields.",
            names: [],
          },
        ]
      : []),
  ];
}
