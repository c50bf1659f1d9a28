import type { ReactNode } from "react";
import { wholeWords } from "../content/whole-words.js";

/** Text with `code` and **strong** parts, as rules and checklist items are written; what is strong may have code in it. */
export function inline(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    if (part.startsWith("`")) return <code key={index}>{unbroken(part.slice(1, -1))}</code>;
    if (part.startsWith("**")) return <strong key={index}>{inline(part.slice(2, -2))}</strong>;
    return part;
  });
}

/** Options and the like, each kept on one line. */
function unbroken(text: string): ReactNode[] {
  return text.split(wholeWords).map((part, index) =>
    index % 2 === 1 ? (
      <span className="whole" key={index}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
