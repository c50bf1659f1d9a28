import type { Tier } from "@grpc-evolution/engine/rules/rule.js";

/** A format of messages; `json` is ProtoJSON. */
export type TypeFormat = "binary" | "json";

/** A type with its cardinality. */
export interface TypeKind {
  /** As addresses have it: `packed-int32`. */
  id: string;
  /** The file that has what it writes. */
  form: string;
  /** As people call it: `list of int32`. */
  label: string;
}

/**
 * What arrives of what is written: every value, some, or none but the default; or both sides are of one kind, or one of them
 * does not exist.
 */
export type Arrival = "all" | "some" | "none" | "same" | "missing";

/** A grid with a row for each writer and a column for each reader. */
export interface TypeGrid {
  caption: string;
  columns: readonly string[];
  rows: readonly { label: string; arrivals: readonly Arrival[]; pairs: readonly TypePair[] }[];
}

/** Who writes and who reads, by their ids. */
export type TypePair = readonly [from: string, to: string];

/** One direction of a pair in a few words. */
export interface TypeDirection {
  /** What arrives. */
  arrives: string;
  /** A value that does not; null where every one does. */
  lost: {
    written: string;
    read: string;
    /** Libraries that lose it, where most do not. */
    only: readonly string[];
  } | null;
}

/** A pair that is not unsafe, both ways. */
export interface TypeSummary {
  pair: TypePair;
  labels: readonly [string, string];
  tier: Tier;
  /** What protobuf.dev says; null where it does not mention the pair. */
  documented: Tier | null;
  there: TypeDirection;
  back: TypeDirection;
}

/** Where the table and protobuf.dev disagree. */
export interface TypeDisagreement {
  pairs: string;
  documented: Tier;
  computed: Tier;
  why: string;
}

/** What the filter offers. */
export interface TypeChoices {
  formats: Readonly<Record<TypeFormat, readonly TypeKind[]>>;
  /** Names of the runtimes that answered. */
  runtimes: readonly string[];
}

/** Whether it is what was written; or the runtimes misread the value even where the type stays. */
export type TypeMark = "same" | "other" | "misread";

/** What a group of runtimes read. Positions among the names are left out for what most read. */
export type TypeRead = readonly [text: string, mark: TypeMark, count: number, runtimes: readonly number[]];

/** What becomes of each value of a writer in one reader; what most runtimes read comes first. */
export interface TypeCell {
  tier: Tier;
  arrives: string;
  documented: Tier | null;
  /** Why protobuf.dev says otherwise; null where it does not. */
  why: string | null;
  reads: readonly (readonly TypeRead[])[];
}

/** All cells of a writer. */
export interface TypeWriter {
  /** A schema with the message `types.Example`, whose only field is of this kind. */
  schema: string;
  /** `json` is what the workbench is told to write. */
  values: readonly { text: string; input: string; json: string | null }[];
  cells: Readonly<Record<string, TypeCell>>;
}

/** Some writers of a format, by their ids. */
export type TypeWriters = Readonly<Record<string, TypeWriter>>;
