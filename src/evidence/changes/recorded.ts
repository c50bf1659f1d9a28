import { readFileSync } from "node:fs";
import path from "node:path";
import type { Programs } from "../../content/changes.js";
import { root } from "../../root.js";
import type { CallResults } from "./calls.js";

/** What takes a server or a compiler, by change. */
export interface ChangeRecord {
  programs: Programs;
  changes: Record<string, RecordedChange>;
}

/** What came of the caller and of the calls of one change. */
export interface RecordedChange {
  /** What the compiler says of the caller with the newer generated code. */
  problems: string[];
  calls: Record<"bytes" | "json", CallResults> | null;
}

/** Where `npm run record:changes` leaves what it saw. */
export const recordFile = path.join(root, "docs/changes/recorded.json");

/** What was recorded. */
export function readRecord(): ChangeRecord {
  return JSON.parse(readFileSync(recordFile, "utf8")) as ChangeRecord;
}
