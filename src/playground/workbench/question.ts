import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import type { Severity } from "@grpc-evolution/engine/rules/rule.js";
import type { ReadProblem } from "@grpc-evolution/engine/schema/read.js";
import type { Place } from "@grpc-evolution/engine/source/source.js";
import type { FieldReading } from "@grpc-evolution/engine/wire/compare.js";
import type { Outcome } from "@grpc-evolution/engine/wire/outcome.js";
import type { Span } from "@grpc-evolution/engine/wire/strip.js";
import type { ChangeIdentity } from "../../content/checked-change.js";
import type { HandedComment, TriedFix } from "../../content/comment-source.js";
import type { HandAnswer } from "../../content/review-comment.js";
import type { SourceFile } from "../../content/source-file.js";
import type { Stated } from "../../content/stated.js";
import type { ChangedLines } from "./changed-lines.js";
import type { Settings } from "./settings.js";
import type { Age, Both } from "./sides.js";

export type { Age, Both };

/** What the page asks of the worker. Plain data, as everything that it answers. */
export interface Question {
  id: number;
  files: Both<SourceFile[]>;
  /** Full name in the newer state; empty where the worker is to choose. */
  message: string;
  /** What each writer sets, as JSON text; null for a sample. */
  values: Both<string | null>;
  settings: Settings;
  /** How many findings of a check to show, by its identifier, where somebody asked for more. */
  shown: Record<string, number>;
  /** Address that the paths of pages are appended to. */
  homepage: string;
}

/** What is asked for a comment besides. */
export interface CommentQuestion extends Question {
  stated: Stated;
  fixes: TriedFix[];
  /** What the reviewer answered on the checklist, change by change. */
  sheets: readonly HandSheet[];
  /** What whoever shared the change answered. */
  sharedSheet: HandSheet | null;
  /** Whether the versions were edited since a diff led to them. */
  isEdited: boolean;
  /** Files of the diff with other names than before. */
  renamed: readonly { from: string; to: string }[];
  /** Whether the diff has hunks of other lines than their headers count, and was read on. */
  isCut: boolean;
}

/** What a reviewer answered of one change. */
export interface HandSheet {
  checked: ChangeIdentity;
  /** As the checklist has it; empty where nobody said. */
  reviewer: string;
  answers: HandAnswer[];
}

/** The comment for the pull request; empty where there is none. */
export interface Comment {
  id: number;
  markdown: string;
  /** What the checklist takes over; null where there is no comment. */
  handed: Omit<HandedComment, "link"> | null;
  /** The answers and notes of reviewers that are in it. */
  given: HandAnswer[];
  /** Whose they are; empty where nobody said. */
  reviewer: string;
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
  /** By check, the gravest first. */
  checks: CheckCount[];
  /** The first of each check, if there are very many. */
  findings: ShownFinding[];
  /** Where they stand in the texts, the first thousand of them. */
  places: FindingPlace[];
  /** What would be found, if what the diff leaves out were what it seems to be: sentences. */
  undecided: string[];
  /** Whether a diff leaves out parts of the texts: what they do not show is not known. */
  isPartial: boolean;
  /** Messages and enums that have another name and the same content. */
  renames: Rename[];
  /** Whether nothing else changed. */
  isOnlyRenamed: boolean;
  changedLines: Both<ChangedLines>;
  messages: MessageChoice[];
  /** The message that is exchanged, in the newer state; empty where the states have none in common. */
  message: string;
  /** What each writer sends to the other side. */
  exchanges: Both<Exchange> | null;
}

/** How often a check found something. */
export interface CheckCount {
  check: string;
  severity: Severity;
  /** What the check sees, in a line. */
  sees: string;
  /** Address of the page that explains it, below the site's root. */
  page: string;
  count: number;
}

/** A finding in a text. */
export interface FindingPlace {
  age: Age;
  file: string;
  /** From 1. */
  line: number;
  column: number;
  severity: Severity;
  check: string;
  fullName: string;
}

/** A declaration with another name. */
export interface Rename {
  before: string;
  after: string;
  /** Whether the schema shows that it is the same; else two have the same content, and nothing uses either. */
  isCertain: boolean;
}

/** A message that both states have. */
export interface MessageChoice {
  /** Full names. */
  before: string;
  after: string;
  isChanged: boolean;
}

export interface ShownFinding {
  /** Its place is in the text that is edited. */
  finding: Finding;
  /** The same place in the file itself, of which a diff shows a part. */
  cited: Place;
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
  /** Numbers of the fields that changed, which come first where there are many. */
  changed: number[];
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
  /** Of very many fields some: those first that do not read the same. */
  spans: Span[];
  /** How many are left out of `spans`. */
  hiddenSpans: number;
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
