import type { FileDescriptorSet } from "@bufbuild/protobuf/wkt";
import type { Read } from "./value.js";

/** Messages `a.M` of one schema to be read, as text and as descriptors: each library takes what it knows. */
export interface Reading {
  text: string;
  set: FileDescriptorSet;
  messages: Uint8Array[];
}

/** An implementation of protobuf. */
export interface Library {
  name: string;
  version: string;
  /** What it makes of each message of each reading; null where it refuses the schema. */
  read(readings: readonly Reading[]): (Read[] | null)[];
}
