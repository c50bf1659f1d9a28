import type { ReactNode } from "react";
import type { AnsweredQuestion } from "../content/libraries.js";

/** In running text: the libraries that gave an answer to a question. The site is not built if none did. */
export default function Answered({
  data: { groups },
  words,
}: {
  data: AnsweredQuestion;
  words: string;
}): ReactNode {
  const group = groups.find((each) => each.words === words);
  if (!group) {
    throw new Error(`No library answered "${words}", only ${groups.map((each) => each.words).join(", ")}.`);
  }
  return new Intl.ListFormat("en").format(group.libraries);
}
