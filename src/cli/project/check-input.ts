import type { CheckRequest } from "@grpc-evolution/engine/check/check.js";

/** Everything that `check` compares, wherever it came from. */
export interface Material
  extends Pick<CheckRequest, "head" | "baselines" | "ledger" | "timeline" | "released"> {
  /** The folder of the working tree that the head is read from, absolute and without links; null where it is none. */
  root: string | null;
  /** What the report is narrowed down to, as paths of the files; empty for all. */
  paths: string[];
}
