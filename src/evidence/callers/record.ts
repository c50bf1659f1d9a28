/** `npm run record:callers`: compiles and runs callers of the older code with the newer one, and records what came of it. */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";
import { installMissing } from "../peers/run/packages.js";
import { callersFolder, changedSchema, oldSchema, schemaChanges } from "./changes.js";
import { golang } from "./go.js";
import { java, javaClasses } from "./java.js";
import type { Attempt, Language } from "./language.js";
import { python } from "./python.js";
import { typescript } from "./typescript.js";

/** All columns of the table. */
export const languages: readonly Language[] = [typescript, golang, java, javaClasses, python];

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

/** A digest of data. */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
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
