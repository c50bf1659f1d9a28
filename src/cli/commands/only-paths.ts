import { type CheckResult, countsOf } from "@grpc-evolution/engine/check/check.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { CheckInput } from "../project/check-input.js";
import { UserError } from "../terminal/user-error.js";

/**
 * A result with only what is in the paths of the input; all of it where there are none. Everything is checked
 * nevertheless: a message that moved out of a folder is not a removed one.
 * Throws a UserError where a path names no file that was looked at.
 */
export function onlyPaths(result: CheckResult, { head, baselines, paths }: CheckInput): CheckResult {
  if (paths.length === 0) return result;
  const seen = [head, ...baselines].flatMap(({ files }) => files);
  for (const wanted of paths) {
    if (!seen.some((file) => isBelow(file.path, wanted))) {
      throw new UserError(
        `${printable(wanted)} names no .proto file that is checked.`,
        "Correct the path, or add the file to protos in grpc-evolution.yaml.",
      );
    }
  }
  const chosen = (file: string) => isInPaths(file, paths);
  // What is wrong with the configuration concerns every run.
  const findings = result.findings.filter(({ place: { file } }) => chosen(file) || !file.endsWith(".proto"));
  const files = head.files.filter(({ path }) => chosen(path)).length;
  return { findings, summary: { ...result.summary, ...countsOf(findings), files } };
}

/** Whether a file is in one of the paths; everything is where there are none. */
export function isInPaths(file: string, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((wanted) => isBelow(file, wanted));
}

/** The empty path is the root, with everything below it. */
function isBelow(file: string, wanted: string): boolean {
  return wanted === "" || file === wanted || file.startsWith(`${wanted}/`);
}
