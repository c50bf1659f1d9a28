import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import type { ExampleContent, ShownFile } from "../plugins/guide/content.js";
import Copy from "./Copy.js";

interface Props {
  data: ExampleContent;
  /** A check id where the change is reported, `clean` where nothing is, `beyond-schema` where no schema check can see it. */
  verdict: string;
  /** Where that check is described; set by the remark plugin. */
  reportedAt?: string;
}

/** A runnable example: schemas side by side, the program, and the output that it printed when it was recorded. */
export default function Example({ data, verdict, reportedAt }: Props): ReactNode {
  return (
    <section className="example" aria-label={`Example ${data.id}`}>
      <p className="purpose">
        {data.purpose} <Verdict of={verdict} at={reportedAt} />
      </p>
      <div className={`schemas schemas-${Math.min(data.schemas.length, 3)}`}>
        {data.schemas.map((schema) => (
          <Schema key={schema.name} schema={schema} />
        ))}
      </div>
      <div className="program">
        <div className="bar">
          <code>example.ts</code>
          <code className="command">npm run example -- {data.id}</code>
          <Copy text={`npm run example -- ${data.id}`} label={`Copy the command that runs ${data.id}`} />
        </div>
        <pre tabIndex={0}>
          <code dangerouslySetInnerHTML={{ __html: data.program.join("\n") }} />
        </pre>
        <div className="printed">
          <p>printed</p>
          <pre tabIndex={0}>
            <samp>{data.output}</samp>
          </pre>
        </div>
      </div>
    </section>
  );
}

/** A schema in its frame, with its changed lines marked. */
export function Schema({ schema }: { schema: ShownFile }): ReactNode {
  const changed = new Set(schema.changed);
  return (
    <figure className={`schema ${schema.age}`}>
      <figcaption>
        {schema.caption} <code>{schema.name}</code>
      </figcaption>
      <pre tabIndex={0}>
        <code>
          {schema.lines.map((line, index) => (
            <span
              key={index}
              className={changed.has(index) ? "line changed" : "line"}
              dangerouslySetInnerHTML={{ __html: `${line}\n` }}
            />
          ))}
        </code>
      </pre>
    </figure>
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
