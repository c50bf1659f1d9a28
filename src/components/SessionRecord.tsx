import type { ReactNode } from "react";

/** A call of the command and what it printed, as recorded. */
export default function SessionRecord({ data }: { data: { name: string; lines: string } }): ReactNode {
  const [typed = "", ...printed] = data.lines.split("\n");
  return (
    <figure className="code session">
      <pre tabIndex={0}>
        <kbd>{typed}</kbd>
        {"\n"}
        <samp>{printed.join("\n")}</samp>
      </pre>
    </figure>
  );
}
