import type { ChecklistItem } from "@grpc-evolution/engine/rules/checklist.js";
import { type ReactNode, useRef, useState } from "react";
import { type Answer, answers, type CheckedChange } from "../../content/checked-change.js";
import { inline } from "../inline.js";
import { checkedItem } from "./checked.js";
import ItemFindings from "./ItemFindings.js";
import { answerWords, type Entry, noteLimit } from "./sheet.js";

interface Props {
  item: ChecklistItem;
  /** Whether it is answered here: what a release is asked is only read. */
  isAsked: boolean;
  isHidden: boolean;
  /** Whether the address names it. */
  isTarget: boolean;
  entry: Entry;
  checked: CheckedChange | null;
  onChange(entry: Entry): void;
  onCopy(): void;
}

/** One item: its statement, how to verify it, what `check` says of it, and the answer. */
export default function Item(props: Props): ReactNode {
  const { item, isAsked, isHidden, isTarget, checked, entry, onCopy } = props;
  const [isUnfolded, setIsUnfolded] = useState(false);
  const anchor = item.id.toLowerCase();
  const said = checked && isAsked ? checkedItem(item, checked) : null;
  const isSettled = said !== null && said.answer !== null && said.answer !== "not-ready" && isUnsaid(entry);
  const classes = [
    "item",
    ...(isSettled ? ["settled"] : []),
    ...(isTarget ? ["target"] : []),
    ...(isUnfolded || isTarget ? ["unfolded"] : []),
  ];
  return (
    <li className={classes.join(" ")} id={anchor} hidden={isHidden}>
      <div className="item-head">
        <a className="item-id" href={`#${anchor}`}>
          {item.id}
        </a>
        <button
          type="button"
          className="copy scripted"
          aria-label={`Copy the link to ${item.id}`}
          onClick={onCopy}
        >
          Copy
        </button>
        {item.checks.length > 0 && (
          <span className="by-check">{item.settledBy ? "check decides" : "check helps"}</span>
        )}
        <button
          type="button"
          className="more scripted"
          aria-expanded={isUnfolded || isTarget}
          aria-label={`More on ${item.id}`}
          onClick={() => setIsUnfolded(!isUnfolded)}
        >
          {isUnfolded || isTarget ? "Less" : "More"}
        </button>
      </div>
      <div className="item-text">
        <p className="item-holds" id={`${anchor}-holds`}>
          {inline(item.holds)}
        </p>
        <p className="verify">{inline(item.verify)}</p>
        {said && <ItemFindings said={said} own={entry.answer} />}
        {entry.note !== "" && <p className="printed-note">Note: {entry.note}</p>}
      </div>
      {isAsked && <Answering {...props} given={entry.answer ?? said?.answer ?? null} />}
    </li>
  );
}

/** Whether the reviewer said nothing. */
function isUnsaid({ answer, note }: Entry): boolean {
  return answer === null && note === "";
}

/** The three answers and the note. */
function Answering({ item, entry, given, onChange }: Props & { given: Answer | null }): ReactNode {
  const first = useRef<HTMLInputElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isNoting = isOpen || entry.note !== "";
  const clear = () => {
    first.current?.focus();
    onChange({ ...entry, answer: null });
  };
  return (
    <div className="answering scripted">
      <fieldset aria-labelledby={`${item.id.toLowerCase()}-holds`}>
        <legend className="spoken">{item.id}</legend>
        {answers.map((answer) => (
          <label key={answer} className={answer}>
            <input
              ref={answer === answers[0] ? first : undefined}
              type="radio"
              name={item.id}
              checked={given === answer}
              onChange={() => onChange({ ...entry, answer })}
            />
            <span className="sign" aria-hidden="true">
              {answerWords[answer].sign}
            </span>
            <span className="word">{answerWords[answer].text}</span>
          </label>
        ))}
      </fieldset>
      <div className="beside">
        <details open={isNoting} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary aria-label={`Note on ${item.id}`}>Note</summary>
          {isNoting && (
            <textarea
              rows={2}
              autoComplete="off"
              aria-label={`Note on ${item.id}`}
              maxLength={noteLimit}
              value={entry.note}
              onChange={(event) => onChange({ ...entry, note: event.target.value.replace(/\n/g, " ") })}
            />
          )}
        </details>
        {entry.answer !== null && (
          <button
            type="button"
            className="clear"
            aria-label={`Clear the answer to ${item.id}`}
            onClick={clear}
          >
            Clear
          </button>
        )}
      </div>
    </div>
  );
}
