import type { ReactNode } from "react";
import type { Conflict } from "../diff/apply.js";
import type { DiffResult, FileRemark } from "../diff/change.js";
import type { Gap } from "../diff/rebuild.js";
import PasteBox from "./PasteBox.js";
import { plural } from "./words.js";

interface Props {
  diff: string;
  /** What came of it; null where nothing did, or nobody asked yet. */
  result: DiffResult | null;
  /** Why nothing did, empty where something did. */
  trouble: string;
  /** Whether nothing is shown below yet. */
  isIdle: boolean;
  onChange(diff: string): void;
  /** Applies it to the old text that is there now. */
  onApply(): void;
  /** Rebuilds both sides from it alone. */
  onRebuild(): void;
  /** Makes room for the old text. */
  onGiveOld(): void;
}

/** A unified diff, and what it left open. */
export default function DiffPanel({
  diff,
  result,
  trouble,
  isIdle,
  onChange,
  onApply,
  onRebuild,
  onGiveOld,
}: Props): ReactNode {
  return (
    <section className="diff-panel" aria-label="The diff">
      <PasteBox
        label="Unified diff"
        placeholder={
          "Paste what git diff, git show or git format-patch prints,\nor what is at the address of a pull request with .diff behind it."
        }
        accept=".diff,.patch,text/plain"
        value={diff}
        onChange={onChange}
      />
      <p className="problem" role="status">
        {trouble}
      </p>
      {isIdle && (
        <p>
          Both versions are made from the diff. With the old file at hand, all of it is judged, not only the
          lines around the change.{" "}
          <button type="button" onClick={onGiveOld}>
            Give the old file first
          </button>
        </p>
      )}
      {result && <Remarks result={result} onApply={onApply} onRebuild={onRebuild} />}
    </section>
  );
}

function Remarks({
  result: { remarks, others },
  onApply,
  onRebuild,
}: { result: DiffResult } & Pick<Props, "onApply" | "onRebuild">): ReactNode {
  const isPartial = remarks.some(({ how, gaps }) => how === "skipped" || gaps.length > 0);
  const hasConflict = remarks.some(({ conflicts }) => conflicts.length > 0);
  return (
    <div className={isPartial || hasConflict ? "gap" : "gap whole"}>
      <ul>
        {remarks.map((remark) => (
          <li key={remark.file}>
            <code>{remark.file}</code>: {remarkText(remark)}
            <Conflicts conflicts={remark.conflicts} />
          </li>
        ))}
        {others > 0 && (
          <li>{plural(others, "other file")} of the diff, which are no .proto files, are left out.</li>
        )}
      </ul>
      {isPartial && (
        <p>
          What is missing is not judged: a number that is used there, a type that is declared there. Put the
          old file into the left editor to have all of it judged.{" "}
          <button type="button" onClick={onApply}>
            Apply to the old text
          </button>
        </p>
      )}
      {hasConflict && (
        <p>
          The old text is not the one that the diff was made of.{" "}
          <button type="button" onClick={onRebuild}>
            Use the diff alone
          </button>
        </p>
      )}
    </div>
  );
}

function remarkText({ how, hunks, conflicts, gaps }: FileRemark): string {
  if (how === "skipped") return "the diff has none of its text.";
  if (how === "applied") {
    const fitting = hunks - conflicts.length;
    return conflicts.length === 0
      ? `${plural(hunks, "hunk")} applied to the old text.`
      : `${fitting} of ${plural(hunks, "hunk")} applied to the old text. Not applied:`;
  }
  return gaps.length === 0
    ? "the diff has all of it."
    : `rebuilt from ${plural(hunks, "hunk")}. Not in the diff: ${gapsText(gaps)}.`;
}

function gapsText(gaps: readonly Gap[]): string {
  const texts = gaps.map(({ from, to }) => {
    if (to === null) return `what follows line ${from - 1}`;
    return from === to ? `line ${from}` : `lines ${from} to ${to}`;
  });
  const last = texts.pop() ?? "";
  return texts.length === 0 ? last : `${texts.join(", ")} and ${last}`;
}

function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }): ReactNode {
  if (conflicts.length === 0) return null;
  return (
    <ul>
      {conflicts.slice(0, 10).map(({ line, expected, actual }) => (
        <li key={`${line} ${expected}`}>
          line {line}: the diff has <code>{expected || "an empty line"}</code>, and the text{" "}
          {actual === null ? "ends before" : <code>{actual || "an empty line"}</code>}
        </li>
      ))}
      {conflicts.length > 10 && <li>{conflicts.length - 10} more</li>}
    </ul>
  );
}
