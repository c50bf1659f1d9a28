import type { Bump, Reason } from "../check/bump.js";
import { code, prose } from "./markup.js";
import { printable } from "./printable.js";
import { jsonText } from "./values.js";
import { wrap } from "./wrap.js";

/** Columns that sentences are wrapped to. */
const width = 72;

/** For programs; keys may be added, none changes its meaning. `notes` is Markdown. */
export function bumpJson(bump: Bump): string {
  const because = bump.because.map(({ bump: needs, kind, check, element, message, allowed }) => ({
    bump: needs,
    kind,
    check,
    element,
    message,
    allowed,
  }));
  const said = {
    version: 1,
    bump: bump.bump,
    because,
    from: bump.from,
    next: bump.next,
    notes: releaseNotes(bump),
  };
  return `${jsonText(said, 2)}\n`;
}

/** For people at a terminal. */
export function bumpText(bump: Bump): string {
  const reasons = bump.because.flatMap((reason) => [
    `  ${reason.bump}  ${reason.check ?? reason.kind}  ${printable(reason.element)}`,
    ...wrap(printable(sentencesOf(reason)), width, "    ", "    "),
  ]);
  const verdict =
    bump.next === null
      ? `${bump.bump}: not for ${bump.from}, which takes patches only`
      : `${bump.bump}: ${bump.from} → ${bump.next}`;
  const because = reasons.length > 0 ? reasons : wrap(sameText(bump.from), width, "  ", "  ");
  const notes = releaseNotes(bump).trimEnd().split("\n");
  return `${[verdict, "", "Because", ...because, "", "Release notes", ...notes.map((line) => `  ${line}`.trimEnd())].join("\n")}\n`;
}

/** The section on the protocol for the release notes, with what is known from the schemas: Markdown. */
export function releaseNotes({ because, from }: Bump): string {
  if (because.length === 0) return `## Protocol\n\n${sameText(from)}\n`;
  const sections = headings.flatMap(({ kind, heading }) => {
    const lines = because.filter((reason) => reason.kind === kind).map(noteLine);
    return lines.length > 0 ? [`### ${heading}`, lines.join("\n")] : [];
  });
  return `${["## Protocol", `Changed since ${from}.`, ...sections].join("\n\n")}\n`;
}

/** That nothing is found says nothing of what a schema does not show. */
function sameText(from: string): string {
  return `No difference to the schemas of ${from}. Comments and behavior were not compared.`;
}

/** Sections in the order of the template on the page "Releases and SemVer". */
const headings: { kind: Reason["kind"]; heading: string }[] = [
  { kind: "added", heading: "Added" },
  { kind: "enabled", heading: "Enabled" },
  { kind: "changed", heading: "Changed" },
  { kind: "deprecated", heading: "Deprecated" },
  { kind: "removed", heading: "Removed" },
  { kind: "broken", heading: "Breaks" },
];

function noteLine(reason: Reason): string {
  const { kind, check, element, message } = reason;
  if (kind === "enabled") return `- ${prose(message)}`;
  const isExplained = kind === "changed" || kind === "broken" || check !== null;
  return isExplained ? `- ${code(element)}: ${prose(sentencesOf(reason))}` : `- ${code(element)}`;
}

/** What was found, and why somebody allowed it. */
function sentencesOf({ message, allowed }: Reason): string {
  return allowed === null ? message : `${message} Allowed, since: ${allowed}`;
}
