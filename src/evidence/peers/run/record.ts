import { createHash } from "node:crypto";
import type { Peer } from "../peer.js";
import type { Ask, Asked, Printed } from "../questions/question.js";

/** What was answered to a request; null where the library lacks what would be asked of it. */
export type Recorded = Printed | null;

/** Answers by the id of what was asked, one a request. */
export type Answers = ReadonlyMap<string, readonly Recorded[]>;

interface Head {
  id: string;
  language: string;
  library: string;
}

/** What a library answered. */
export interface Executed extends Head {
  version: string;
  /** The day on which this was first printed. */
  date: string;
  lacks: Peer["lacks"];
  /** A digest of all that was asked. */
  asked: string;
  /** A digest of all answers. */
  digest: string;
  answers: Answers;
}

/** A library that could not be had, and why. */
export interface Unavailable extends Head {
  unavailable: string;
}

export type PeerRecord = Executed | Unavailable;

/** The record of answers. The day is that of the earlier record if it says the same. */
export function recordOf(
  { id, language, library, lacks }: Peer,
  version: string,
  asked: readonly Asked[],
  answers: Answers,
  earlier: PeerRecord | undefined,
): Executed {
  const said = {
    id,
    language,
    library,
    version,
    lacks,
    asked: digestOfAsked(asked),
    digest: digestOf(answers),
  };
  const date = earlier && isExecuted(earlier) && saysTheSame(said, earlier) ? earlier.date : today();
  return { ...said, date, answers };
}

export function isExecuted(record: PeerRecord): record is Executed {
  return "answers" in record;
}

/** A record with another digest than this answers other questions. */
export function digestOfAsked(asked: readonly Asked[]): string {
  return digestOfLines(asked.map(({ id, requests }) => [id, requests]));
}

/** A record with another digest than this was changed by hand. */
export function digestOf(answers: Answers): string {
  return digestOfLines([...answers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a library lacks of what a request needs, in its own words. */
export function lackOf(lacks: Peer["lacks"], { message, from, to }: Ask): string | null {
  if (lacks.proto2 && message.startsWith("peers.proto2.")) return lacks.proto2;
  if (lacks.text && from === "text") return lacks.text;
  if (lacks.json && (from === "json" || to.includes("json"))) return lacks.json;
  return null;
}

function saysTheSame(
  said: Omit<Executed, "date" | "answers">,
  { date, answers, ...earlier }: Executed,
): boolean {
  return Object.entries(said).every(
    ([key, value]) => JSON.stringify(value) === JSON.stringify(earlier[key as keyof typeof earlier]),
  );
}

function digestOfLines(lines: readonly unknown[]): string {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return createHash("sha256").update(text).digest("hex");
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
