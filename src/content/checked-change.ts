/**
 * What `check` said of a change, on its way to the checklist: the desk puts it into an address, the command prints it as
 * JSON. Whoever wrote it is not trusted: the readers copy what they know, and cut what is too long.
 */
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { type ChangeKind, changeKinds } from "@grpc-evolution/engine/rules/review.js";
import { type Severity, severities } from "@grpc-evolution/engine/rules/rule.js";
import { packJson } from "./packed-json.js";

/** A finding as the checklist shows it. */
export interface CheckedFinding {
  /** `R1/number-reused`. */
  check: string;
  severity: Severity;
  /** One plain sentence. */
  text: string;
  /** `storage.proto:12`; may be empty. */
  place: string;
}

/** What a person or `check` may say of an item of the checklist. */
export const answers = ["holds", "not-applicable", "not-ready"] as const;

export type Answer = (typeof answers)[number];

export interface CheckedChange {
  /** What was compared, in a few words: `storage.proto, 2.3 to 2.4`. */
  subject: string;
  /** The release that the change goes into; empty where nobody said. */
  release: string;
  /** What happened with which elements: by them two states of a change are known as the same one. */
  elements: string[];
  /** What the change does, as far as schemas show it and its description states it. */
  kinds: ChangeKind[];
  /** What an analysis answers, by the identifiers of items; null where there was none, and findings alone have to tell. */
  answers: Record<string, Answer> | null;
  /** Whether the whole history was looked at, not two states alone. Without it nobody knows which numbers are spent. */
  hasHistory: boolean;
  /** Those that the change brings. What was true before, and what is allowed with a reason, is not among them. */
  findings: CheckedFinding[];
}

/** Begins the fragment of an address of the checklist that carries a checked change. */
export const checkedPrefix = "#f=";

/** What tells a change from others. */
export type ChangeIdentity = Pick<CheckedChange, "elements">;

/** Whether both are about the same change, as after a correction of it: at least half of what the smaller one does. */
export function isSameChange(one: ChangeIdentity, other: ChangeIdentity): boolean {
  const shared = one.elements.filter((element) => other.elements.includes(element)).length;
  return shared > 0 && 2 * shared >= Math.min(one.elements.length, other.elements.length);
}

const elementLimit = 100;
const findingLimit = 200;
const answerLimit = 200;
const textLimit = 600;
const shortLimit = 200;

/** The fragment with which an address of the checklist carries a checked change; null where it is too long for a link. */
export async function checkedFragment(change: CheckedChange): Promise<string | null> {
  const packed = await packJson(readCheckedChange(change));
  return packed && checkedPrefix + packed;
}

/** Copies what is known out of data of any shape; null where it is no checked change. */
export function readCheckedChange(data: unknown): CheckedChange | null {
  if (!isRecord(data) || !Array.isArray(data.findings) || !Array.isArray(data.kinds)) return null;
  return {
    subject: lineOf(data.subject, shortLimit),
    release: lineOf(data.release, shortLimit),
    elements: readElements(data.elements),
    kinds: readKinds(data.kinds),
    answers: isRecord(data.answers) ? readAnswers(data.answers) : null,
    hasHistory: data.hasHistory === true,
    findings: data.findings.slice(0, findingLimit).flatMap(readFinding),
  };
}

/** Reads the output of `check --format json`; null for any other text. */
export function readCheckReport(text: string): CheckedChange | null {
  const report = parsed(text);
  if (!isRecord(report) || !isRecord(report.summary) || !Array.isArray(report.findings)) return null;
  const { revisions, baselines } = report.summary;
  const fresh = report.findings.filter((finding) => isRecord(finding) && finding.status !== "known");
  return readCheckedChange({
    subject: `the output of check, compared with ${Array.isArray(baselines) ? baselines.join(", ") : "an older state"}`,
    kinds: [],
    hasHistory: typeof revisions === "number" && revisions > 0,
    findings: fresh.map(({ check, severity, message, file, line }) => {
      return { check, severity, text: message, place: `${file}:${line}` };
    }),
  });
}

/** Whether a text is the identifier of an item of the checklist. */
export function isItemId(id: string): boolean {
  return /^(R|GL|REVIEW)\d{0,2}-\d{1,3}$/.test(id);
}

/** Copies what happened with which elements out of data of any shape. */
export function readElements(data: unknown): string[] {
  if (!Array.isArray(data)) return [];
  return data
    .slice(0, elementLimit)
    .flatMap((each) => (typeof each === "string" ? [lineOf(each, shortLimit)] : []));
}

function readAnswers(data: Record<string, unknown>): Record<string, Answer> {
  const entries = Object.entries(data)
    .slice(0, answerLimit)
    .flatMap(([id, value]): [string, Answer][] => {
      const answer = answers.find((each) => each === value);
      return answer && isItemId(id) ? [[id, answer]] : [];
    });
  return Object.fromEntries(entries);
}

/** The kinds of change among any values, each once and in their order. */
export function readKinds(data: readonly unknown[]): ChangeKind[] {
  return changeKinds.map(({ id }) => id).filter((kind) => data.includes(kind));
}

/** Data as text of one line: what would break or turn it around is made visible, and what is too long is cut. */
export function lineOf(data: unknown, limit: number): string {
  if (typeof data !== "string") return "";
  const line = printable(data.slice(0, limit));
  return data.length > limit ? `${line}…` : line;
}

export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function readFinding(data: unknown): CheckedFinding[] {
  if (!isRecord(data) || typeof data.check !== "string" || !/^[\w-]{1,20}\/[\w-]{1,60}$/.test(data.check))
    return [];
  const severity = severities.find((each) => each === data.severity);
  if (!severity) return [];
  return [
    {
      check: data.check,
      severity,
      text: lineOf(data.text, textLimit),
      place: lineOf(data.place, shortLimit),
    },
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
