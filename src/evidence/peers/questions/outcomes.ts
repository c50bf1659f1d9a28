import { isDeepStrictEqual } from "node:util";
import type { Reading, Value } from "../protocol.js";
import type { Outcome, Printed, Question, Survival } from "./question.js";

/** What was printed, as far as it decides. */
export interface Sign {
  /** Fields of the reading; null for one that it leaves out. */
  reads?: Readonly<Record<string, Value>>;
  /** The bytes that are written back. */
  writes?: string;
  /** The bytes of the copy. */
  copies?: string;
  /** The value of the ProtoJSON. */
  prints?: unknown;
  /** An output that could not be made. */
  fails?: "reading" | "binary" | "json" | "copy";
}

/** What is said where a sign is seen. */
export type Case = readonly [sign: Sign, survival: Survival, words: string];

/** A message that is not read at all is refused, whatever its reader says. */
const refused: Outcome = { survival: "rejected", words: "rejected" };

/** The words of the first case whose sign is in the answer to the only request. */
export function byCases(...cases: readonly Case[]): Question["outcome"] {
  return ([printed]) => {
    if (printed && "error" in printed) return refused;
    const [, survival, words] = cases.find(([sign]) => printed && isSeen(sign, printed)) ?? [];
    if (!survival || !words) throw new Error(`There are no words for ${JSON.stringify(printed)}.`);
    return { survival, words };
  };
}

function isSeen({ reads, writes, copies, prints, fails }: Sign, printed: Printed): boolean {
  if ("error" in printed) return false;
  return (
    (reads === undefined || isRead(reads, printed.reading)) &&
    (writes === undefined || printed.binary === writes) &&
    (copies === undefined || printed.copy === copies) &&
    (prints === undefined || isPrinted(prints, printed.json)) &&
    (fails === undefined || isFailure(printed[fails]))
  );
}

function isRead(expected: NonNullable<Sign["reads"]>, reading: unknown): boolean {
  if (!reading || isFailure(reading)) return false;
  return Object.entries(expected).every(([field, value]) =>
    isDeepStrictEqual((reading as Reading)[field] ?? null, value),
  );
}

function isPrinted(expected: unknown, json: unknown): boolean {
  return typeof json === "string" && isDeepStrictEqual(JSON.parse(json), expected);
}

function isFailure(output: unknown): boolean {
  return typeof output === "object" && output !== null && "error" in output;
}
