import type { ReactNode } from "react";

/** The comment before it is copied, as it is written. */
export default function Preview({ markdown }: { markdown: string }): ReactNode {
  return (
    <details>
      <summary>Preview</summary>
      <pre className="markdown" role="group" aria-label="The comment as Markdown">
        {markdown}
      </pre>
    </details>
  );
}
