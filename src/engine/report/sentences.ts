import type { CheckResult } from "../check/check.js";
import type { Docs, Finding, Peer } from "../rules/finding.js";
import { listText } from "../rules/words.js";
import type { Place } from "../source/source.js";
import { isOfCall, type Outcome, outcomes } from "../wire/outcome.js";

type Summary = CheckResult["summary"];

/** How many new ones there are: `2 errors, 1 warning`, or `no findings`. */
export function countText({ errors, warnings, infos, known }: Summary): string {
  const counts: [number, string][] = [
    [errors, "error"],
    [warnings, "warning"],
    [infos, "info"],
  ];
  const present = counts.filter(([count]) => count > 0);
  return (
    present.map(([count, noun]) => plural(count, noun)).join(", ") ||
    (known > 0 ? "no new findings" : "no findings")
  );
}

/** How many known ones there are, and where to read them if not here: `160 known, listed by --all.` Empty for none. */
export function knownText({ summary: { known }, findings }: CheckResult): string {
  if (known === 0) return "";
  const isListed = findings.some(({ status }) => status === "known");
  return `${known} known${isListed ? "" : ", listed by --all"}.`;
}

/** What a finding says, and since when it is published. */
export function sentenceOf({ message, published }: Finding): string {
  return published === null ? message : `${message} Published since ${published}.`;
}

/** `error`, or `known error`, which does not fail the run. */
export function severityText({ severity, status }: Finding): string {
  return status === "known" ? `known ${severity}` : severity;
}

/** More states than these are told by the first and the last. */
const statesNamed = 4;

/** What was looked at: `3 files compared with v1.0 and v2.0; 12 revisions of history.` */
export function scopeText({ files, revisions, baselines }: Summary): string {
  const compared = `compared with ${statesText(baselines)}`;
  const history = revisions > 0 ? `${plural(revisions, "revision")} of history` : "no history";
  return `${plural(files, "file")} ${compared}; ${history}.`;
}

function statesText(labels: readonly string[]): string {
  if (labels.length <= statesNamed) return labels.length > 0 ? listText(labels) : "nothing";
  return `${labels.length} states from ${labels[0]} to ${labels.at(-1)}`;
}

/** `runtime 2.4 writes, agent 2.3 reads a wrong value, silently`. Either side may be several peers. */
export function breakClause(
  writer: string,
  reader: string,
  outcome: Outcome,
  { writers, readers } = { writers: false, readers: false },
): string {
  const verb = isOfCall(outcome) ? "calls" : "writes";
  const { predicate } = outcomes[outcome];
  return `${writer} ${ofSeveral(verb, writers)}, ${reader} ${ofSeveral(predicate, readers)}`;
}

/** `new runtime → agents 2.0 to 2.3 read a wrong value, silently`. */
export function arrowClause(writer: string, reader: string, outcome: Outcome, areReaders: boolean): string {
  return `${writer} → ${reader} ${ofSeveral(outcomes[outcome].predicate, areReaders)}`;
}

/** A predicate of several subjects: its verb loses the `s` of the third person. */
function ofSeveral(predicate: string, isSeveral: boolean): string {
  if (!isSeveral) return predicate;
  return predicate.replace(/^\w+/, (verb) => (verb === "has" ? "have" : verb.replace(/s$/, "")));
}

/** What two states are called of which nobody gave the names. */
const ages: ReadonlyMap<string, string> = new Map([
  ["before", "older"],
  ["old", "older"],
  ["after", "newer"],
  ["new", "newer"],
]);

/** Whether a peer is told by its age, since its release has no name. */
export function isToldByAge({ release }: Peer): boolean {
  return release !== null && ages.has(release);
}

/**
 * `runtime 2.4`, `agent of the working tree`, `older client` where the two states have no names; the state alone where no
 * component is known.
 */
export function peerText(peer: Peer): string {
  return isToldByAge(peer) ? `${ages.get(peer.state)} ${peer.component ?? "release"}` : peerName(peer);
}

/** The same with the label of a state as it is, for programs. */
export function peerName({ component, release, state }: Peer): string {
  if (component === null) return state;
  return release === null ? `${component} of ${state}` : `${component} ${release}`;
}

/** The address of a page, or the command that explains a check. */
export function docsText(docs: Docs): string {
  if (docs.kind === "page") return docs.address;
  return docs.check === null ? "grpc-evolution explain" : `grpc-evolution explain ${docs.check}`;
}

/** `protos/agent.proto:12:3`; a setting that no file has stands nowhere. */
export function placeText({ file, start: { line, column } }: Place): string {
  return file === "" ? "no configuration" : `${file}:${line}:${column}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
