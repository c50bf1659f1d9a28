import type { Severity } from "@grpc-evolution/engine/rules/rule.js";
import type { ReactNode } from "react";
import type { Answer } from "../../content/checked-change.js";
import type { CheckedItem } from "./checked.js";
import { answerWords } from "./sheet.js";

const signs: Record<Severity, string> = { error: "✕", warning: "!", info: "i" };

interface Props {
  said: CheckedItem;
  /** What the reviewer answered, where that is another thing. */
  own: Answer | null;
}

/** What `check` says of an item. */
export default function ItemFindings({ said, own }: Props): ReactNode {
  const { answer, findings, remark } = said;
  const otherwise = own !== null && answer !== null && own !== answer ? answerWords[answer].text : "";
  if (findings.length === 0)
    return (
      <p className="of-check">
        {answer === "holds" && <Chip kind="holds" sign="✓" text="checked" />}{" "}
        {remark || "check reports nothing."}
        {otherwise && ` By that it is: ${otherwise}.`}
      </p>
    );
  return (
    <ul className="of-check">
      {otherwise && <li>By what check reports it is: {otherwise}.</li>}
      {findings.map(({ check, severity, text, place }, index) => (
        <li key={`${index} ${check}`}>
          <Chip kind={severity} sign={signs[severity]} text={severity} /> {text}{" "}
          {place && <code className="place">{place}</code>}
        </li>
      ))}
    </ul>
  );
}

function Chip({ kind, sign, text }: { kind: string; sign: string; text: string }): ReactNode {
  return (
    <span className={`chip ${kind}`}>
      <span aria-hidden="true">{sign}</span> {text}
    </span>
  );
}
