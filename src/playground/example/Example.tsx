import Link from "@docusaurus/Link";
import useBrokenLinks from "@docusaurus/useBrokenLinks";
import { type ReactNode, useRef } from "react";
import SchemaFigure, { CodeLine } from "../../components/SchemaFigure.js";
import { type ExampleContent, exampleAnchor } from "../../content/content.js";
import Printed from "./Printed.js";
import Toolbar from "./Toolbar.js";
import { type Session, useExample } from "./use-example.js";

interface Props {
  data: ExampleContent;
  /** A check id where the change is reported, `clean` where nothing is, `beyond-schema` where no schema check can see it. */
  verdict: string;
  /** Where that check is described; set by the remark plugin. */
  reportedAt?: string;
}

/**
 * A runnable example: schemas side by side, the program, and the output that it printed when it was recorded.
 * The server renders all of that; *Run* and *Edit* come to life in the page.
 */
export default function Example({ data, verdict, reportedAt }: Props): ReactNode {
  const section = useRef<HTMLElement>(null);
  const session = useExample(data.id, section);
  const anchor = exampleAnchor(data.id);
  useBrokenLinks().collectAnchor(anchor);
  return (
    <section className="example" id={anchor} aria-label={`Example ${data.id}`} ref={section}>
      <p className="purpose">
        {data.purpose} <Verdict of={verdict} at={reportedAt} />
      </p>
      <div role="status">
        {session.isShared && (
          <p className="notice">This program came with the link. Read it before you run it.</p>
        )}
      </div>
      <div className={`schemas schemas-${Math.min(data.schemas.length, 3)}`}>
        {data.schemas.map((schema) => (
          <SchemaFigure key={schema.name} schema={schema}>
            {editorOf(schema.name, session)}
          </SchemaFigure>
        ))}
      </div>
      <div className="program">
        <div className="bar">
          <code>example.ts</code>
          {session.editing && <span className="unchecked">Types are stripped, not checked.</span>}
          <Toolbar id={data.id} session={session} comparable={data.comparable} />
        </div>
        {editorOf("example.ts", session) ?? (
          <pre>
            <code>
              {data.program.map((line, index) => (
                <CodeLine key={index} html={line} />
              ))}
            </code>
          </pre>
        )}
        <Printed id={data.id} recorded={data.output} session={session} />
      </div>
    </section>
  );
}

/** The editor of a file; null as long as nobody edits. */
function editorOf(name: string, session: Session): ReactNode {
  const file = session.editing?.files.find((each) => each.name === name);
  if (!session.editing || !file) return null;
  const { Editor } = session.editing;
  return (
    <Editor
      label={name}
      language={name.endsWith(".proto") ? "protobuf" : "typescript"}
      value={file.text}
      onChange={(text) => session.change(name, text)}
      marks={session.marksOf(name)}
    />
  );
}

function Verdict({ of, at }: { of: string; at?: string }): ReactNode {
  if (of === "clean") return <span className="verdict good">✓ follows the rules</span>;
  if (!at) return <span className="verdict unseen">○ no schema check can see it</span>;
  return (
    <Link className="verdict bad" to={at}>
      ✕ {of}
    </Link>
  );
}
