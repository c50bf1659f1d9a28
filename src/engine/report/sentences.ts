import type { CheckResult } from "../check/check.js";
import type { Break, Docs, Peer } from "../rules/finding.js";
import type { Place } from "../source/source.js";
import { type Outcome, outcomes } from "../wire/outcome.js";

type Summary = CheckResult["summary"];

/** `2 errors, 1 warning`, or `no findings`. */
export function countText({ errors, warnings, infos }: Summary): string {
  const counts: [number, string][] = [
    [errors, "error"],
    [warnings, "warning"],
    [infos, "info"],
  ];
  const present = counts.filter(([count]) => count > 0);
  return present.map(([count, noun]) => plural(count, noun)).join(", ") || "no findings";
}

/** What was looked at: `3 files compared with v1.0 and v2.0; 12 revisions of history.` */
export function scopeText({ files, revisions, baselines }: Summary): string {
  const compared = baselines.length > 0 ? `compared with ${listText(baselines)}` : "compared with nothing";
  const history = revisions > 0 ? `${plural(revisions, "revision")} of history` : "no history";
  return `${plural(files, "file")} ${compared}; ${history}.`;
}

/** `runtime 2.4 writes, agent 2.3 reads a wrong value, silently`. */
export function breakText({ writer, reader, outcome }: Break): string {
  return breakClause(peerText(writer), peerText(reader), outcome);
}

/** The same of peers that are called otherwise. */
export function breakClause(writer: string, reader: string, outcome: Outcome): string {
  const verb = outcome === "unimplemented" ? "calls" : "writes";
  return `${writer} ${verb}, ${reader} ${outcomes[outcome].predicate}`;
}

/** `runtime 2.4`, `agent of the working tree`; the state alone where no component is known. */
export function peerText({ component, release, state }: Peer): string {
  if (component === null) return state;
  return release === null ? `${component} of ${state}` : `${component} ${release}`;
}

/** The address of a page, or the command that explains a check. */
export function docsText(docs: Docs): string {
  if (docs.kind === "page") return docs.address;
  return docs.check === null ? "grpc-evolution explain" : `grpc-evolution explain ${docs.check}`;
}

/** `protos/agent.proto:12:3`. */
export function placeText({ file, start: { line, column } }: Place): string {
  return `${file}:${line}:${column}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function listText(items: string[]): string {
  const others = items.slice(0, -1).join(", ");
  return others === "" ? items.join("") : `${others} and ${items.at(-1)}`;
}
