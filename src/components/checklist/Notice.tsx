import { type ReactNode, useRef } from "react";
import type { Sheet } from "./sheet.js";
import type { KeptSheet, Origin } from "./use-sheet.js";

const sentences: Record<Origin, string> = {
  browser: "",
  link: "These answers came with the link.",
  check: "",
  merged: "The answers and notes on this change are as they were given.",
  "broken-link": "The link holds no checklist.",
};

/** Others than these are not listed. */
const othersShown = 6;

/** Where the answers come from, whether they are kept, and what else is. */
export default function Notice({ kept }: { kept: KeptSheet }): ReactNode {
  const { sheet, origin, others, isKept, showOther } = kept;
  const status = useRef<HTMLParagraphElement>(null);
  /** The button goes with what it did, so the focus moves to what is said. */
  const show = (id: number) => {
    showOther(id);
    status.current?.focus();
  };
  return (
    <div className="notice scripted">
      <p role="status" ref={status} tabIndex={-1}>
        {sentences[origin]}{" "}
        {sheet.checked && (
          <>
            Taken over: {sheet.checked.subject || "what check reported"}. You may change each answer. What was
            true before the change, or is allowed with a reason, is not among the findings.{" "}
          </>
        )}
        {!isKept && "This browser refuses to keep answers: copy them before you leave."}
      </p>
      {others.length > 0 && (
        <p>
          Your checklists of other changes stay:{" "}
          {others.slice(0, othersShown).map(({ id, sheet: other }) => (
            <button key={id} type="button" onClick={() => show(id)}>
              Show {titleOf(other)}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

function titleOf({ heading, checked, entries }: Sheet): string {
  const count = Object.keys(entries).length;
  return heading.change || checked?.subject || `the one without a name, ${count} answered`;
}
