import { parsePatch } from "diff";

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
}

/** What a diff says of one file. */
export interface FilePatch {
  /** Null for a file that the change adds. */
  oldName: string | null;
  /** Null for a file that the change deletes. */
  newName: string | null;
  hunks: Hunk[];
}

/** What is wrong with a text that should be a diff, as a sentence. */
export class DiffError extends Error {}

const hunkHeader = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@ ?(.*)$/;

/**
 * Reads a unified diff as `diff -u`, `git diff`, `git show` and `git format-patch` write it. What stands between the files,
 * such as the message of a commit, is skipped. Throws a `DiffError` for what is no diff, or is cut off.
 */
export function readDiff(text: string): FilePatch[] {
  const { lines, sections } = withoutProse(text.replace(/\r\n/g, "\n").split("\n"));
  if (lines.length === 0) {
    throw new DiffError("This is no unified diff: no file header, no line that begins with @@.");
  }
  let at = 0;
  return parsed(lines).map(({ oldFileName, newFileName, isCreate, isDelete, hunks }) => ({
    oldName: isCreate ? null : plainName(oldFileName),
    newName: isDelete ? null : plainName(newFileName),
    hunks: hunks.map(({ oldStart, newStart, oldLines, newLines, lines: content }) => {
      const section = sections[at] ?? "";
      at += 1;
      return { oldStart, newStart, oldLines, newLines, lines: content, section };
    }),
  }));
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

/** The headers and hunks alone, and the section of each hunk. */
function withoutProse(all: readonly string[]): { lines: string[]; sections: string[] } {
  const lines: string[] = [];
  const sections: string[] = [];
  let isInFile = false;
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at] ?? "";
    if (/^diff --(?:cc|combined) |^@@@/.test(line)) {
      throw new DiffError(
        `Line ${at + 1}: this is the diff of a merge against several parents. Compare with one of them.`,
      );
    }
    if (startsFile(line, all[at + 1])) {
      isInFile = true;
      lines.push(line);
      // Both names belong together; a name alone would be a line of a list or a table in prose.
      if (line.startsWith("--- ")) lines.push(all[++at] ?? "");
      continue;
    }
    const header = isInFile ? hunkHeader.exec(line) : null;
    if (header) {
      const end = endOfHunk(all, at, Number(header[1] ?? 1), Number(header[2] ?? 1));
      sections.push(header[3] ?? "");
      lines.push(...all.slice(at, end));
      at = end - 1;
    } else if (isInFile && isExtendedHeader(line)) lines.push(line);
    else if (/^From [0-9a-f]{7,64} /.test(line)) isInFile = false;
  }
  return { lines, sections };
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

/** The index behind the last line of a hunk. */
function endOfHunk(all: readonly string[], start: number, oldLines: number, newLines: number): number {
  let [old, fresh] = [oldLines, newLines];
  let at = start + 1;
  for (; old > 0 || fresh > 0; at += 1) {
    const line = all[at];
    if (line === undefined || (line === "" && at === all.length - 1)) {
      throw new DiffError(`The diff ends in the middle of the hunk of line ${start + 1}. Copy all of it.`);
    }
    // Some programs that pass a diff on cut the blank off an empty line.
    const sign = line === "" ? " " : line[0];
    if (sign !== "+" && sign !== "-" && sign !== " " && sign !== "\\") {
      throw new DiffError(
        `Line ${at + 1} belongs to a hunk, and begins with none of a blank, + and -. Was it wrapped?`,
      );
    }
    if (sign === "-" || sign === " ") old -= 1;
    if (sign === "+" || sign === " ") fresh -= 1;
    if (old < 0 || fresh < 0) {
      throw new DiffError(
        `Line ${at + 1}: the hunk of line ${start + 1} has other lines than its header counts.`,
      );
    }
  }
  while (all[at]?.startsWith("\\")) at += 1;
  return at;
}
