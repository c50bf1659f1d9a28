import { listText } from "@grpc-evolution/engine/rules/words.js";
import { type ReactNode, useState } from "react";
import type { SourceFile } from "../../content/source-file.js";
import type { Conflict } from "../diff/apply.js";
import { canBeJudged, type DiffResult, type FileRemark, isOnlyRenamed } from "../diff/change.js";
import type { Gap } from "../diff/lines-of-file.js";
import { unnamedFile } from "../diff/names.js";
import { guessedBlocksIn, type LineRange, rangeText, unreadLinesIn } from "../diff/unseen.js";
import { diffId } from "./go-to.js";
import PasteBox from "./PasteBox.js";
import type { DiffSource } from "./use-diff-source.js";
import { plural, renameChanges } from "./words.js";

interface Props {
  diff: string;
  /** The old text that was given, or is awaited; null where the diff alone is judged. */
  base: readonly SourceFile[] | null;
  source: DiffSource;
  /** Whether the address asked for a diff: it is pasted at once. */
  isAsked: boolean;
  /** How many fixes are in the newer version that the diff has not. */
  tried: number;
  /** What was found, in sight of the diff. */
  verdict: ReactNode;
}

/** A unified diff, and what it left open. */
export default function DiffPanel({ diff, base, source, isAsked, tried, verdict }: Props): ReactNode {
  const { result, trouble, canReadOn } = source;
  const isEmpty = diff.trim() === "";
  const isAlone = base === null;
  // Only who has just asked for the place to paste the old file is taken there.
  const [wantsOld, setWantsOld] = useState(false);
  const giveOld = () => {
    setWantsOld(true);
    source.giveOld();
  };
  return (
    <section className="diff-panel" aria-label="The diff">
      <PasteBox
        id={diffId}
        label="Unified diff"
        placeholder={
          "Paste what git diff, git show or git format-patch prints,\nor what is at the address of a pull request with .diff behind it."
        }
        accept=".diff,.patch,text/plain"
        value={diff}
        takesFocus={isAsked}
        onChange={source.take}
      />
      <p className="problem" role="status">
        {trouble !== "" && `${trouble} Nothing is judged.`}
      </p>
      {verdict}
      {canReadOn && (
        <p>
          <button type="button" onClick={source.readOn}>
            Read on with the lines that are there
          </button>
        </p>
      )}
      {isEmpty && isAlone && (
        <p>
          Both versions are made from the diff. With the old file at hand, all of it is judged, not only the
          lines around the change.{" "}
          <button type="button" onClick={giveOld}>
            Give the old file first
          </button>
        </p>
      )}
      {base?.map(({ name, text }) => (
        <PasteBox
          key={name}
          label={isEmpty ? "The old file" : `The old ${name}`}
          placeholder="Paste the file as it was before the change."
          accept=".proto,text/plain"
          value={text}
          takesFocus={wantsOld && name === base[0]?.name}
          onChange={(pasted) => source.takeOld(name, pasted)}
        />
      ))}
      {source.isAwaited && !isEmpty && (
        <p>
          Until it is there, the diff alone is judged.{" "}
          <button type="button" onClick={source.useAlone}>
            Use the diff alone
          </button>
        </p>
      )}
      {result && (
        <Remarks result={result} source={source} isAlone={isAlone} tried={tried} onGiveOld={giveOld} />
      )}
    </section>
  );
}

interface RemarksProps extends Pick<Props, "source" | "tried"> {
  result: DiffResult;
  /** Whether the diff is judged without an old text. */
  isAlone: boolean;
  onGiveOld(): void;
}

function Remarks({ result, source, isAlone, tried, onGiveOld }: RemarksProps): ReactNode {
  const { remarks, others } = result;
  const isPartial = remarks.some(
    ({ how, gaps, miscounted, renamedFrom }) =>
      (how === "skipped" && renamedFrom === null) || gaps.length + miscounted > 0,
  );
  const isWhole = canBeJudged(result);
  return (
    <div className={isPartial || !isWhole ? "gap" : "gap whole"} role="status">
      {!isWhole && (
        <p className="problem">
          Nothing is judged: {whyNotJudged(result)}{" "}
          {!isAlone && !source.isAwaited && (
            <button type="button" onClick={source.useAlone}>
              Use the diff alone
            </button>
          )}
        </p>
      )}
      <ul>
        {remarks.map((remark) => (
          <li key={remark.file}>
            <code>{remark.file}</code>: {remarkText(remark, source.isEdited || tried > 0)}{" "}
            {unseenText(remark, result)}
            <Conflicts conflicts={remark.conflicts} />
          </li>
        ))}
        {others > 0 && (
          <li>
            {plural(others, "other file")} in the diff{" "}
            {others === 1
              ? "is not a .proto file and was skipped."
              : "are not .proto files and were skipped."}
          </li>
        )}
        {tried > 0 && (
          <li>
            {plural(tried, "fix", "fixes")} that you tried {tried === 1 ? "is" : "are"} in the new version
            below, not in the diff.
          </li>
        )}
        {source.isEdited && (
          <li>The versions below were edited since: they are no longer those of the diff.</li>
        )}
      </ul>
      {isPartial && isAlone && (
        <p>
          What is missing is not judged: a number that is used there, a type that is declared there. With the
          old file all of it is.{" "}
          <button type="button" onClick={onGiveOld}>
            Give the old file
          </button>
        </p>
      )}
    </div>
  );
}

function whyNotJudged(result: DiffResult): string {
  if (result.remarks.some(({ conflicts }) => conflicts.length > 0))
    return "the old text is not the one that the diff was made of.";
  return isOnlyRenamed(result)
    ? "no text changed, only the names of files."
    : "the diff does not show what changed.";
}

function remarkText(remark: FileRemark, isEdited: boolean): string {
  const { file, miscounted } = remark;
  const texts = [
    ...(file === unnamedFile ? ["The diff does not name the file."] : []),
    ...(remark.renamedFrom === null ? [] : [`Renamed from ${remark.renamedFrom}. ${renameChanges}`]),
    madeText(remark, isEdited || miscounted > 0),
    ...(miscounted > 0
      ? [`${plural(miscounted, "hunk")} read with other lines than the header counts.`]
      : []),
  ];
  return texts.join(" ");
}

/** What the lines of a file leave open: what they belong to, and what they change. */
function unseenText({ file }: FileRemark, { old, new: fresh }: DiffResult): string {
  const named = (files: readonly SourceFile[]) => files.find(({ name }) => name === file) ?? { text: "" };
  const guessed = guessedBlocksIn(named(fresh), "new");
  const changed = unreadLinesIn(named(fresh), "new");
  const unread = changed.length > 0 ? changed : unreadLinesIn(named(old), "old");
  const all = (ranges: readonly LineRange[]) => {
    const more = ranges.length - partsShown;
    const texts = ranges.slice(0, partsShown).map(rangeText);
    return listText([...texts, ...(more > 0 ? [`${plural(more, "other part")}`] : [])]);
  };
  return [
    ...(guessed.length > 0
      ? [
          `It does not show which message ${all(guessed)} belong to: that is taken from how they are indented.`,
        ]
      : []),
    ...(unread.length > 0
      ? [
          `Not judged: ${all(unread)}, part of a statement that it does not show whole. Make it with more lines around what changes, as git diff -U10 does.`,
        ]
      : []),
  ].join(" ");
}

function madeText(
  { how, hunks, renamedFrom, conflicts, gaps, isUnseenRemoval }: FileRemark,
  isPartial: boolean,
): string {
  if (isUnseenRemoval) return "The file goes, and the diff does not show what was in it.";
  if (hunks === 0 && renamedFrom !== null) return "Its text is the same.";
  if (how === "skipped") return "The diff has none of its text.";
  if (how === "applied") {
    return conflicts.length === 0
      ? `${plural(hunks, "hunk")} applied to the old text.`
      : `${conflicts.length} of ${plural(hunks, "hunk")} not applied:`;
  }
  if (gaps.length > 0) return `Rebuilt from ${plural(hunks, "hunk")}. Not in the diff: ${gapsText(gaps)}.`;
  return isPartial ? `Rebuilt from ${plural(hunks, "hunk")}.` : "The diff has all of it.";
}

/** More parts that a diff leaves out are counted. */
const partsShown = 6;

function gapsText(gaps: readonly Gap[]): string {
  const texts = gaps.slice(0, partsShown).map(({ new: first, count }) => {
    if (count === null) return `what follows line ${first - 1}`;
    return count === 1 ? `line ${first}` : `lines ${first} to ${first + count - 1}`;
  });
  const more = gaps.length - partsShown;
  const isMoved = gaps.some(({ old, new: fresh }) => old !== fresh);
  const all = listText([...texts, ...(more > 0 ? [`${plural(more, "other part")}`] : [])]);
  return isMoved ? `${all} of the new file` : all;
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
