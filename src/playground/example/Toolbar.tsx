import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import { preloadEditor } from "./loading.js";
import type { Session } from "./use-example.js";

interface Props {
  id: string;
  session: Session;
  /** Whether the schemas can be compared in the workbench. */
  comparable: boolean;
}

/**
 * What can be done with an example. Hidden as long as no script can do it: see `playground.css`.
 * Coming near a button fetches what it needs.
 */
export default function Toolbar({ id, session, comparable }: Props): ReactNode {
  return (
    <div
      className="actions"
      role="group"
      aria-label={`Example ${id}`}
      onPointerOver={session.preload}
      onFocus={session.preload}
    >
      <button type="button" className="run" aria-busy={session.isRunning} onClick={session.run}>
        {session.isRunning ? "Running" : "Run"}
      </button>
      <button
        type="button"
        className="edit"
        onPointerOver={preloadEditor}
        onFocus={preloadEditor}
        onClick={session.edit}
      >
        Edit
      </button>
      {session.isEdited && (
        <button type="button" onClick={session.reset}>
          Reset
        </button>
      )}
      <button type="button" onClick={session.copy}>
        Copy
      </button>
      <button type="button" onClick={session.share}>
        Share
      </button>
      {comparable && session.workbench && <Link to={session.workbench}>Open in the workbench</Link>}
    </div>
  );
}
