import type { CallerOutcome, CallersContent, CallersRow } from "../../content/callers.js";
import { type SchemaChange, schemaChanges } from "./changes.js";
import type { CallersRecord, LanguageRecord } from "./recorded.js";

/** How many different lines of one caller are shown. */
const shownLines = 3;

/** What was recorded, as the page shows it. */
export function callersTable({ languages }: Pick<CallersRecord, "languages">): CallersContent {
  return {
    columns: languages.map(({ title }) => title),
    rows: schemaChanges.map((change) => rowOf(change, languages)),
    versions: [...new Set(languages.map(({ versions }) => versions))],
  };
}

function rowOf({ id, title }: SchemaChange, languages: readonly LanguageRecord[]): CallersRow {
  return {
    id,
    title,
    outcomes: languages.map((language) => outcomeOf(language, id)),
    printed: printedBy(languages, id),
  };
}

/** What is new in each language; languages that say the same are named together. */
function printedBy(languages: readonly LanguageRecord[], change: string): CallersRow["printed"] {
  const names = new Map<string, string[]>();
  for (const language of languages) {
    const lines = newLines(language, change);
    if (lines.length === 0) continue;
    const text = shortened(lines);
    names.set(text, [...(names.get(text) ?? []), language.title]);
  }
  return [...names].map(([text, who]) => ({ who: who.join(", "), text }));
}

function outcomeOf(language: LanguageRecord, change: string): CallerOutcome {
  if ((language.after[change]?.problems ?? []).length > 0) return "refused";
  const lines = newLines(language, change);
  if (lines.length === 0) return "same";
  return lines.some((line) => /^[^:]+: [\w.]*Error\b/.test(line)) ? "thrown" : "other";
}

/** What the compiler says, or what was printed and was not printed before. */
function newLines({ before, after }: LanguageRecord, change: string): string[] {
  const { problems = [], printed = [] } = after[change] ?? {};
  return [...new Set([...problems, ...printed.filter((line) => !before.includes(line))])];
}

function shortened(lines: readonly string[]): string {
  const more = lines.length - shownLines;
  return [...lines.slice(0, shownLines), ...(more > 0 ? [`${more} more`] : [])].join("\n");
}
