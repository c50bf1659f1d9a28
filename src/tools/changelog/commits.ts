import { execFileSync } from "node:child_process";

/** A commit as a changelog needs it. */
export interface Commit {
  hash: string;
  subject: string;
  /** The files that it touched. */
  files: string[];
}

/** The tag of the release before a revision; undefined where it is the first one. */
export function releaseBefore(folder: string, revision: string): string | undefined {
  try {
    const args = ["describe", "--tags", "--abbrev=0", "--match=v[0-9]*.[0-9]*.[0-9]*", "--exclude=*-*"];
    return git(folder, ...args, `${revision}^`).trim();
  } catch {
    return undefined;
  }
}

/** The commits of a revision that an older one does not have, the oldest first. Of a merge git names no files. */
export function commitsBetween(folder: string, older: string, revision: string): Commit[] {
  const format = "--format=%x01%H%x09%s";
  const printed = git(folder, "log", "--reverse", "--name-only", "-z", format, `${older}..${revision}`);
  return printed.split("\u0001").slice(1).map(readCommit);
}

/** Of a commit git writes its line, and its files with a zero after each. */
function readCommit(text: string): Commit {
  const [line = "", ...files] = text.split("\0");
  const [hash = "", subject = ""] = line.split(/\t(.*)/s);
  return { hash, subject, files: files.map((file) => file.replace(/^\n/, "")).filter(Boolean) };
}

function git(folder: string, ...args: string[]): string {
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio, maxBuffer: 2 ** 28 });
}
