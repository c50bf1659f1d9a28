import type { Severity } from "@grpc-evolution/engine/rules/rule.js";
import type { ReactNode } from "react";
import type { CheckedItem } from "./checked.js";

const signs: Record<Severity, string> = { error: "✕", warning: "!", info: "i" };

/** What `check` says of an item. */
export default function ItemFindings({ said }: { said: CheckedItem }): ReactNode {
  const { answer, findings, remark } = said;
  if (findings.length === 0)
    return (
      <p className="of-check">
        {answer === "holds" && <Chip kind="holds" sign="✓" text="checked" />}{" "}
        {remark || "check reports nothing."}
      </p>
    );
  return (
    <ul className="of-check">
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
