import Link from "@docusaurus/Link";
import { type ReactNode, useId, useState } from "react";

/** Takes over what the command printed. `onTakeOver` says whether the text is its output. */
export default function TakeOver({ onTakeOver }: { onTakeOver(text: string): boolean }): ReactNode {
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  const id = useId();
  const take = () => {
    const isReport = onTakeOver(text);
    setSaid(isReport ? "Taken over." : "This is not the output of check --format json.");
    if (isReport) setText("");
  };
  return (
    <details className="take-over">
      <summary>Take over what check found</summary>
      <p>
        <Link to="/try#diff">Try a change</Link> takes a diff, and brings what check says of it here by
        itself.
      </p>
      <label htmlFor={id}>
        From the command line: paste the output of <code>grpc-evolution check --format json</code>:
      </label>
      <textarea id={id} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
      <p>
        <button type="button" onClick={take}>
          Take over
        </button>{" "}
        <span role="status">{said}</span>
      </p>
    </details>
  );
}
