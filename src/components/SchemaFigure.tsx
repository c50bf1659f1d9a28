import type { ReactNode } from "react";
import type { ShownFile } from "../content/content.js";

/** A schema in its frame, with its changed lines marked, or with the editor that stands in their place. */
export default function SchemaFigure({
  schema,
  children,
}: {
  schema: ShownFile;
  children?: ReactNode;
}): ReactNode {
  const changed = new Set(schema.changed);
  return (
    <figure className={`schema ${schema.age}`}>
      <figcaption>
        {schema.caption} <code>{schema.name}</code>
      </figcaption>
      {children ?? (
        <pre>
          <code>
            {schema.lines.map((line, index) => (
              <CodeLine key={index} html={line} changed={changed.has(index)} />
            ))}
          </code>
        </pre>
      )}
    </figure>
  );
}

/** A line of highlighted code. */
export function CodeLine({ html, changed }: { html: string; changed?: boolean }): ReactNode {
  return (
    <span className={changed ? "line changed" : "line"} dangerouslySetInnerHTML={{ __html: `${html}\n` }} />
  );
}
