import type { WaitsFor } from "../rules/rule.js";
import type { Harm } from "../rules/violation.js";
import {
  longer,
  type Waiting,
  waitToEnable,
  waitToRemoveField,
  waitToRemoveMethod,
  waitToWrite,
} from "../window/delay.js";
import type { PeerPair } from "./peer-pairs.js";

/** How long a change has to wait in the windows of all whom it concerns; null where none of them has a window. */
export function patienceFor(
  waitsFor: WaitsFor,
  harm: Harm | null,
  peerPairs: readonly PeerPair[],
): Waiting | null {
  const owners = ownersOf(harm);
  const concerned = peerPairs.filter((peerPair) =>
    harm?.kind === "call"
      ? harm.service === "" || peerPair.talksThrough(harm.service)
      : peerPair.carries(owners) !== undefined,
  );
  const waits = (concerned.length > 0 ? concerned : peerPairs).flatMap((peerPair) => {
    if (peerPair.window === null) return [];
    if (waitsFor === "callers") return [waitToRemoveMethod(peerPair.window)];
    if (waitsFor === "peers") return [waitToRemoveField(peerPair.window)];
    if (waitsFor === "writers") return [waitToEnable(peerPair.window)];
    return [waitToWrite(peerPair.carries(owners), peerPair.window)];
  });
  return waits.length === 0 ? null : waits.reduce(longer);
}

/** The messages or enums that a harm is about, the newer name first. */
function ownersOf(harm: Harm | null): string[] {
  if (harm?.kind === "bytes") return [harm.after, harm.before];
  return harm?.kind === "known" ? [harm.owner] : [];
}
