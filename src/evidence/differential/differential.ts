import { check } from "@grpc-evolution/engine/check/check.js";
import { requestFor } from "@grpc-evolution/engine/check/request.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { fileDescriptorSet } from "@grpc-evolution/engine/schema/descriptor.js";
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import { seededRandom } from "../../random.js";
import type { Library, Reading } from "./libraries/library.js";
import { messageOf, messageValue } from "./libraries/protobuf-es.js";
import { differing, type MessageValue, type Read } from "./libraries/value.js";
import { type Pair, randomPair } from "./pairs.js";
import { samplesOf } from "./samples.js";

/** What came of some random pairs of schemas. */
export interface Differences {
  /** How many pairs both the checker and the libraries could take. */
  pairs: number;
  /** In how many of them a library read another value, failed or lost data. */
  hurt: number;
  /** How often a library refused a schema that the checker takes. */
  refused: number;
  /** How many unsafe findings there were that bytes can show. */
  unsafe: number;
  /** Pairs that hurt and that nothing is said of. */
  silent: Disagreement[];
  /** Unsafe findings that no library shows. */
  notShown: Disagreement[];
}

export interface Disagreement extends Pair {
  /** What speaks against the other side. */
  because: string;
}

/**
 * Compares what the checker says of random pairs of schemas with what libraries make of messages that the one schema
 * writes and the other reads, in both directions. The same seed gives the same pairs.
 */
export function compareWith(libraries: readonly Library[], count: number, seed: number): Differences {
  const random = seededRandom(seed);
  const all: Differences = { pairs: 0, hurt: 0, refused: 0, unsafe: 0, silent: [], notShown: [] };
  for (let left = count; left > 0; left -= batchSize) {
    const made = Array.from({ length: Math.min(left, batchSize) }, () => randomPair(random));
    const judged = made.flatMap((pair) => judge(pair) ?? []);
    const outcomes = exchangeAll(libraries, judged);
    judged.forEach((each, at) => {
      add(all, each, outcomes[at] as Outcome);
    });
  }
  return all;
}

/** How many pairs are read at a time; all at once would need a gigabyte. */
const batchSize = 250;

function add(all: Differences, { pair, findings }: Judged, { hurts, refusals }: Outcome): void {
  all.pairs++;
  all.refused += refusals;
  if (hurts.length > 0) all.hurt++;
  if (hurts.length > 0 && !findings.some(isWarned)) {
    all.silent.push({ ...pair, because: hurts.map(({ number, how }) => `${number}: ${how}`).join("\n") });
  }
  for (const { check: id, message, before } of findings.filter(isAboutBytes)) {
    all.unsafe++;
    const isShown = hurts.some(({ number }) => number === before?.number);
    if (!isShown) all.notShown.push({ ...pair, because: `${id}: ${message}` });
  }
}

/** What the libraries made of a pair. */
interface Outcome {
  hurts: Hurt[];
  /** How many of its schemas a library refused. */
  refusals: number;
}

/** What the libraries make of each pair, in both directions. */
function exchangeAll(libraries: readonly Library[], judged: readonly Judged[]): Outcome[] {
  const exchanges = judged.flatMap(({ before, after }) => [
    exchangeOf("old to new", before, after),
    exchangeOf("new to old", after, before),
  ]);
  const outcomes = judged.map((): Outcome => ({ hurts: [], refusals: 0 }));
  for (const { name, read } of libraries) {
    const foreign = read(exchanges.map(({ reader }) => reader));
    const own = read(exchanges.map(({ writer }) => writer));
    exchanges.forEach((exchange, at) => {
      const outcome = outcomes[Math.floor(at / 2)] as Outcome;
      const [result, control] = [foreign[at], own[at]];
      if (!result || !control) outcome.refusals++;
      else outcome.hurts.push(...hurtsOf(exchange, name, result, control));
    });
  }
  return outcomes;
}

interface Side {
  text: string;
  set: Reading["set"];
}

interface Judged {
  pair: Pair;
  before: Side;
  after: Side;
  findings: Finding[];
}

/** A pair with what the checker says of it, null where one of its texts is refused or both are the same. */
function judge(pair: Pair): Judged | null {
  const [before, after] = [sideOf(pair.before), sideOf(pair.after)];
  if (before === null || after === null || pair.before === pair.after) return null;
  const files = (text: string) => [{ path: "a.proto", text }];
  const states = [
    { label: "before", files: files(pair.before) },
    { label: "after", files: files(pair.after) },
  ] as const;
  return { pair, before, after, findings: check(requestFor(...states)).findings };
}

function sideOf(text: string): Side | null {
  const reading = readFiles([{ path: "a.proto", text }]);
  if (reading.problems.length > 0) return null;
  try {
    const set = fileDescriptorSet(reading);
    messageOf(set);
    return { text, set };
  } catch {
    return null;
  }
}

interface Exchange {
  /** `old to new`. */
  way: string;
  writer: Reading;
  reader: Reading;
  /** What each message sets on purpose, and what its writer meant. */
  meant: { numbers: number[]; value: MessageValue }[];
}

function exchangeOf(way: string, writer: Side, reader: Side): Exchange {
  const samples = samplesOf(messageOf(writer.set));
  const messages = samples.map(({ bytes }) => bytes);
  return {
    way,
    writer: { ...writer, messages },
    reader: { ...reader, messages },
    meant: samples.map(({ message, numbers }) => ({ numbers, value: messageValue(message) })),
  };
}

interface Hurt {
  number: number;
  how: string;
}

/** What a library hurts of the fields, other than what it hurts with the writer's own schema. */
function hurtsOf(
  { way, meant, writer }: Exchange,
  library: string,
  foreign: readonly Read[],
  own: readonly Read[],
): Hurt[] {
  const hurts = meant.flatMap(({ numbers, value }, at) => {
    const [result, control] = [foreign[at], own[at]];
    if (result === undefined || control === undefined || control === "rejected") return [];
    const how = `${way}, ${library}: ${Buffer.from(writer.messages[at] ?? []).toString("hex")}`;
    if (result === "rejected") {
      // Where nothing is set, something that is missing is the cause.
      const causes = numbers.length > 0 ? numbers : Object.keys(value.fields).map(Number);
      return causes.map((number) => ({ number, how: `${how} rejected` }));
    }
    const usual = differing(value, control);
    return differing(value, result)
      .filter((number) => !usual.includes(number))
      .map((number) => ({ number, how: `${how} read as ${JSON.stringify(result.fields[number])}` }));
  });
  return [...new Map(hurts.map((hurt) => [hurt.number, hurt])).values()];
}

function isWarned({ severity }: Finding): boolean {
  return severity !== "info";
}

/** Findings on a field of the message that is sent. */
function isAboutBytes({ rule, severity, tier, element }: Finding): boolean {
  return rule === "R4" && severity === "error" && tier === "unsafe" && element.owner === "a.M";
}
