import { createHash } from "node:crypto";
import type { Policy } from "./policy.js";

/** What stands in a page and has to be named in its policy. */
export interface Inline {
  scripts: readonly string[];
  styles: readonly string[];
}

/** A policy that also allows what stands in a page: each text by its hash, once. */
export function allowing(policy: Policy, { scripts, styles }: Inline): Policy {
  return {
    ...policy,
    ...withHashes(policy, "script-src", scripts),
    ...withHashes(policy, "style-src", styles),
  };
}

function withHashes(policy: Policy, directive: string, texts: readonly string[]): Policy {
  if (texts.length === 0) return {};
  const hashes = [...new Set(texts.map(hashOf))].sort();
  return { [directive]: [...(policy[directive] ?? []), ...hashes] };
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** A policy as browsers read it. */
export function policyText(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(" "))
    .join("; ");
}

/** The element with which a page states its policy. It binds what follows it. */
export function policyElement(policy: Policy): string {
  return `<meta http-equiv="Content-Security-Policy" content="${policyText(policy)}">`;
}
