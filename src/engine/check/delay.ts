import type { WaitsFor } from "../rules/rule.js";
import type { Impact } from "../rules/violation.js";
import {
  longer,
  type Waiting,
  waitToEnable,
  waitToRemoveField,
  waitToRemoveMethod,
  waitToWrite,
} from "../window/delay.js";
import type { Party } from "./peer-pairs.js";

/** How long a change has to wait in the windows of all whom it concerns; null where none of them has a window. */
export function patienceFor(
  waitsFor: WaitsFor,
  impact: Impact | null,
  parties: readonly Party[],
): Waiting | null {
  const owners = ownersOf(impact);
  const concerned = parties.filter((party) =>
    impact?.kind === "call"
      ? impact.service === "" || party.talksThrough(impact.service)
      : party.carries(owners) !== undefined,
  );
  const waits = (concerned.length > 0 ? concerned : parties).flatMap((party) => {
    if (party.window === null) return [];
    if (waitsFor === "callers") return [waitToRemoveMethod(party.window)];
    if (waitsFor === "peers") return [waitToRemoveField(party.window)];
    if (waitsFor === "writers") return [waitToEnable(party.window)];
    return [waitToWrite(party.carries(owners), party.window)];
  });
  return waits.length === 0 ? null : waits.reduce(longer);
}

/** The messages or enums that a impact is about, the newer name first. */
function ownersOf(impact: Impact | null): string[] {
  if (impact?.kind === "bytes") return [impact.after, impact.before];
  return impact?.kind === "known" ? [impact.owner] : [];
}
