import type { ReactNode } from "react";
import type { NamesByWords } from "../content/libraries.js";

/** In running text: the libraries that gave an answer to a question. The site is not built if none did. */
export default function Answered({ data, words }: { data: NamesByWords; words: string }): ReactNode {
  const names = data[words];
  if (!names) throw new Error(`No library answered "${words}", only ${Object.keys(data).join(", ")}.`);
  return new Intl.ListFormat("en").format(names);
}
