import type { WaitsFor } from "../rules/rule.js";
import type { Harm } from "../rules/violation.js";
import {
  type Delay,
  delayToEnable,
  delayToRemoveField,
  delayToRemoveMethod,
  delayToWrite,
  longer,
} from "../window/delay.js";
import type { PeerPair } from "./peer-pairs.js";

/** How long a change has to wait in the windows of all whom it concerns; null where none of them has a window. */
export function delayFor(
  waitsFor: WaitsFor,
  harm: Harm | null,
  peerPairs: readonly PeerPair[],
): Delay | null {
  const owners = ownersOf(harm);
  const concerned = peerPairs.filter((peerPair) =>
    harm?.kind === "call"
      ? harm.service === "" || peerPair.talksThrough(harm.service)
      : peerPair.carries(owners) !== undefined,
  );
  const delays = (concerned.length > 0 ? concerned : peerPairs).flatMap((peerPair) => {
    if (peerPair.window === null) return [];
    if (waitsFor === "callers") return [delayToRemoveMethod(peerPair.window)];
    if (waitsFor === "peers") return [delayToRemoveField(peerPair.window)];
    if (waitsFor === "writers") return [delayToEnable(peerPair.window)];
    return [delayToWrite(peerPair.carries(owners), peerPair.window)];
  });
  return delays.length === 0 ? null : delays.reduce(longer);
}

/** The messages or enums that a harm is about, the newer name first. */
function ownersOf(harm: Harm | null): string[] {
  if (harm?.kind === "bytes") return [harm.after, harm.before];
  return harm?.kind === "known" ? [harm.owner] : [];
}
