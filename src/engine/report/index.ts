import type { CheckResult } from "../check/check.js";
import { githubReport } from "./github.js";
import { jsonReport } from "./json.js";
import { junitReport } from "./junit.js";
import type { Look } from "./look.js";
import { markdownReport } from "./markdown.js";
import { sarifReport } from "./sarif.js";
import { textReport } from "./text.js";

/** Turns a result into text; only the text format has several looks. */
export type Reporter = (result: CheckResult, look: Look) => string;

/** Whether a format shows the edits of fixes, which are worked out only where somebody looks at them. */
export function showsEdits(format: Format): boolean {
  return format === "text" || listsKnown(format);
}

/** Whether a format is for programs that tell by the status of a finding whether it is known. */
export function listsKnown(format: Format): boolean {
  return format === "json" || format === "sarif";
}

/** What people may ask for, in the order in which it is offered. */
export const formats = ["text", "json", "markdown", "github", "sarif", "junit"] as const;

export type Format = (typeof formats)[number];

export const reporters: Record<Format, Reporter> = {
  text: textReport,
  json: jsonReport,
  markdown: markdownReport,
  github: githubReport,
  sarif: sarifReport,
  junit: junitReport,
};
