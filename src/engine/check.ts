import type { Ledger } from "./ledger/ledger.js";
import type { Finding } from "./rules/finding.js";
import type { SourceText } from "./schema/read.js";

/** One revision of a protocol, with the name that findings give it: `v1.0`, `the merge base 3f2a1b0`, `before`. */
export interface State {
  label: string;
  files: SourceText[];
}

/** What is checked, and how. */
export interface CheckRequest {
  head: State;
  /** Each is compared with the head; a finding that several show is reported once. */
  baselines: State[];
  /** The whole history, null where it is not to be looked at. */
  ledger: Ledger | null;
  preset: "strict" | "standard";
  /** What findings call the two sides. */
  components: { client: string; server: string };
  /** Findings that the configuration allows, each with its reason. */
  allow: { fingerprint: string; reason: string }[];
  /** Address that the pages' paths are appended to, empty where there is none. */
  homepage: string;
}

export interface CheckResult {
  /** Sorted by file, line and check. Those that an allow covers are not among them. */
  findings: Finding[];
  summary: {
    errors: number;
    warnings: number;
    infos: number;
    /** `.proto` files of the head. */
    files: number;
    /** Revisions that the ledger has read, 0 without one. */
    revisions: number;
    baselines: string[];
  };
}
