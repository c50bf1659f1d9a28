import { execFileSync } from "node:child_process";

/** Runs git in a folder. Names and dates are fixed, so that hashes are the same on every machine. */
export function git(folder: string, day: number, ...args: string[]): void {
  const date = `2026-01-0${day + 1}T12:00:00Z`;
  const who = { NAME: "A. Author", EMAIL: "author@example.org", DATE: date };
  const identity = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const env = {
    ...process.env,
    ...Object.fromEntries(identity),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
  };
  execFileSync("git", ["-C", folder, ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
}
