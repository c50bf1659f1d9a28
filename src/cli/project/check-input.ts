import type { CheckRequest } from "@grpc-evolution/engine/check/check.js";

/** Everything that `check` compares, wherever it came from. */
export interface Material
  extends Pick<CheckRequest, "head" | "baselines" | "ledger" | "releases" | "released"> {
  /** What the report is narrowed down to, as paths of the files; empty for all. */
  paths: string[];
}
