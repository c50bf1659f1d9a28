import { compareSchemas, distanceOf } from "../check/evaluate.js";
import { type PeerPair, peerPairsOf } from "../check/peer-pairs.js";
import type { Baseline, CheckRequest } from "../check/request.js";
import type { Comparison } from "../diff/change.js";
import { readState } from "../schema/read.js";
import { type ChangedElement, changedElements, elementKey } from "./changed-elements.js";
import { chosenBaselines } from "./considered.js";

/** An earlier state that the head is laid beside, with all that tells the two apart. */
export interface ComparedBaseline {
  baseline: Baseline;
  comparison: Comparison;
  peerPairs: readonly PeerPair[];
  /** What differs, by `elementKey`. */
  elements: ReadonlyMap<string, ChangedElement>;
  /** The name there of a message or enum of the head. */
  olderName(fullName: string): string;
}

/** What the head is laid beside, compared with it. */
export function comparedBaselines(request: CheckRequest): ComparedBaseline[] {
  return chosenBaselines(request).map((baseline) => comparedWith(baseline, request));
}

function comparedWith(baseline: Baseline, request: CheckRequest): ComparedBaseline {
  const [before, after] = [readState(baseline).schema, readState(request.head).schema];
  const comparison = compareSchemas(before, after, request.ledger);
  const elements = changedElements(comparison);
  const olderNames = new Map(
    elements.flatMap(({ fullName, subject }) =>
      (subject.kind === "message" || subject.kind === "enum") && subject.before
        ? [[fullName, subject.before.fullName]]
        : [],
    ),
  );
  return {
    baseline,
    comparison,
    peerPairs: peerPairsOf(comparison, request, distanceOf(baseline, request.releases)),
    elements: new Map(elements.map((each) => [elementKey(each.subject.kind, each.fullName), each])),
    olderName: (fullName) => olderNames.get(fullName) ?? fullName,
  };
}
