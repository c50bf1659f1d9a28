/** An implementation of protobuf that answers the questions: one folder with its program and this description. */
export interface Peer {
  /** The name of its folder, and of its record. */
  id: string;
  /** The language, as on the page: `C++`, `Python (pure)`. */
  language: string;
  /** The library, as its users know it: `protobuf`, `prost`. */
  library: string;
  /** Debian packages that it needs; none where npm has it. */
  packages: readonly string[];
  /** The version of the library, from what is installed. */
  version(): string;
  /** The steps that build it, run in this order; their working folder is `place.output`. */
  build(place: Place): readonly Command[];
  /** The program that answers. */
  run(place: Place): Command;
  /** What the library does not offer, by what would be asked of it, and why: `{ json: "prost has no ProtoJSON" }`. */
  lacks: Partial<Record<"json" | "proto2" | "text", string>>;
}

/** Absolute paths of folders. */
export interface Place {
  /** The peer's own folder, to read from. */
  source: string;
  /** `proto2.proto` and `proto3.proto`, to read from. */
  schemas: string;
  /** A folder of its own for what is built. It stays between runs. */
  output: string;
}

/** A process: its program and arguments, never a line for a shell. */
export interface Command {
  program: string;
  args: readonly string[];
  /** What it has in its environment beside the caller's. */
  env?: Readonly<Record<string, string>>;
}
