import { checkOf } from "./index.js";

/**
 * What may be done from the release on that a finding names: use what is changed or added now, enable a feature, or remove
 * what is to go.
 */
export type DatedAct = "used" | "enabled" | "removed";

/** What the date of a check's findings is of. */
export function datedAct(check: string): DatedAct {
  const waitsFor = checkOf(check)?.check.waitsFor;
  if (waitsFor === undefined) return "enabled";
  return waitsFor === "readers" || waitsFor === "written" ? "used" : "removed";
}
