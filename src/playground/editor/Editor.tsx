import { LineIndex } from "@grpc-evolution/engine/source/source.js";
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef } from "react";
import { ChangedLines, Gutter } from "./Gutter.js";
import { highlight, type Language } from "./highlight.js";
import { indent, newLine, outdent } from "./indentation.js";
import MarkList from "./MarkList.js";
import Painted from "./Painted.js";
import { type GutterMark, type LineNames, type Mark, underlinesOf, wordAt } from "./places.js";
import { replace, reveal } from "./text-area.js";
import Underlined from "./Underlined.js";

export type { GutterMark, Mark };

/** What an editor shows, and whom it tells. */
export interface EditorProps {
  /** What is edited, for screen readers. */
  label: string;
  language: Language;
  value: string;
  onChange(value: string): void;
  /** What is to be said about places in the text. */
  marks?: readonly Mark[];
  /** What else is to be said, elsewhere on the page. */
  findings?: readonly GutterMark[];
  /** Numbers of lines that differ from another version, in ascending order, and the sign that they get. */
  changed?: { lines: readonly number[]; sign: "−" | "+" };
  /** What each line is called, where that is not its number in the text; null for a line without a name. */
  numbers?: LineNames;
}

/** Marks beyond this number are counted, not shown: a text can be wrong in every line. */
const shownMarks = 20;

/** Of findings more are shown, since their signs take no place. */
const shownFindings = 300;

const none: readonly never[] = [];

/**
 * A text area above a colored copy of its text. The browser's own text area brings undo, input methods, mobile keyboards
 * and screen readers along. The Tab key leaves it.
 */
export default function Editor({
  label,
  language,
  value,
  onChange,
  marks = none,
  findings = none,
  changed,
  numbers,
}: EditorProps): ReactNode {
  const hint = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const pieces = useMemo(() => highlight(value, language), [value, language]);
  const signs = useMemo(() => findings.slice(0, shownFindings), [findings]);
  const underlines = useMemo(
    () => underlinesOf(value, [...marks.slice(0, shownMarks), ...signs]),
    [value, marks, signs],
  );
  const lineCount = useMemo(() => value.split("\n").length, [value]);

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const change = event.nativeEvent.isComposing ? undefined : changeOf(event);
    if (!change) return;
    event.preventDefault();
    const { value: text, selectionStart: start, selectionEnd: end } = event.currentTarget;
    replace(event.currentTarget, change({ text, start, end }));
  };
  const jump = ({ line, column }: Mark) => {
    const { start, end } = wordAt(value, new LineIndex(value).offsetOf(line, column));
    input.current?.focus();
    input.current?.setSelectionRange(start, end);
  };
  return (
    <div className="editor">
      <div className="surface" style={{ "--digits": digitsOf(lineCount, numbers) } as object}>
        {changed && <ChangedLines {...changed} />}
        <LineNumbers count={lineCount} numbers={numbers} />
        <Painted pieces={pieces} />
        <Underlined underlines={underlines} />
        <textarea
          ref={input}
          aria-label={label}
          aria-describedby={hint}
          aria-invalid={marks.some(({ severity }) => severity === "error")}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={press}
          onSelect={(event) => reveal(event.currentTarget)}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
        />
        {signs.length > 0 && <Gutter label={`Findings in ${label}`} findings={signs} numbers={numbers} />}
      </div>
      <p className="hint" id={hint}>
        Tab leaves. Ctrl+] indents, Ctrl+[ outdents.
      </p>
      <MarkList
        marks={marks.slice(0, shownMarks)}
        more={Math.max(0, marks.length - shownMarks)}
        numbers={numbers}
        onJump={jump}
      />
    </div>
  );
}

/** The change that a key makes beside what the browser does; undefined for all other keys. */
function changeOf(event: KeyboardEvent): typeof indent | undefined {
  const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
  if (altKey || metaKey || shiftKey) return undefined;
  if (ctrlKey) return key === "]" ? indent : key === "[" ? outdent : undefined;
  return key === "Enter" ? newLine : undefined;
}

function LineNumbers({ count, numbers }: { count: number; numbers: LineNames | undefined }): ReactNode {
  const text = useMemo(
    () => (numbers ?? Array.from({ length: count }, (_, index) => index + 1)).join("\n"),
    [count, numbers],
  );
  return (
    <pre className="numbers" aria-hidden="true">
      {text}
    </pre>
  );
}

/** How wide the longest number of a line is. */
function digitsOf(count: number, numbers: LineNames | undefined): number {
  const last = numbers?.findLast((each) => each !== null) ?? count;
  return Math.max(2, String(last).length);
}
