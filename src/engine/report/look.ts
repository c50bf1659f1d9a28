import type { State } from "../check/request.js";
import type { SourceText } from "../source/source.js";

/** What reports quote from. */
export interface Sources {
  /** The files of the state that is checked. */
  head: readonly SourceText[];
  /** The states that it is compared with, oldest first. */
  older: readonly State[];
}

/** How a report is to look; other programs' formats have one look only. */
export interface Look {
  /** Whether the terminal may show colors. */
  color: boolean;
  /** Columns that sentences are wrapped to. */
  width: number;
  /** Whether the text also shows what few need: bytes, fingerprints, addresses. */
  verbose: boolean;
  sources: Sources;
}

/** Without colors, for a reader of whom nothing is known. */
export const plainLook: Look = {
  color: false,
  width: 80,
  verbose: false,
  sources: { head: [], older: [] },
};
