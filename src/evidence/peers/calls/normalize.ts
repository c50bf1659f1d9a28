import type { Outcome } from "./protocol.js";
import { failure } from "./scenarios.js";

/** What differs from run to run in what libraries print, and what stands for it in the record. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1(:|%3A)\d+/g, "127.0.0.1$1PORT"],
  [/\/\S*\/calls-\S+\.sock/g, "SOCKET"],
  // What follows the time tells what the client had done before.
  [/( exceeded after) \d+\.\d+s.*/gs, "$1 TIME"],
  [/date=[^)]* GMT/g, "date=DATE"],
  // A quotation of these bytes says no more than their name.
  [new RegExp(failure.status, "g"), "the serialized google.rpc.Status"],
];

/** An outcome without what another run would print differently. */
export function normalize({ code, message, messages, lines }: Outcome): Outcome {
  return { code, message: normalizeText(message), messages, lines: lines.map(normalizeText) };
}

/** A text without what another run would print differently. */
export function normalizeText(text: string): string {
  return replacements.reduce((replaced, [pattern, by]) => replaced.replace(pattern, by), text).trim();
}
