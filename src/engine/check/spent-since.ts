import { evidenceText } from "../ledger/evidence.js";
import { isSpent } from "../ledger/holders.js";
import type { Holder, Ledger } from "../ledger/ledger.js";
import type { Finding } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";

/** Adds to a finding which revision spent the number that it names. */
export function datedBy(ledger: Ledger | null, finding: Finding): Finding {
  const { before } = finding;
  if (!checkOf(finding.check)?.check.isDated) return finding;
  const holder = holderOf(ledger, finding, before);
  if (!before || !holder || !isSpent(holder)) return finding;
  const { first, last, evidence } = holder;
  return {
    ...finding,
    message: `${finding.message} Number ${before.number} is spent since ${evidenceText(evidence)}.`,
    before: { ...before, first: { ...first }, last: { ...last }, evidence: { ...evidence } },
  };
}

/** Who the history knows under the number and the name that a finding's element has, or had. */
export function holderOf(
  ledger: Ledger | null,
  { element: { owner } }: Finding,
  described: Finding["after"],
): Holder | undefined {
  if (owner === null || typeof described?.number !== "number") return undefined;
  const holders = ledger?.owners.get(owner)?.numbers.get(described.number) ?? [];
  return holders.find(({ names }) => names.includes(String(described.name)));
}
