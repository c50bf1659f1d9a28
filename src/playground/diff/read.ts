import { parsePatch } from "diff";
import { DiffError } from "./diff-error.js";
import { unnamedFile } from "./names.js";
import { isPageOfGitHub, pageOfGitHub, unsaidHunk, whyNoDiff, withoutIndent } from "./other-texts.js";

/** A part of a file that a diff changes, with the lines around it. */
export interface Hunk {
  /** Its first line in either version, from 1. */
  oldStart: number;
  newStart: number;
  oldLines: number;
  newLines: number;
  /** Each begins with a sign: a blank, `-`, `+`, or `\` for what is said of a missing line end. */
  lines: string[];
  /** What stands behind the second `@@`: git puts the last line there that began a declaration. */
  section: string;
  /** Whether its header counts other lines than those that are there. */
  isMiscounted: boolean;
}

/** What a diff says of one file. */
export interface FilePatch {
  /** Null for a file that the change adds. */
  oldName: string | null;
  /** Null for a file that the change deletes. */
  newName: string | null;
  /** Whether git says that it has another name. */
  isRenamed: boolean;
  hunks: Hunk[];
}

const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;

/**
 * Reads a unified diff as `diff -u`, `git diff`, `git show` and `git format-patch` write it. What stands between the files,
 * such as the message of a commit, is skipped. Throws a `DiffError` for what is no diff, is cut off, or has hunks of other
 * lines than their headers count; `readsOn` takes the lines of such hunks as they are.
 */
export function readDiff(text: string, readsOn = false): FilePatch[] {
  const all = withoutIndent(text.replace(/\r\n/g, "\n").split("\n"));
  if (isPageOfGitHub(all)) throw new DiffError(pageOfGitHub);
  const { lines, hunks: read } = withoutProse(withFileHeader(all), readsOn);
  if (lines.length === 0) throw new DiffError(whyNoDiff(text));
  let at = 0;
  return parsed(lines).map(({ oldFileName, newFileName, isCreate, isDelete, isRename, hunks }) => ({
    oldName: isCreate ? null : plainName(oldFileName),
    newName: isDelete ? null : plainName(newFileName),
    isRenamed: isRename === true,
    hunks: hunks.map(({ oldStart, newStart, oldLines, newLines, lines: content }) => {
      const { section = "", isMiscounted = false } = read[at] ?? {};
      at += 1;
      return { oldStart, newStart, oldLines, newLines, lines: content, section, isMiscounted };
    }),
  }));
}

/** A hunk that was copied without the names of its file is one of a file without a name. */
function withFileHeader(all: readonly string[]): readonly string[] {
  const isNamed = all.some((line, at) => startsFile(line, all[at + 1]));
  const first = all.findIndex((line) => hunkHeader.test(line));
  if (isNamed || first === -1) return all;
  return [...all.slice(0, first), `--- a/${unnamedFile}`, `+++ b/${unnamedFile}`, ...all.slice(first)];
}

function parsed(lines: readonly string[]): ReturnType<typeof parsePatch> {
  try {
    return parsePatch(lines.join("\n"));
  } catch (error) {
    throw new DiffError(`The diff cannot be read: ${(error as Error).message}.`);
  }
}

/** The name without the folder that stands for the side; null for the file that there is not. */
function plainName(name: string | undefined): string | null {
  if (name === undefined || name === "/dev/null") return null;
  return name.replace(/^(?:[a-c]|[iow])\//, "");
}

/** The headers and hunks alone, and what is known of each hunk beside its lines. */
function withoutProse(
  all: readonly string[],
  readsOn: boolean,
): { lines: string[]; hunks: Pick<Hunk, "section" | "isMiscounted">[] } {
  const lines: string[] = [];
  const hunks: Pick<Hunk, "section" | "isMiscounted">[] = [];
  let isInFile = false;
  let isOfProtocol = false;
  let hasHunk = false;
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at] ?? "";
    if (/^diff --(?:cc|combined) |^@@@/.test(line)) {
      throw new DiffError(
        `Line ${at + 1}: this is the diff of a merge against several parents. Compare with one of them.`,
      );
    }
    if (startsFile(line, all[at + 1])) {
      isInFile = true;
      hasHunk = false;
      // Both names belong together; a name alone would be a line of a list or a table in prose.
      const named = line.startsWith("--- ") ? [line, all[++at] ?? ""] : [line];
      isOfProtocol = named.some((each) => each.includes(".proto"));
      lines.push(...named);
      continue;
    }
    const header = isInFile ? hunkHeader.exec(line) : null;
    if (header) {
      hasHunk = true;
      const [, oldStart, oldCount = "1", newStart, newCount = "1", section = ""] = header;
      const counts = { old: Number(oldCount), new: Number(newCount) };
      const there = linesOfHunk(all, at, counts, readsOn, isOfProtocol);
      hunks.push({ section, isMiscounted: there.isMiscounted });
      lines.push(`@@ -${oldStart},${there.counts.old} +${newStart},${there.counts.new} @@`);
      lines.push(...all.slice(at + 1, there.end));
      at = there.end - 1;
    } else if (isInFile && isExtendedHeader(line)) lines.push(line);
    else if (/^From [0-9a-f]{7,64} /.test(line)) isInFile = false;
    else if (isInFile && !hasHunk && /^(?:@@|[+-](?![+-]))/.test(line))
      throw new DiffError(unsaidHunk(line, at));
  }
  return { lines, hunks };
}

function startsFile(line: string, next: string | undefined): boolean {
  return line.startsWith("diff --git ") || (line.startsWith("--- ") && next?.startsWith("+++ ") === true);
}

/** What git says of a file between its name and its hunks. */
function isExtendedHeader(line: string): boolean {
  return /^(?:new file mode|deleted file mode|old mode|new mode|rename from|rename to|copy from|copy to) /.test(
    line,
  );
}

/** How many lines of a hunk either version has. */
interface Counts {
  old: number;
  new: number;
}

/** The lines of a hunk that are there. */
interface HunkLines {
  counts: Counts;
  /** The index behind the last one. */
  end: number;
  isMiscounted: boolean;
}

/**
 * The lines that belong to the hunk whose header stands at `start`: as many as it counts, or those that are there. Nobody has to mend
 * a hunk of a file that is not judged.
 */
function linesOfHunk(
  all: readonly string[],
  start: number,
  counts: Counts,
  readsOn: boolean,
  isOfProtocol: boolean,
): HunkLines {
  const counted = countedEnd(all, start, counts);
  if (counted !== null && !goesOn(all, counted)) return { counts, end: counted, isMiscounted: false };
  const there = linesThere(all, start);
  if (!isOfProtocol) return { ...there, isMiscounted: true };
  const stranger = strangerBehind(all, there.end);
  if (stranger !== null) {
    throw new DiffError(
      `Line ${stranger + 1} belongs to the hunk of line ${start + 1}, and begins with none of a blank, + and -. Was it wrapped?`,
    );
  }
  if (readsOn) return { ...there, isMiscounted: true };
  throw new DiffError(
    `Line ${start + 1}: the header of the hunk counts ${countsText(counts)}, and ${countsText(there.counts)} follow.`,
    true,
  );
}

/** The index behind as many lines as a header counts; null where they are not there. */
function countedEnd(all: readonly string[], start: number, counts: Counts): number | null {
  let [old, fresh] = [counts.old, counts.new];
  let at = start + 1;
  for (; old > 0 || fresh > 0; at += 1) {
    const sign = signOf(all, at);
    if (sign === null) return null;
    if (sign === "-" || sign === " ") old -= 1;
    if (sign === "+" || sign === " ") fresh -= 1;
    if (old < 0 || fresh < 0) return null;
  }
  while (all[at]?.startsWith("\\")) at += 1;
  return at;
}

/** Whether another line of a hunk follows where it should have ended. */
function goesOn(all: readonly string[], end: number): boolean {
  return /^[+ -]/.test(all[end] ?? "") && !endsHunk(all, end);
}

/** All that follows a header up to what cannot belong to its hunk. */
function linesThere(all: readonly string[], start: number): Omit<HunkLines, "isMiscounted"> {
  let end = start + 1;
  while (signOf(all, end) !== null && !endsHunk(all, end)) end += 1;
  while (all[end - 1] === "") end -= 1;
  const counts = { old: 0, new: 0 };
  for (let at = start + 1; at < end; at += 1) {
    const sign = signOf(all, at);
    if (sign === "-" || sign === " ") counts.old += 1;
    if (sign === "+" || sign === " ") counts.new += 1;
  }
  return { counts, end };
}

/** What a line of a hunk begins with; null for what is none. Some programs that pass a diff on cut the blank off an empty line. */
function signOf(all: readonly string[], at: number): string | null {
  const line = all[at];
  if (line === undefined || (line === "" && at === all.length - 1)) return null;
  const sign = line === "" ? " " : (line[0] ?? "");
  return "+- \\".includes(sign) ? sign : null;
}

/** Whether a line begins a file or the signature of a mail, although it has the sign of a line that went. */
function endsHunk(all: readonly string[], at: number): boolean {
  const line = all[at] ?? "";
  return startsFile(line, all[at + 1]) || line === "-- ";
}

function countsText({ old, new: fresh }: Counts): string {
  return `${old} old and ${fresh} new ${fresh === 1 ? "line" : "lines"}`;
}

/** The index of a line behind a hunk that is too short where it is no beginning of anything else; null where there is none. */
function strangerBehind(all: readonly string[], end: number): number | null {
  const at = all.findIndex((line, index) => index >= end && line.trim() !== "");
  const begins = /^(?:@@ |diff |--- |-- $|From |commit [0-9a-f]|Index: )/;
  return at === -1 || begins.test(all[at] ?? "") ? null : at;
}
