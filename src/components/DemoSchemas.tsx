import type { ReactNode } from "react";
import type { ShownFile } from "../content/content.js";
import SchemaFigure from "./SchemaFigure.js";

/** The schemas of the demo's releases; lines that the release before does not have are marked. */
export default function DemoSchemas({ data }: { data: ShownFile[] }): ReactNode {
  return (
    <div className="schemas demo-schemas">
      {data.map((schema) => (
        <SchemaFigure key={schema.name} schema={schema} />
      ))}
    </div>
  );
}
