import Link from "@docusaurus/Link";
import { type ReactNode, useState } from "react";
import { answers } from "../../content/checked-change.js";
import type { ChecklistContent } from "../../content/content.js";
import { answerWords } from "./sheet.js";

interface Props {
  step: ChecklistContent["steps"][number];
  number: number;
  isHidden: boolean;
  /** How many of its items are shown, and how many of those that apply are answered, as the progress counts. */
  shown: number;
  answered: number;
  /** Opens it on a narrow screen, where the items of a step are folded. */
  isWanted: boolean;
  children: ReactNode;
}

/** A step of the review with its items. */
export default function Step({
  step,
  number,
  isHidden,
  shown,
  answered,
  isWanted,
  children,
}: Props): ReactNode {
  const [isUnfolded, setIsUnfolded] = useState(false);
  const isOpen = isUnfolded || isWanted;
  const id = `step-${step.id}`;
  return (
    <section
      className={`step ${step.asked}${isOpen ? "" : " folded"}`}
      aria-labelledby={id}
      hidden={isHidden}
    >
      <h2 id={id}>
        <span className="number">{number}</span> {step.title}
      </h2>
      <button
        type="button"
        className="unfold scripted"
        aria-expanded={isOpen}
        aria-describedby={id}
        onClick={() => setIsUnfolded(!isOpen)}
      >
        {isOpen ? "Fold" : `Show ${shown} ${shown === 1 ? "item" : "items"}`}
        {step.asked === "change" && answered > 0 && <span className="quiet">, {answered} answered</span>}
      </button>
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
