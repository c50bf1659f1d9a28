import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { answersOfMost, type CompactAnswers, compact, expand, expandMost } from "./compact.js";
import { peersFolder } from "./peers.js";
import { type Answers, isExecuted, type PeerRecord } from "./record.js";

/** Each peer has a file in this folder. */
export const recordName = "record";

/** What most peers answer stands in a file of its own. */
export const nameOfMost = "record-of-most.json";

/** The names of the peers that have a record. */
export function recordedIds(folder = peersFolder): string[] {
  return readdirSync(path.join(folder, recordName))
    .filter((name) => name.endsWith(".json"))
    .map((name) => path.basename(name, ".json"))
    .sort();
}

/** All records by the id of their peer. */
export function readRecords(folder = peersFolder): Map<string, PeerRecord> {
  const fileOfMost = path.join(folder, nameOfMost);
  if (!existsSync(fileOfMost)) return new Map();
  const most = expandMost(readJson(fileOfMost));
  return new Map(
    recordedIds(folder).map((id) => {
      const record = readJson(path.join(folder, recordName, `${id}.json`));
      if (!("answers" in record)) return [id, record];
      const { errors, answers, ...head } = record;
      return [id, { ...head, answers: expand({ errors, answers }, most) }];
    }),
  );
}

/** Writes all records anew: what most peers answer may have changed. */
export function writeRecords(records: Iterable<PeerRecord>, folder = peersFolder): void {
  const all = [...records];
  const most = answersOfMost(all.filter(isExecuted).map(({ answers }) => answers));
  mkdirSync(path.join(folder, recordName), { recursive: true });
  writeFileSync(path.join(folder, nameOfMost), textOf({}, compact(most, new Map())));
  for (const record of all) {
    writeFileSync(path.join(folder, recordName, `${record.id}.json`), recordText(record, most));
  }
}

function recordText(record: PeerRecord, most: Answers): string {
  if (!isExecuted(record)) return `${JSON.stringify(record, null, 2)}\n`;
  const { answers, ...head } = record;
  return textOf(head, compact(answers, most));
}

/** JSON with a line for each error and for all answers to what was asked under one id. */
function textOf(head: object, { errors, answers }: CompactAnswers): string {
  const values = Object.entries(head).map(([key, value]) => `  "${key}": ${JSON.stringify(value)}`);
  const listed = errors.map((error) => `    ${JSON.stringify(error)}`);
  const lines = Object.entries(answers).map(
    ([id, row]) => `    ${JSON.stringify(id)}: ${JSON.stringify(row)}`,
  );
  const parts = [
    ...values,
    `  "errors": [\n${listed.join(",\n")}\n  ]`,
    `  "answers": {\n${lines.join(",\n")}\n  }`,
  ];
  return `{\n${parts.join(",\n")}\n}\n`;
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, "utf8"));
}
