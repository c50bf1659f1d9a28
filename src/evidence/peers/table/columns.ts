import type { Library, LibraryList } from "../../../content/libraries.js";
import { asked, topics } from "../questions/index.js";
import { type Executed, isExecuted, type PeerRecord, type Unavailable } from "../run/record.js";

/** The records that have answers, in the order of the columns. */
export function columnsOf(records: Iterable<PeerRecord>): Executed[] {
  return [...records].filter(isExecuted).sort(byLanguage);
}

/** The language says which library is meant where it has only one; else the library says it. */
export function namesOf(columns: readonly Executed[]): string[] {
  return columns.map(({ language, library }) => {
    const isOnly = columns.filter((other) => other.language === language).length === 1;
    return isOnly ? language : library;
  });
}

/** All libraries with their versions. */
export function libraryList(records: readonly PeerRecord[]): LibraryList {
  const columns = columnsOf(records);
  const names = namesOf(columns);
  const libraries = columns.map(
    ({ language, library, version, date, lacks }, at): Library => ({
      name: names[at] ?? library,
      language,
      library,
      version,
      date,
      lacks: Object.values(lacks),
    }),
  );
  const missing = records
    .filter((record): record is Unavailable => !isExecuted(record))
    .map(({ language, library, unavailable }) => ({ language, library, reason: unavailable }));
  const shown = topics.flatMap(({ questions }) => questions).length;
  return { libraries, missing, questions: shown, requests: asked.flatMap(({ requests }) => requests).length };
}

function byLanguage(a: Executed, b: Executed): number {
  return a.language.localeCompare(b.language, "en") || a.library.localeCompare(b.library, "en");
}
