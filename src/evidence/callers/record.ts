/** `npm run record:callers`: compiles and runs callers of the older code with the newer one, and records what came of it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";
import { installMissing } from "../peers/run/packages.js";
import { callersFolder, changedSchema, oldSchema, schemaChanges } from "./changes.js";
import { golang } from "./go.js";
import { java, javaClasses } from "./java.js";
import type { Language } from "./language.js";
import { python } from "./python.js";
import { type CallersRecord, digestOf, type LanguageRecord, recordFile } from "./recorded.js";
import { typescript } from "./typescript.js";

/** All columns of the table. */
export const languages: readonly Language[] = [typescript, golang, java, javaClasses, python];

/** Compiles and runs a caller with the code of every schema. */
export function recordLanguage(language: Language): LanguageRecord {
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(path.join(root, ".cache", `callers-${language.id}-`));
  const changed = schemaChanges.map((change): [string, string] => [change.id, changedSchema(change)]);
  try {
    const { before, ...after } = Object.fromEntries(
      language.attempt(new Map([["before", oldSchema], ...changed]), folder),
    );
    if (!before || before.problems.length > 0) {
      throw new Error(`${language.id}: the caller does not compile: ${before?.problems.join(" ")}`);
    }
    const { id, title } = language;
    return { id, title, versions: language.versions(), before: before.printed, after };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A digest of all that decides what comes of the callers, but for the versions of what compiles them. */
export function digestOfInputs(): string {
  const programs = path.join(callersFolder, "programs");
  const texts = readdirSync(programs)
    .sort()
    .map((name) => readFileSync(path.join(programs, name), "utf8"));
  return digestOf([oldSchema, schemaChanges, texts]);
}

function record(): void {
  const recorded = languages.map((language) => {
    const failure = installMissing(language.packages);
    if (failure) throw new Error(failure);
    console.error(`compiling ${language.title}`);
    return recordLanguage(language);
  });
  const whole: CallersRecord = {
    inputs: digestOfInputs(),
    digest: digestOf(recorded),
    languages: recorded,
  };
  writeFileSync(recordFile, `${JSON.stringify(whole, null, 2)}\n`);
}

if (process.argv[1]?.endsWith("callers/record.ts")) record();
