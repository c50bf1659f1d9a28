import { isExecuted } from "../peers/run/record.js";
import { readRecords } from "../peers/run/record-files.js";
import type { Runtime } from "./table.js";

/** A runtime as the page names it. */
export interface NamedRuntime extends Runtime {
  /** `protobuf.js 7.6.6`, with the language where the library's name does not tell. */
  name: string;
  date: string;
}

/** The runtimes whose answers are recorded. */
export function recordedRuntimes(): NamedRuntime[] {
  return [...readRecords().values()]
    .filter(isExecuted)
    .map(({ id, language, library, version, date, answers }) => ({
      id,
      name: `${library} ${version} (${language})`,
      date,
      answer: (asked, at) => answers.get(asked)?.[at] ?? null,
    }));
}
