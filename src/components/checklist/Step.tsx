import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import { answers } from "../../content/checked-change.js";
import type { ChecklistContent } from "../../content/content.js";
import { answerWords } from "./sheet.js";

interface Props {
  step: ChecklistContent["steps"][number];
  number: number;
  isHidden: boolean;
  children: ReactNode;
}

/** A step of the review with its items. */
export default function Step({ step, number, isHidden, children }: Props): ReactNode {
  const id = `step-${step.id}`;
  return (
    <section className={`step ${step.asked}`} aria-labelledby={id} hidden={isHidden}>
      <h2 id={id}>
        <span className="number">{number}</span> {step.title}
      </h2>
      {step.asked === "change" && (
        <p className="printed-heads" aria-hidden="true">
          {answers.map((answer) => (
            <span key={answer}>{answerWords[answer].text}</span>
          ))}
        </p>
      )}
      <p className="how">
        {step.asked === "release" && "Asked before the release is published, not of a single change. "}
        <Link to={step.guide}>How to look</Link>
      </p>
      <ol>{children}</ol>
    </section>
  );
}
