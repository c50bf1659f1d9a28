/**
 * What a peer is asked and what it answers: one line of JSON each, in the manner of protobuf's own conformance runner.
 * A peer reads requests from standard input until it ends, and writes one answer for each, in the same order.
 */

/** A message to read, and what to make of it. */
export interface Request {
  /** Comes back in the answer. */
  id: string;
  /** The full name of a message of `schemas/`, as in `peers.proto3.Int32Field`. */
  message: string;
  /** `binary`: `input` is hex. `json`: `input` is the text of ProtoJSON. `text`: `input` is in the text format. */
  from: "binary" | "json" | "text";
  input: string;
  /** Whether a reader of JSON is told to ignore fields that it does not know. */
  ignoreUnknown: boolean;
  /** What to answer, in this order. */
  to: readonly Output[];
}

/**
 * `reading`: what a program sees. `binary`: the bytes that the library writes back, in hex, maps in the order that it
 * calls deterministic where it has one. `json`: ProtoJSON, as one line. `copy`: the bytes of a new message to which each
 * declared field that is set was assigned, in hex.
 */
export type Output = "reading" | "binary" | "json" | "copy";

/** Why something was not to be had: the library's own words, in one line, without places in memory or on disk. */
export interface Failure {
  error: string;
}

/** An answer. `error` stands alone: the input could not be read. An output that could not be made has a failure. */
export type Answer =
  | { id: string; error: string }
  | {
      id: string;
      reading?: Reading | Failure;
      binary?: string | Failure;
      json?: string | Failure;
      copy?: string | Failure;
    };

/**
 * Fields by their names in the schema, in the order of their numbers. A field that tells whether it was set is left
 * out where it was not; so is an empty list or map. Any other field is there, with its default if need be.
 */
export interface Reading {
  [field: string]: Value;
}

/**
 * - an integer: its decimal digits, as a string;
 * - an enum: the decimal digits of its number, or `?` where the library only says that it does not know the number;
 * - `float` and `double`: `0x` and the hex digits of the IEEE 754 representation (8 or 16), every NaN as `NaN`;
 * - `string`: `"` and the text; text that is not valid Unicode in the program's hands is `'` and its bytes in hex;
 * - `bytes`: `h` and hex;
 * - a message: an object; a list: an array;
 * - a map: an array of pairs of key and value, sorted by the keys as strings, in the order of their UTF-16 code units;
 *   the value is null where a library has none for a message that was left out.
 */
export type Value =
  | null
  | boolean
  | string
  | Reading
  | readonly Value[]
  | readonly (readonly [Value, Value])[];
