import type { Outcome } from "./protocol.js";
import { failure } from "./scenarios.js";

/** What differs from run to run in what libraries print, and what stands for it in the record. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1(:|%3A)\d+/g, "127.0.0.1$1PORT"],
  [/\/\S*\/calls-\S+\.sock/g, "SOCKET"],
  [/date=[^)]* GMT/g, "date=DATE"],
  // A quotation of these bytes says no more than their name.
  [new RegExp(failure.status, "g"), "the serialized google.rpc.Status"],
];

/** An outcome without what another run would print differently. */
export function normalize({ code, message, messages, lines }: Outcome): Outcome {
  const isDeadline = code === "DEADLINE_EXCEEDED";
  return {
    code,
    // Both sides end a call at its deadline, and the text is that of whoever was first.
    message: isDeadline ? "TEXT" : normalizeText(message),
    messages,
    lines: lines.map(normalizeText),
  };
}

/** A text without what another run would print differently. */
export function normalizeText(text: string): string {
  return replacements.reduce((replaced, [pattern, by]) => replaced.replace(pattern, by), text).trim();
}
