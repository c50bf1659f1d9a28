import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CallPeer } from "./peer.js";
import { callsFolder } from "./peers.js";
import type { Outcome } from "./protocol.js";
import { scenarios } from "./scenarios.js";

/** What a call came to, or why it was not made. A call that is a race has every outcome that was ever printed. */
export type Answer = readonly Outcome[] | { reason: string };

/** Answers by the id of their scenario. */
export type Answers = Readonly<Record<string, Answer>>;

/** A side of a pair, in the version that ran. */
export interface Side extends Pick<CallPeer, "id" | "language" | "library"> {
  version: string;
}

/** What a client was answered by a server. */
export interface RecordedPair {
  client: Side;
  server: Side;
  /** The day on which this was first printed. */
  date: string;
  /** A digest of all the rest. */
  digest: string;
  answers: Answers;
}

/** Where the pairs of each client are recorded: a file each. */
export const recordFolder = path.join(callsFolder, "record");

/** All pairs, in the order of their clients and servers. */
export function readPairs(): RecordedPair[] {
  return readdirSync(recordFolder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name): RecordedPair[] => JSON.parse(readFileSync(path.join(recordFolder, name), "utf8")));
}

/** Each outcome once, in an order that does not depend on the order in which they were printed. */
export function distinct(outcomes: readonly Outcome[]): Outcome[] {
  const texts = new Set(outcomes.map((outcome) => JSON.stringify(outcome)));
  return [...texts].sort().map((text) => JSON.parse(text));
}

/** A cell of a table of calls. */
export interface CallRow {
  /** The id of the scenario. */
  scenario: string;
  title: string;
  client: Side;
  server: Side;
  /** One, or two and more where it depends on who is first. */
  outcomes: readonly RowOutcome[];
}

export interface RowOutcome {
  /** A status code, `NO_STATUS`, `NO_ANSWER`, `PROGRAM_ENDED`, or `NOT_OFFERED` where no call was made. */
  code: string;
  /** What was printed, or why no call was made. */
  text: string;
}

/** All calls, scenario by scenario in the order of `scenarios`, within one in the order of the pairs. */
export function callRows(pairs: readonly RecordedPair[] = readPairs()): CallRow[] {
  return scenarios.flatMap(({ id, title }) =>
    pairs.flatMap(({ client, server, answers }): CallRow[] => {
      const answer = answers[id];
      return answer ? [{ scenario: id, title, client, server, outcomes: outcomesOf(answer) }] : [];
    }),
  );
}

function outcomesOf(answer: Answer): readonly RowOutcome[] {
  return "reason" in answer ? [{ code: "NOT_OFFERED", text: answer.reason }] : answer.map(rowOutcome);
}

function rowOutcome({ code, message, messages, lines }: Outcome): RowOutcome {
  const count = code === "OK" || messages > 0 ? countOf(messages) : "";
  return { code, text: [count, message, ...lines].filter((line) => line !== "").join("\n") };
}

function countOf(messages: number): string {
  if (messages === 0) return "no message";
  return messages === 1 ? "1 message" : `${messages} messages`;
}
