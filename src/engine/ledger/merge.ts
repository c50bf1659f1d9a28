import { assembleLedger } from "./assemble.js";
import { existedBeside, NamesInLog } from "./known-names.js";
import type { Ledger } from "./ledger.js";
import { type FileDeclarations, linksOf } from "./links.js";
import { joinRevisionLogs, revisionLogOf } from "./revision-log.js";

/**
 * One memory out of several: that of a repository and those that others exported. A message or enum that has a
 * name in common is one owner, a number's holders that have a name in common are one holder.
 */
export function mergeLedgers(own: Ledger, included: readonly Ledger[]): Ledger {
  return assembleLedger(joinRevisionLogs([own, ...included].map(revisionLogOf)));
}

/**
 * The ledger for a state that is not committed yet: what it renames, compared with the commit that it was made
 * from, is known under both names. No number becomes spent by it. An older state than that commit must not be
 * given: what was removed and given away in between would look like a rename.
 */
export function followChange(ledger: Ledger, before: FileDeclarations[], after: FileDeclarations[]): Ledger {
  const log = revisionLogOf(ledger);
  const names = new NamesInLog(log);
  const links = linksOf({ before: [before], after }, (move) => existedBeside(move, null, names));
  return assembleLedger({ ...log, links: [...log.links, ...links] });
}
