// cspell:ignore gpgsign
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cleanEnvironment } from "./run-program.js";

/** Who commits, and nothing that takes time and that no test is about. */
const gitSettings = [
  ...["user.name=Test", "user.email=test@example.org", "commit.gpgsign=false"],
  ...["init.templateDir=", "maintenance.auto=false", "core.fsync=none"],
].flatMap((setting) => ["-c", setting]);

/** Runs git in a folder, and returns what it printed. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync("git", [...gitSettings, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: cleanEnvironment(),
  });
}

/** Writes these files, and commits all that is in the folder; with a tag unless that is empty. */
export function commit(folder: string, tag: string, files: Record<string, string>): void {
  write(folder, files);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", tag || "change");
  if (tag !== "") git(folder, "tag", tag);
}

/** Writes files below a folder. */
export function write(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
