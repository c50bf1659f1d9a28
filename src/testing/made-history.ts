import { execFileSync } from "node:child_process";
import { git } from "./git.js";
import { cleanEnvironment } from "./run-program.js";

/** A commit of a history that a test makes up. */
export interface Step {
  /** The branch that it is made on, or another ref by its full name; `main` where left out. */
  on?: string;
  /** What it changes; null deletes a file. A path in double quotes has its bytes escaped as C does. */
  files?: Record<string, string | null>;
  /** Links, with what they lead to. */
  links?: Record<string, string>;
  /** Where its branch begins: a branch or a tag. The tip of the branch itself where left out, none of a new one. */
  from?: string;
  /** A branch or tag that it merges. Of what that changed it has only what `files` repeats. */
  merge?: string;
  /** The tags that it bears. */
  tags?: string[];
  /** Other refs that stand at it, by their full names. */
  refs?: string[];
}

/** The first commit is made then, each other one an hour after the one before; seconds since 1970. */
const start = 1_700_000_000;

/**
 * Makes a repository with these commits in an empty folder, and checks out a branch of it. A process imports them all, however
 * many they are.
 */
export function makeHistory(folder: string, steps: readonly Step[], checkedOut = "main"): void {
  git(folder, "init", "--quiet", `--initial-branch=${checkedOut}`);
  execFileSync("git", ["fast-import", "--quiet"], {
    cwd: folder,
    input: streamOf(steps),
    env: cleanEnvironment(),
  });
  git(folder, "reset", "--quiet", "--hard");
}

function streamOf(steps: readonly Step[]): string {
  const places = new Map<string, number>();
  const lines: string[] = [];
  for (const [
    at,
    { on = "main", files = {}, links = {}, from = on, merge, tags = [], refs = [] },
  ] of steps.entries()) {
    const mark = at + 1;
    const markOf = (name: string) => places.get(name);
    const parent = markOf(from);
    if (parent === undefined && from !== on) throw new Error(`there is no ${from} yet`);
    const branch = on.startsWith("refs/") ? on : `refs/heads/${on}`;
    lines.push(`reset ${branch}`, `commit ${branch}`, `mark :${mark}`);
    lines.push(`committer Test <test@example.org> ${start + at * 3600} +0000`, data(`step ${mark}`));
    if (parent !== undefined) lines.push(`from :${parent}`);
    if (merge !== undefined) lines.push(`merge :${markOf(merge)}`);
    for (const [path, text] of Object.entries(files)) {
      lines.push(...(text === null ? [`D ${path}`] : [`M 100644 inline ${path}`, data(text)]));
    }
    for (const [path, target] of Object.entries(links)) lines.push(`M 120000 inline ${path}`, data(target));
    for (const name of [on, ...tags]) places.set(name, mark);
    const others = [...tags.map((tag) => `refs/tags/${tag}`), ...refs];
    for (const ref of others) lines.push(`reset ${ref}`, `from :${mark}`, "");
  }
  return lines.map((line) => `${line}\n`).join("");
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
