import { readRecords } from "../peers/run/record-files.js";
import { columnsOf, namesOf } from "../peers/table/columns.js";
import type { Runtime } from "./table.js";

/** A runtime as the pages name it. */
export interface NamedRuntime extends Runtime {
  name: string;
}

/** The runtimes whose answers are recorded. */
export function recordedRuntimes(): NamedRuntime[] {
  const records = columnsOf(readRecords().values());
  const names = namesOf(records);
  return records.map(({ id, answers }, at) => ({
    id,
    name: names[at] ?? id,
    answer: (asked, place) => answers.get(asked)?.[place] ?? null,
  }));
}
