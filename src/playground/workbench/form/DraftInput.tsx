import type { JsonValue } from "@bufbuild/protobuf";
import { type ReactNode, useId, useState } from "react";
import type { Typed } from "./scalar-text.js";

interface Props {
  label: string;
  hint?: string;
  value: string;
  /** Takes the text only when the field is left or Enter is pressed: for names, which other things hang on. */
  whenLeft?: boolean;
  check(text: string): Typed;
  onCommit(value: JsonValue): void;
}

/** A text field that keeps what is typed, and passes on what is valid. What is not valid is said below it. */
export default function DraftInput({
  label,
  hint = "",
  value,
  whenLeft = false,
  check,
  onCommit,
}: Props): ReactNode {
  const id = useId();
  const [typing, setTyping] = useState<{ text: string; of: string } | null>(null);
  const isPassedOn = !whenLeft && typing !== null && "value" in check(typing.text);
  // What is not passed on stands for the value that it was typed over, and for no other one.
  const draft = typing && (isPassedOn || typing.of === value) ? typing.text : null;
  const typed = draft === null ? null : check(draft);
  const problem = typed && "problem" in typed ? typed.problem : "";
  const commit = (text: string) => {
    const checked = check(text);
    if ("value" in checked) onCommit(checked.value);
  };
  const change = (text: string) => {
    setTyping({ text, of: value });
    if (!whenLeft) commit(text);
  };
  const leave = () => {
    if (draft !== null && whenLeft && problem === "" && draft !== value) commit(draft);
    if (problem === "" || whenLeft) setTyping(null);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? value}
        aria-invalid={problem !== ""}
        aria-describedby={problem || hint ? `${id}-hint` : undefined}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && leave()}
        onBlur={leave}
      />
      {(problem || hint) && (
        <span id={`${id}-hint`} className={problem ? "hint wrong" : "hint"}>
          {problem || hint}
        </span>
      )}
    </div>
  );
}
