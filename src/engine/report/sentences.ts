import type { CheckResult } from "../check/check.js";
import type { Break } from "../rules/finding.js";
import { outcomes } from "../wire/outcome.js";

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
  const verb = outcome === "unimplemented" ? "calls" : "writes";
  return `${writer} ${verb}, ${reader} ${outcomes[outcome].predicate}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function listText(items: string[]): string {
  const others = items.slice(0, -1).join(", ");
  return others === "" ? items.join("") : `${others} and ${items.at(-1)}`;
}
