import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { callersFolder } from "./changes.js";
import type { Attempt } from "./language.js";

/** What came of the caller of one language. */
export interface LanguageRecord {
  id: string;
  title: string;
  versions: string;
  /** What it printed with the code that it was written for. */
  before: string[];
  /** What came of it after each change, by the change's id. */
  after: Record<string, Attempt>;
}

/** What came of all callers. */
export interface CallersRecord {
  /** A digest of the schema, the changes and the programs. */
  inputs: string;
  /** A digest of what came of them. */
  digest: string;
  languages: LanguageRecord[];
}

/** Where `npm run record:callers` leaves what it saw. */
export const recordFile = path.join(callersFolder, "record.json");

/** What was recorded. */
export function readRecord(): CallersRecord {
  return JSON.parse(readFileSync(recordFile, "utf8")) as CallersRecord;
}

/** A digest of data. */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}
