import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { answersFrom, answersOfMost, type Differences, differencesFrom } from "./compact.js";
import { peersFolder } from "./peers.js";
import { type Answers, type Executed, isExecuted, type PeerRecord } from "./record.js";

const folder = path.join(peersFolder, "record");

/** Answers that most peers give. They are in no record of a peer. */
const fileOfMost = path.join(peersFolder, "record-of-most.json");

/** All records by the id of their peer. */
export function readRecords(): Map<string, PeerRecord> {
  if (!existsSync(fileOfMost)) return new Map();
  const most: Answers = new Map(Object.entries(readJson(fileOfMost)));
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return new Map(
    names.sort().map((name) => {
      const record = readJson(path.join(folder, name));
      const expanded = record.answers ? { ...record, answers: answersFrom(most, record.answers) } : record;
      return [path.basename(name, ".json"), expanded];
    }),
  );
}

/** Writes all records anew: what most peers answer may have changed. */
export function writeRecords(records: Iterable<PeerRecord>): void {
  const all = [...records];
  const executed = all.filter(isExecuted);
  const most = answersOfMost(executed.map(({ answers }) => answers));
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOfMost, `${lines(Object.fromEntries(most))}\n`);
  for (const record of all) {
    const text = isExecuted(record)
      ? textOf(record, differencesFrom(most, record.answers))
      : JSON.stringify(record, null, 2);
    writeFileSync(path.join(folder, `${record.id}.json`), `${text}\n`);
  }
}

function textOf({ answers, ...head }: Executed, differences: Differences): string {
  const opened = JSON.stringify(head, null, 2).replace(/\n\}$/, "");
  return `${opened},\n  "answers": ${lines(differences)}\n}`;
}

/** What was asked is one line. */
function lines(object: Record<string, unknown>): string {
  const entries = Object.entries(object).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${entries.join(",\n")}\n}`;
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, "utf8"));
}
