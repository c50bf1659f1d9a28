import type { Bump, Reason } from "../check/bump.js";
import { pluralNoun } from "../rules/words.js";
import type { MetPeers } from "../window/readiness.js";
import { code, prose } from "./markup.js";
import { printable } from "./printable.js";
import { jsonText } from "./values.js";
import { wrap } from "./wrap.js";

/** Columns that sentences are wrapped to. */
const width = 72;

/** For programs; keys may be added, none changes its meaning. `notes` is Markdown. */
export function bumpJson(bump: Bump): string {
  const because = bump.because.map(({ bump: needs, kind, check, element, number, message, allowed }) => ({
    bump: needs,
    kind,
    check,
    element,
    number,
    message,
    allowed,
  }));
  const said = {
    version: 1,
    bump: bump.bump,
    because,
    from: bump.from,
    next: bump.next,
    asked: bump.asked,
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
  const verdict = `${bump.bump}: ${verdictText(bump)}`;
  const because = reasons.length > 0 ? reasons : wrap(sameText(bump.from), width, "  ", "  ");
  const notes = releaseNotes(bump).trimEnd().split("\n");
  return `${[verdict, "", "Because", ...because, "", "Release notes", ...notes.map((line) => `  ${line}`.trimEnd())].join("\n")}\n`;
}

/** The version that it takes, and the one that was asked for where that is another. */
function verdictText({ from, next, asked }: Bump): string {
  if (next === null) return `not for ${from}, which takes patches only`;
  if (asked === null || asked === next) return `${from} → ${next}`;
  return isEarlier(next, asked)
    ? `${from} → ${asked}, where ${next} is enough`
    : `${from} → ${next}, and ${asked} is too little`;
}

/** Of two versions X.Y.Z. */
function isEarlier(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number)) as [number[], number[]];
  const at = a.findIndex((number, index) => number !== b[index]);
  return (a[at] ?? 0) < (b[at] ?? 0);
}

/** The section on the protocol for the release notes, with what is known from the schemas: Markdown. */
export function releaseNotes({ bump, because, from, peers }: Bump): string {
  const besides = bump === "major" ? ", apart from what breaks below" : "";
  const works = peers.map((met) => prose(`${worksWithText(met)}${besides}.`));
  if (because.length === 0) return `${["## Protocol", sameText(from), ...works].join("\n\n")}\n`;
  const sections = headings.flatMap(({ kind, heading }) => {
    const lines = because.filter((reason) => reason.kind === kind).map(noteLine);
    return lines.length > 0 ? [`### ${heading}`, lines.join("\n")] : [];
  });
  return `${["## Protocol", `Changed since ${from}. ${notCompared}`, ...works, ...sections].join("\n\n")}\n`;
}

/** That nothing is found says nothing of what a schema does not show. */
function sameText(from: string): string {
  return `No difference to the schemas of ${from}. ${notCompared}`;
}

const notCompared = "Comments and behavior were not compared.";

/** What the window promises of this release. */
function worksWithText({ client, server, serversOfClient, clientsOfServer }: MetPeers): string {
  return `By the window the ${client} works with ${rangeText(server, serversOfClient)}, the ${server} with ${rangeText(client, clientsOfServer)}`;
}

/** `agents 1.0 to 1.3`: neighbors are told by the oldest and the newest. */
function rangeText(component: string, names: readonly string[]): string {
  const [first = "", last = ""] = [names[0], names.at(-1)];
  if (names.length === 0) return `no earlier ${component}`;
  return first === last ? `${component} ${first}` : `${pluralNoun(component)} ${first} to ${last}`;
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
  const { kind, check, element, number, message } = reason;
  if (kind === "enabled") return `- ${prose(message)}`;
  const isExplained = kind === "changed" || kind === "broken" || check !== null;
  const name = number === null ? code(element) : `${code(element)} (${number})`;
  return isExplained ? `- ${name}: ${prose(sentencesOf(reason))}` : `- ${name}`;
}

/** What was found, and why somebody allowed it. */
function sentencesOf({ message, allowed }: Reason): string {
  return allowed === null ? message : `${message} Allowed, since: ${allowed}`;
}
