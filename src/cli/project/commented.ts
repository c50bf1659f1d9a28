import type { State } from "@grpc-evolution/engine/check/request.js";
import { allowancesIn } from "@grpc-evolution/engine/check/suppressions.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { readSchema, type SourceText } from "@grpc-evolution/engine/schema/read.js";
import { readBlobs } from "../git/blobs.js";
import { gitError, missingObjects, tryGit } from "../git/git.js";
import type { Committed } from "./check-input.js";

/** A file at a commit, `<commit>:<path>` for git. */
type FileAt = string;

/** More lines than this are not named one by one: the arguments of a program have a limit. */
const mostLines = 1000;

/**
 * Each file with comments that allow something on a parent, as it was when such a comment was written. A comment that is
 * not committed has no such file.
 */
export async function readCommented(
  { root, commit }: Committed,
  files: readonly SourceText[],
): Promise<State[]> {
  const wanted = new Set<FileAt>();
  for (const [path, lines] of parentComments(files)) {
    for (const origin of await originsOf(root, path, lines, commit)) wanted.add(origin);
  }
  const states: State[] = [];
  await readBlobs(root, [...wanted], (label, content) => {
    if (content.kind === "missing") throw missingObjects(`${printable(label)} is missing.`);
    // What is too large now cannot have been read then.
    if (content.kind === "too large") return;
    const [, path = ""] = /^[0-9a-f]+:(.*)$/s.exec(label) ?? [];
    states.push({ label, files: [{ path, text: content.bytes.toString() }] });
  });
  return states;
}

/** The lines of comments on what has members, by file. */
function parentComments(files: readonly SourceText[]): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  // Nobody who writes no such comment pays for it.
  if (!files.some(({ text }) => text.includes("grpc-evolution:"))) return lines;
  for (const { reason, element, place } of allowancesIn(files, readSchema(files).schema)) {
    if (reason === "" || !["message", "enum", "service"].includes(element.kind)) continue;
    const before = lines.get(place.file);
    if (before) before.push(place.start.line);
    else lines.set(place.file, [place.start.line]);
  }
  return lines;
}

/**
 * Where these lines of a file come from, also where they were indented or moved since; nowhere where they, or the file, are
 * not committed.
 */
async function originsOf(
  root: string,
  path: string,
  lines: number[],
  commit: string | null,
): Promise<FileAt[]> {
  const ranges = lines.length > mostLines ? [] : lines.flatMap((line) => ["-L", `${line},${line}`]);
  const revision = commit === null ? [] : [commit];
  const args = ["blame", "--porcelain", "-w", "-M", "-C", ...ranges, ...revision, "--", path];
  const { status, stdout, complaint } = await tryGit(root, args);
  if (status === 0) return originsIn(stdout.toString(), new Set(lines));
  if (/no such path/.test(complaint)) return [];
  throw gitError(root, args, complaint);
}

/** Source: `git help blame`, the porcelain format. A commit has its details where it comes first. */
function originsIn(printed: string, lines: ReadonlySet<number>): FileAt[] {
  const commits = new Set<string>();
  const names = new Map<string, string>();
  let commit = "";
  for (const line of printed.split("\n")) {
    const [, id, at] = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(line) ?? [];
    if (id !== undefined) {
      commit = id;
      if (lines.has(Number(at))) commits.add(id);
    } else if (line.startsWith("filename ")) names.set(commit, line.slice("filename ".length));
  }
  return [...commits].filter((id) => !/^0+$/.test(id)).map((id) => `${id}:${names.get(id) ?? ""}`);
}
