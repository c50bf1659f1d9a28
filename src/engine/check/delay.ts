import type { WaitsFor } from "../rules/rule.js";
import type { Impact } from "../rules/violation.js";
import {
  type Delay,
  delayToRefuse,
  delayToRemoveField,
  delayToRemoveMethod,
  delayToWrite,
  longer,
} from "../window/delay.js";
import type { PeerPair } from "./peer-pairs.js";

/** How long a change has to wait in the windows of all whom it concerns; null where none of them has a window. */
export function delayFor(
  waitsFor: WaitsFor,
  impact: Impact | null,
  peerPairs: readonly PeerPair[],
): Delay | null {
  const owners = ownersOf(impact);
  const concerned = peerPairs.filter((peerPair) =>
    impact?.kind === "call"
      ? impact.service === "" || peerPair.talksThrough(impact.service)
      : peerPair.carries(owners) !== undefined,
  );
  const waits = (concerned.length > 0 ? concerned : peerPairs).flatMap((peerPair) => {
    if (peerPair.window === null) return [];
    if (waitsFor === "callers") return [delayToRemoveMethod(peerPair.window)];
    if (waitsFor === "peers" || waitsFor === "written") return [delayToRemoveField(peerPair.window)];
    const delayToChange = waitsFor === "writers" ? delayToRefuse : delayToWrite;
    return [delayToChange(peerPair.carries(owners), peerPair.window)];
  });
  return waits.length === 0 ? null : waits.reduce(longer);
}

/** The messages or enums that a impact is about, the newer name first. */
function ownersOf(impact: Impact | null): string[] {
  if (impact?.kind === "bytes") return [impact.after, impact.before];
  return impact?.kind === "known" || impact?.kind === "name" ? [impact.owner] : [];
}
