import useBrokenLinks from "@docusaurus/useBrokenLinks";
import type { ReactNode } from "react";
import type { DemoRun as DemoRunData } from "../content/demo.js";

/** One pair of the demo as a terminal shows it. */
export default function DemoRun({ data }: { data: DemoRunData }): ReactNode {
  useBrokenLinks().collectAnchor(data.anchor);
  return (
    <figure className="code session demo-run" id={data.anchor}>
      <pre>
        <kbd>$ npm run demo -- {data.arguments}</kbd>
        {"\n"}
        <samp>
          {data.lines.map(({ text, ok }) => (
            <span key={text} className={ok ? undefined : "failed"}>{`${text}\n`}</span>
          ))}
        </samp>
      </pre>
    </figure>
  );
}
