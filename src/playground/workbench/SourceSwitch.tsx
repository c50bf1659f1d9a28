import type { ReactNode } from "react";
import type { Source } from "./comparison.js";

const names: Record<Source, string> = {
  diff: "A diff",
  texts: "Two versions",
  report: "JSON of check",
};

/** Where the change comes from. */
export default function SourceSwitch({
  source,
  onChange,
}: {
  source: Source;
  onChange(source: Source): void;
}): ReactNode {
  return (
    <div className="source-switch" role="group" aria-label="Where the change comes from">
      {(Object.keys(names) as Source[]).map((each) => (
        <button key={each} type="button" aria-pressed={each === source} onClick={() => onChange(each)}>
          {names[each]}
        </button>
      ))}
    </div>
  );
}
