import { memo, type ReactNode } from "react";
import type { Underline } from "./places.js";

/** Lines under the words that are marked: the same text in the same place, without color, down to the last of them. */
export default memo(function Underlined({ underlines }: { underlines: readonly Underline[] }): ReactNode {
  if (underlines.length === 0) return null;
  return (
    <pre className="underlined" aria-hidden="true">
      {underlines.map(({ skipped, before, word, severity }, index) => (
        <span key={index}>
          {"\n".repeat(skipped) + before}
          <u className={severity}>{word}</u>
        </span>
      ))}
    </pre>
  );
});
