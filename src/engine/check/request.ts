import type { Ledger } from "../ledger/ledger.js";
import type { SourceText } from "../schema/read.js";
import { type Place, placeIn } from "../source/source.js";
import type { ComponentPair } from "../window/component-pair.js";
import type { Feature } from "../window/features.js";
import type { Releases } from "../window/releases.js";

/** What findings call a state. */
export interface StateName {
  label: string;
  /** Set where the label is no name, but words, `the working tree`. */
  isDescribed?: true;
}

/** One revision of a protocol, with the name that findings give it: `v1.0`, `the merge base 3f2a1b0`, `before`. */
export interface State extends StateName {
  /** What is judged. Where two files declare the same name, the first one counts. */
  files: readonly SourceText[];
  /** What these files import and nobody judges: its types resolve. None where left out. */
  resolved?: readonly SourceText[];
}

/** A state that the head is compared with. */
export interface Baseline extends State {
  /** Its index among the releases, null where it is none. */
  releaseIndex: number | null;
  /**
   * Whether what breaks with it may be known: it comes before the state that the change starts from, or its branch begins
   * at the head, which took nothing of it away.
   */
  precedesReference: boolean;
}

/** The state of a release. */
export interface PublishedState extends State {
  /** Its index among the releases. */
  releaseIndex: number;
}

/** What is checked, and how. */
export interface CheckRequest {
  head: State;
  /** From old to new; a finding that several show is reported once, with all that it breaks. */
  baselines: readonly Baseline[];
  /** The state that the change starts from: what was true there is known. Null where everything is new. */
  reference: State | null;
  /** The newest release that belongs to the past of the head: what has its shape is published. Null without any. */
  newest: PublishedState | null;
  /** The whole history, null where it is not to be looked at. */
  ledger: Ledger | null;
  preset: "strict" | "standard";
  /** Who talks to whom, and in which window. */
  components: readonly ComponentPair[];
  /** Set where the states are parts of files, as a diff shows them: methods that they lack may carry any message. */
  isPartial?: true;
  /** The releases, null where two states are compared that have nothing to do with any. */
  releases: Releases | null;
  /** Set where somebody named what to compare with, in place of the releases in the window. */
  isToldWhatToCompare?: boolean;
  features: readonly Feature[];
  /** All releases as they were published, oldest first; needed only where features are declared. */
  released: readonly State[];
  /** Files as they were when a comment in them was written; the comment does not cover what they still declare. */
  commented?: readonly State[];
  /** Set where nobody is shown what is known: it is counted, and no bytes and no fix are made for it. */
  countsKnownOnly?: boolean;
  /** Findings that the configuration allows, each with its reason. */
  allow: readonly { fingerprint: string; reason: string }[];
  /** Where a setting of the configuration stands. */
  placeOf(setting: readonly (string | number)[]): Place;
  /** Address that the pages' paths are appended to, empty where there is none. */
  homepage: string;
}

/** Whether the head goes into a patch of a release that has a tag and is another state: such a patch changes no protocol. */
export function isPatch({ head, releases, newest }: CheckRequest): boolean {
  if (releases === null || newest?.releaseIndex !== releases.head) return false;
  const released = new Map(newest.files.map(({ path, text }) => [path, text]));
  return (
    released.size !== head.files.length || head.files.some(({ path, text }) => released.get(path) !== text)
  );
}

/** The request that compares two states, in folders or in a text, without any policy. */
export function requestFor(before: State, after: State): CheckRequest {
  return {
    head: after,
    baselines: [{ ...before, releaseIndex: null, precedesReference: false }],
    reference: null,
    newest: null,
    ledger: null,
    preset: "strict",
    components: [{ client: "client", server: "server", window: null, services: [] }],
    releases: null,
    features: [],
    released: [],
    allow: [],
    placeOf: () => placeIn({ path: "grpc-evolution.yaml", text: "" }, 0, 0),
    homepage: "",
  };
}
