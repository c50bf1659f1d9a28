import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import type { ReadProblem } from "@grpc-evolution/engine/schema/read.js";
import type { FieldReading } from "@grpc-evolution/engine/wire/compare.js";
import type { Outcome } from "@grpc-evolution/engine/wire/outcome.js";
import type { Span } from "@grpc-evolution/engine/wire/strip.js";
import type { SourceFile } from "../../content/source-file.js";

/** Which of the two states is meant. */
export type Age = "old" | "new";

/** Something for both states. */
export type Both<T> = Record<Age, T>;

/** What the page asks of the worker. Plain data, as everything that it answers. */
export interface Question {
  id: number;
  files: Both<SourceFile[]>;
  /** Full name in the newer state; empty where the worker is to choose. */
  message: string;
  /** What each writer sets, as JSON text; null for a sample. */
  values: Both<string | null>;
}

export interface Answer {
  id: number;
  /** Why a state cannot be read. */
  problems: Both<ReadProblem[]>;
  /** What is left out, since a file is not at hand. */
  remarks: Both<ReadProblem[]>;
  /** Null where one of the states cannot be read. */
  result: Result | null;
}

export interface Result {
  counts: { errors: number; warnings: number; infos: number };
  /** The first of them, if there are very many; `counts` has them all. */
  findings: ShownFinding[];
  messages: MessageChoice[];
  /** The message that is exchanged, in the newer state; empty where the states have none in common. */
  message: string;
  /** What each writer sends to the other side. */
  exchanges: Both<Exchange> | null;
}

/** A message that both states have. */
export interface MessageChoice {
  /** Full names. */
  before: string;
  after: string;
  isChanged: boolean;
}

export interface ShownFinding {
  finding: Finding;
  /** Which state the place is in. */
  age: Age;
  /** Address of the page that explains it, below the site's root. */
  page: string;
  witness: { spans: Span[]; writer: Age } | null;
}

/** A message of one writer, read by the other side and written back. */
export interface Exchange {
  /** A `FormModel` as JSON: text that did not change is not made into thousands of objects again. */
  form: string;
  /** What the writer sets, as JSON text. */
  value: string;
  /** Why it cannot be encoded, empty where it was. */
  problem: string;
  sent: Sent | null;
}

export interface Sent {
  /** All bytes in hexadecimal, to be copied; empty where they are too many. */
  hex: string;
  size: number;
  spans: Span[];
  /** Why the reader refused them, empty where it did not. */
  error: string;
  readings: Readings;
  /** Fields of the message itself by outcome, the gravest first; those that read the same are not counted. */
  outcomes: { outcome: Outcome; count: number }[];
  /** What the reader wrote back, and what of it the writer does not read as it was; null where the reader refused. */
  back: { size: number; isSame: boolean; error: string; readings: Readings } | null;
}

/** Rows of a table. Of very many, those that read the same are left out first. */
export interface Readings {
  fields: FieldReading[];
  /** How many are left out. */
  hidden: number;
}
