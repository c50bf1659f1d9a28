/** A library that was asked, as a column of the tables. */
export interface Library {
  /** Short enough for a head of a column. */
  name: string;
  language: string;
  library: string;
  version: string;
  /** The day of the recording. */
  date: string;
  /** What it does not offer, in words. */
  lacks: readonly string[];
}

/** A library that could not be had. */
export interface MissingLibrary {
  language: string;
  library: string;
  reason: string;
}

/** All libraries, and how much they were asked. */
export interface LibraryList {
  libraries: readonly Library[];
  missing: readonly MissingLibrary[];
  questions: number;
  requests: number;
}

/** Questions that stand together, with their answers. */
export interface LibraryTopic {
  title: string;
  /** The names of the columns. */
  columns: readonly string[];
  rows: readonly LibraryRow[];
}

export interface LibraryRow {
  /** The row's anchor. */
  id: string;
  title: string;
  /** The fields that it is about, as the schema declares them. */
  schema: readonly string[];
  /** Bytes in hex, or ProtoJSON. */
  inputs: readonly string[];
  /** Libraries that answered alike, the largest group first. */
  groups: readonly AnswerGroup[];
  /** Whether more than half of those that answered are in the first group. */
  hasMajority: boolean;
  /** Columns of libraries that do not offer it. */
  lacking: readonly number[];
}

export interface AnswerGroup {
  words: string;
  survival: "kept" | "changed" | "lost" | "rejected";
  columns: readonly number[];
  /** What exactly was printed, and by which columns. */
  printed: readonly { text: string; columns: readonly number[] }[];
}

/** A question for running text, with the names of the libraries that answered alike, the largest group first. */
export interface AnsweredQuestion {
  /** The anchor of its row. */
  id: string;
  title: string;
  groups: readonly { words: string; libraries: readonly string[] }[];
}

/** Calls between the libraries of one transport. */
export interface CallTable {
  /** `gRPC`, `ttRPC`. */
  transport: string;
  rows: readonly CallTableRow[];
  /** Each library with its version, and the days of the recordings. */
  libraries: readonly { name: string; version: string }[];
  dates: readonly string[];
}

export interface CallTableRow {
  /** The row's anchor. */
  id: string;
  title: string;
  /** The most frequent outcome first. */
  outcomes: readonly CallOutcome[];
}

export interface CallOutcome {
  words: string;
  /** Whether the call came to an end that its client can act on. */
  kind: "ok" | "status" | "none" | "notOffered";
  /** Who calls whom, in words; null where all do. */
  who: string | null;
  /** What exactly was printed, and for how many pairs. */
  printed: readonly { text: string; pairs: number }[];
}
