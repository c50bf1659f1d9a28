import { createHash } from "node:crypto";
import { type Answers, distinct, type RecordedPair, type Side } from "./record.js";
import { scenarios } from "./scenarios.js";

/** A pair with another digest than this was changed by hand. */
export function digestOf({ client, server, date, answers }: Omit<RecordedPair, "digest">): string {
  return createHash("sha256")
    .update(JSON.stringify([client, server, date, answers]))
    .digest("hex");
}

/** The record of a pair that was run on a day. If an earlier record of the same versions says the same, it stays. */
export function pairRecord(
  client: Side,
  server: Side,
  answers: Answers,
  date: string,
  earlier: RecordedPair | undefined,
): RecordedPair {
  const before = earlier && isEqual([earlier.client, earlier.server], [client, server]) ? earlier : undefined;
  const all = before ? withEarlierOutcomes(answers, before.answers) : answers;
  if (before && isEqual(all, before.answers)) return before;
  return { client, server, date, digest: digestOf({ client, server, date, answers: all }), answers: all };
}

/** In a race another side may have been first before. */
function withEarlierOutcomes(answers: Answers, earlier: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => {
      const before = earlier[id];
      if (!races.has(id) || !before || "reason" in answer || "reason" in before) return [id, answer];
      return [id, distinct([...before, ...answer])];
    }),
  );
}

const races = new Set(scenarios.filter(({ isRace }) => isRace).map(({ id }) => id));

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
