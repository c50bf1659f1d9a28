import { datedAct } from "../rules/date-words.js";
import type { Finding } from "../rules/finding.js";

/** `may be used from 2.5`: what the release of a finding is for; null where it names none. */
export function datedText({ check, safeFrom }: Pick<Finding, "check" | "safeFrom">): string | null {
  return safeFrom === null ? null : `may be ${datedAct(check)} from ${safeFrom}`;
}
