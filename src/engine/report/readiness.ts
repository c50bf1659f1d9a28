import { listText } from "../rules/words.js";
import type { DatedFeature } from "../window/features.js";
import type { ElementReadiness, MetPeers, Readiness } from "../window/readiness.js";
import { nameAt, type Releases } from "../window/releases.js";
import { code, prose, tableRow } from "./markup.js";
import { fewOf } from "./matrix-sentences.js";
import { printable } from "./printable.js";
import { jsonText } from "./values.js";

/** For programs; keys may be added, none changes its meaning. */
export function readinessJson(readiness: Readiness): string {
  const { elements, features, window, peers, releases } = readiness;
  const said = {
    version: 1,
    remarks: remarksOf(readiness),
    window,
    peers,
    elements: elements.map(
      ({
        element,
        kind,
        introduced,
        gone,
        enableFrom,
        mayEnable,
        askFirst,
        deprecated,
        removeFrom,
        mayRemove,
        staysRelied,
        staysServed,
        servedUntil,
      }) => ({
        element,
        introduced,
        gone,
        enableFrom,
        removeFrom,
        kind,
        deprecated,
        mayEnable,
        askFirst,
        mayRemove,
        staysRelied,
        staysServed,
        servedUntil,
      }),
    ),
    features: features.map(({ name, elements: names, introduced, enableFrom, enabled, ...feature }) => ({
      name,
      elements: names,
      introduced: introduced === null ? null : nameAt(releases, introduced),
      enableFrom,
      enabled,
      isTooEarly: feature.isTooEarly,
      written: feature.written ?? null,
      lacksWritten: feature.lacksWritten,
    })),
  };
  return `${jsonText(said, 2)}\n`;
}

/** For people at a terminal. */
export function readinessText(readiness: Readiness): string {
  const tables = tablesOf(readiness).map(textTable);
  const head = [
    scopeText(readiness),
    ...remarksOf(readiness),
    ...readiness.peers.map((met) => peersText(met, readiness.releases)),
  ];
  return `${[head.map(printable).join("\n"), ...tables].join("\n\n")}\n`;
}

/** For a wiki or a summary of a job: GitHub Flavored Markdown. */
export function readinessMarkdown(readiness: Readiness): string {
  const tables = tablesOf(readiness).map(({ title, head, rows, remarks }) =>
    [
      `### ${title}`,
      "",
      tableRow(head),
      tableRow(head.map(() => "---")),
      ...rows.map(([name = "", ...cells]) => tableRow([code(name), ...cells.map(prose)])),
      ...remarks.flatMap((remark) => ["", prose(remark)]),
    ].join("\n"),
  );
  const peers = readiness.peers.map((met) => prose(peersText(met, readiness.releases)));
  const remarks = remarksOf(readiness).map(prose);
  return `${[prose(scopeText(readiness)), ...remarks, ...peers, ...tables].join("\n\n")}\n`;
}

interface Table {
  title: string;
  head: string[];
  /** The first cell is a name, letter by letter. */
  rows: string[][];
  /** What is to be said of all of it, a sentence each. */
  remarks: string[];
}

/** A reader of the older field loses nothing by what says it again. */
const redundant = "A field that only repeats an older one may be written at once.";

/** The release that counts is one that no schema shows. */
const unwritten =
  "A changed default counts from the first release in which every writer writes the value out: state it as `written`.";

/** Who sends it decides whether servers or clients have to know it. */
const assumed = "What no method carries waits as if it were sent both ways: the longer of both counts.";

/** Clients of that release still call the older one: they may meet servers of the release before. */
const markedTooEarly =
  "Where a method comes in the release that marks what it replaces, no client calls it by default yet: mark the older one when the new one is enabled.";

function tablesOf(readiness: Readiness): Table[] {
  const { elements, features, releases } = readiness;
  const deprecations = elements.filter(({ deprecated }) => deprecated !== null);
  const additions = elements.filter(
    (each) => each.introduced !== releases.names[0] || each.gone.length > 0 || each.deprecated === null,
  );
  const tables: Table[] = [
    {
      title: "Additions",
      head: ["Element", "Introduced", "Enable from", ""],
      rows: additions.map((each) => [
        each.element,
        each.introduced,
        each.enableFrom ?? "never",
        enableNote(each),
      ]),
      remarks: [
        ...(additions.some(isAskedToWait) ? [redundant] : []),
        ...(additions.some((each) => each.isWaitAssumed) ? [assumed] : []),
      ],
    },
    {
      title: "Deprecations",
      head: ["Element", "Deprecated", "Remove from", ""],
      rows: deprecations.map((each) => [
        each.element,
        each.deprecated ?? "",
        each.removeFrom ?? "never",
        removeNote(each),
      ]),
      remarks: deprecations.some((each) => isMarkedTooEarly(each, readiness)) ? [markedTooEarly] : [],
    },
    {
      title: "Features",
      head: ["Feature", "Introduced", "Enable from", ""],
      rows: features.map((feature) => [
        feature.name,
        feature.introduced === null ? "unknown" : nameAt(releases, feature.introduced),
        feature.enableFrom ?? (feature.lacksWritten ? "unknown" : "never"),
        featureNote(feature),
      ]),
      remarks: features.some(({ lacksWritten }) => lacksWritten) ? [unwritten] : [],
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

/** Whether another method of its service came in the release that marks it: no client calls that one by default yet. */
function isMarkedTooEarly(marked: ElementReadiness, { elements, releases }: Readiness): boolean {
  // Nobody is older than the first release.
  if (marked.kind !== "method" || marked.deprecated === releases.names[0]) return false;
  return elements.some(
    ({ element, kind, introduced, deprecated }) =>
      kind === "method" &&
      deprecated === null &&
      introduced === marked.deprecated &&
      serviceOf(element) === serviceOf(marked.element),
  );
}

function serviceOf(method: string): string {
  return method.slice(0, method.lastIndexOf("."));
}

function isAskedToWait({ kind, mayEnable, askFirst }: ElementReadiness): boolean {
  return kind === "field" && (!mayEnable || askFirst);
}

function enableNote({ mayEnable, askFirst, introduced, gone }: ElementReadiness): string {
  const when = mayEnable ? "now" : "wait";
  return [
    when,
    ...(askFirst ? [`ask servers before ${introduced}`] : []),
    ...(gone.length > 0 ? [`gone in ${listText(gone)}`] : []),
  ].join("; ");
}

function featureNote({ enabled, written, isTooEarly, lacksWritten }: DatedFeature): string {
  const since = written === undefined ? "" : `, written out since ${written}`;
  const wrong = lacksWritten ? ": its default changed" : isTooEarly ? ": too early" : "";
  return `enabled in ${enabled}${since}${wrong}`;
}

function removeNote(removed: ElementReadiness): string {
  const { mayRemove, staysRelied, staysServed, servedUntil, deprecated } = removed;
  if (staysRelied) return `peers before ${deprecated} never leave the window`;
  const when = mayRemove ? "now" : "wait";
  const until = servedUntil === null ? "" : ` until ${servedUntil}`;
  return staysServed ? `${when}; servers before ${deprecated} may serve nothing else${until}` : when;
}

/** Where the state stands among the releases. */
function placeText(releases: Releases): string {
  const name = nameAt(releases, releases.head);
  if (releases.head < releases.names.length) return `this is ${name}`;
  return releases.next === undefined
    ? `this leads to the next, here called ${name}`
    : `this leads to ${name}`;
}

/** What was not looked at, and what brings it. */
function remarksOf({ releases, publishedOtherwise }: Readiness): string[] {
  if (releases.names.length > 0) return publishedTexts(publishedOtherwise, releases);
  return [
    "No tag here is a release, so no date counts from one. If there are releases, git fetch --tags brings them, and in a GitHub workflow fetch-depth: 0 for actions/checkout.",
  ];
}

/** The newer release of a pair decides with whom it is supported, by the window that it was published with. */
function publishedTexts(names: readonly string[], releases: Releases): string[] {
  if (names.length === 0) return [];
  const was = names.length === 1 ? "was" : "were";
  return [
    `${fewOf(names, "more")} ${was} published with another window: a date before ${nameAt(releases, releases.head)} counts by the windows of its release and of those after it.`,
  ];
}

function scopeText({ releases, window, elements, features }: Readiness): string {
  const { names } = releases;
  const range = names.length === 0 ? "No release is known" : `Releases ${names[0]} to ${names.at(-1)}`;
  const what =
    elements.length + features.length === 0 && names.length > 0
      ? " Nothing was added since the first, nothing is deprecated."
      : "";
  return `${range}; ${placeText(releases)}. Window: upgrade ${window.upgrade}, downgrade ${window.downgrade}.${what}`;
}

function peersText(
  { client, server, serversOfClient, clientsOfServer }: MetPeers,
  releases: Releases,
): string {
  const name = nameAt(releases, releases.head);
  return `The ${client} of ${name} meets each ${server} of ${rangeText(serversOfClient)}, the ${server} of ${name} each ${client} of ${rangeText(clientsOfServer)}.`;
}

/** Peers are neighbors: the oldest and the newest say it all. */
function rangeText(names: string[]): string {
  const [first = "", last = ""] = [names[0], names.at(-1)];
  return first === last ? first : `${first} to ${last}`;
}

/** Columns as wide as their widest cell, the last one as long as it is. */
function textTable({ title, head: [, ...head], rows, remarks }: Table): string {
  const lines = [
    [title, ...head],
    ...rows.map((cells) => cells.map(printable).map((cell, at) => (at === 0 ? `  ${cell}` : cell))),
  ];
  const widths = head.map((_, column) =>
    lines.reduce((widest, cells) => Math.max(widest, (cells[column] ?? "").length), 0),
  );
  const aligned = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...aligned, ...remarks.map((remark) => `  ${remark}`)].join("\n");
}
