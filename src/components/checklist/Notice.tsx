import { type ReactNode, useRef } from "react";
import type { KeptSheet, Origin } from "./use-sheet.js";

const sentences: Record<Origin, string> = {
  browser: "",
  link: "These answers came with the link.",
  check: "",
  "broken-link": "The link holds no checklist.",
};

/** Where the answers come from, and whether they are kept. */
export default function Notice({ kept }: { kept: KeptSheet }): ReactNode {
  const { sheet, origin, hidesOwn, isKept, showOwn } = kept;
  const status = useRef<HTMLParagraphElement>(null);
  /** The button goes with what it did, so the focus moves to what is said. */
  const show = () => {
    showOwn();
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
      {hidesOwn && (
        <p>
          This browser keeps answers of yours. They stay until you change one here.{" "}
          <button type="button" onClick={show}>
            Show mine
          </button>
        </p>
      )}
    </div>
  );
}
