import type { Change, Comparison } from "../diff/change.js";
import { type BumpKind, type BumpRule, bumpKinds, bumpRules } from "../rules/bump-rules.js";
import type { Finding, Said } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import { readState } from "../schema/read.js";
import { type ElementHistory, elementHistories, elementsOf } from "../window/elements.js";
import type { Feature } from "../window/features.js";
import { type MetPeers, metPeersOf } from "../window/readiness.js";
import { compareReleases, nameAt, parseRelease, type Releases } from "../window/releases.js";
import { check } from "./check.js";
import { compareSchemas } from "./evaluate.js";
import { fingerprintOf } from "./fingerprint.js";
import type { CheckRequest, State } from "./request.js";
import { type DeclaredWindows, sameSupport, supportChange } from "./support-change.js";
import { orderForOlderWriters, type Surroundings } from "./upgrade-order.js";

/** Which number a change needs, and why. */
export interface Bump {
  bump: BumpKind;
  because: Reason[];
  /** The release that it is compared with. */
  from: string;
  /** The version that it asks for; null where a release with newer ones behind it, which takes patches only, needs more. */
  next: string | null;
  /** The version that somebody means to publish, X.Y.Z; null where nobody said so. */
  asked: string | null;
  /** Whom of the releases before it this one meets by the window, for each pair of components that has one. */
  peers: MetPeers[];
}

/** One thing that was found. */
export interface Reason {
  bump: BumpKind;
  kind: "added" | "deprecated" | "removed" | "changed" | "enabled" | "broken";
  /** The check that reports it, null where none does. */
  check: string | null;
  element: string;
  /** Of a field or an enum value; null elsewhere. */
  number: number | null;
  message: string;
  /** Why it is allowed; null where it is not. What a peer observes is the same, so the number is. */
  allowed: string | null;
}

/** The newest release before the head. */
export interface Previous extends State {
  /** X.Y. */
  name: string;
  version: [major: number, minor: number, patch: number];
}

/** What is known besides the schemas. */
export interface BumpCircumstances {
  /** Null where nobody knows which releases the previous one promised to meet. */
  windows: DeclaredWindows | null;
  /** The version that somebody means to publish, X.Y.Z; null where nobody said so. */
  asked: string | null;
}

/** What has changed since the previous release decides; what was published then is no reason any more. */
export function bumpFor(
  request: CheckRequest,
  previous: Previous,
  { windows, asked }: BumpCircumstances = { windows: null, asked: null },
): Bump {
  const comparison = compareSchemas(
    readState(previous).schema,
    readState(request.head).schema,
    request.ledger,
  );
  const histories = elementHistories([comparison.before, comparison.after], () => comparison);
  const changes = changesIn(histories);
  const kinds = new Map(changes.map(({ element, kind }) => [element, kind]));
  const found = newFindings(request, previous).map((finding) => reasonOf(finding, kinds, request));
  const said = new Set(found.map(({ element }) => element));
  const support = windows && request.releases ? supportChange(windows, request.releases) : sameSupport;
  const isBroken = support.ended.length > 0 || found.some(({ bump }) => bump === "major");
  const enabled = request.features.filter((feature) => isEnabledNow(feature, previous, request, isBroken));
  const numbers = numbersIn(comparison);
  const because = [
    ...support.ended.map((message) => windowReason(bumpRules.narrowedWindow, "broken", message)),
    ...support.added.map((message) => windowReason(bumpRules.widenedWindow, "changed", message)),
    ...found,
    ...changes.filter(({ element }) => !said.has(element)),
    ...enabled.filter(({ name }) => !said.has(name)).map(enabledReason),
    ...otherChanges(comparison, said),
  ]
    .map((reason) => ({ ...reason, number: numbers.get(reason.element) ?? null }))
    .sort((a, b) => bumpKinds.indexOf(b.bump) - bumpKinds.indexOf(a.bump));
  const bump = because[0]?.bump ?? "patch";
  const isRefused = bump !== "patch" && takesPatchesOnly(previous, request);
  const next = isRefused ? null : nextVersion(previous.version, bump);
  const { components, releases } = request;
  const proposed = releases && { ...releases, head: releaseOf(asked ?? next, previous, releases) };
  return {
    bump,
    because,
    from: previous.name,
    next,
    asked,
    peers: proposed ? earlierPeers(components, proposed) : [],
  };
}

/**
 * Index of the release that a version goes into: that of the head, or the one before where it is a patch of that and the
 * head none of the releases that are there.
 */
function releaseOf(version: string | null, { name }: Previous, { names, head }: Releases): number {
  const isPatch = version !== null && compareReleases(version, name) === 0;
  return isPatch && head === names.length && names.includes(name) ? names.indexOf(name) : head;
}

/** What later releases are held to is for them to say. */
function earlierPeers(pairs: CheckRequest["components"], releases: Releases): MetPeers[] {
  const earlier = new Set(releases.names.slice(0, releases.head));
  const those = (names: readonly string[]) => names.filter((name) => earlier.has(name));
  return metPeersOf(pairs, releases).map(({ serversOfClient, clientsOfServer, ...components }) => ({
    ...components,
    serversOfClient: those(serversOfClient),
    clientsOfServer: those(clientsOfServer),
  }));
}

/** The numbers of fields and values, the newer one where something has two. */
function numbersIn({ before, after }: Comparison): ReadonlyMap<string, number | null> {
  return new Map(
    [before, after].flatMap((schema) => elementsOf(schema).map(({ element, number }) => [element, number])),
  );
}

/** A reason as it is found, before its number is looked up. */
type Found = Omit<Reason, "number">;

/** What is said of a state and whom it breaks, with the reason of what is allowed. */
type Counted = Breaking & Pick<Reason, "allowed">;

type Breaking = Said & Pick<Finding, "breaks">;

/** What the previous release, judged in the place of the head, would not be told. */
function newFindings(request: CheckRequest, previous: Previous): Counted[] {
  const published = request.features.filter(({ enabled }) => !isAfter(enabled, previous.name));
  const before = allSaid({ ...request, head: previous, features: published });
  const known = new Set(before.map(fingerprintOf));
  return allSaid(request).filter((said) => bumpRuleOf(said) && !known.has(fingerprintOf(said)));
}

/** What the rules say of the head, whatever was known before, and of what is allowed as well. */
function allSaid(request: CheckRequest): Counted[] {
  const { findings, allowed } = check({ ...request, preset: "strict", reference: null });
  return [
    ...findings.map((finding) => ({ ...finding, allowed: null })),
    ...allowed.map((said) => ({ ...said, allowed: said.reason })),
  ];
}

/** Whether a finding asks for a major number, also where it is a warning or allowed: a reason changes nothing for a peer. */
export function asksForMajor(said: Breaking, surroundings: Surroundings): boolean {
  return isBreak(said, surroundings) && bumpRuleOf(said)?.bump === "major";
}

/** The line of the table that the errors of its check stand in; undefined where it says nothing of the change. */
function bumpRuleOf({ check: id }: Said): BumpRule | undefined {
  const reason = checkOf(id)?.check.bump;
  return reason ? bumpRules[reason] : undefined;
}

function reasonOf(said: Counted, kinds: Map<string, Reason["kind"]>, surroundings: Surroundings): Found {
  const {
    check: id,
    element: { fullName: element },
    message,
    allowed,
  } = said;
  const bump = isBreak(said, surroundings) ? (bumpRuleOf(said)?.bump ?? "major") : "minor";
  const kind = bump === "major" ? "broken" : (kinds.get(element) ?? "changed");
  return { bump, kind, check: id, element, message, allowed };
}

/**
 * Whether a supported pair stops working. A check whose findings are errors warns where time has passed for all but those
 * who never leave the window: no roll-out reaches them. A roll-out carries what else is warned of, if writers that are
 * published can upgrade before the readers that do not read any more what they write: what new writers send they can choose.
 */
function isBreak({ check: id, severity, breaks }: Breaking, surroundings: Surroundings): boolean {
  if (severity !== "warning") return severity === "error";
  return (
    checkOf(id)?.check.severity === "error" || orderForOlderWriters(breaks, surroundings).kind === "none"
  );
}

/** What came, was deprecated, or went; what happened with all of something is said once. */
function changesIn(histories: ElementHistory[]): Found[] {
  const byElement = new Map(histories.map((history) => [history.element, history]));
  const reasons = (
    kind: "added" | "deprecated" | "removed",
    at: keyof ElementHistory,
    sentence: (what: ElementHistory["kind"]) => string,
  ) =>
    histories
      .filter(
        (history) =>
          history[at] === 1 &&
          !(history.owner !== history.element && byElement.get(history.owner)?.[at] === 1),
      )
      .map(
        ({ element, kind: what }): Found => ({
          bump: "minor",
          kind,
          check: null,
          element,
          message: `The ${what} ${element} ${sentence(what)}.`,
          allowed: null,
        }),
      );
  return [
    ...reasons("added", "introduced", () => "was added"),
    ...reasons("deprecated", "deprecated", () => "is deprecated now"),
    ...reasons("removed", "removed", (what) => `was removed${waitedFor[what] ?? ""}`),
  ];
}

/**
 * For whom was waited, of what a check of its own says where it goes too early; of a message only its fields and who sends it
 * do. Servers that have nothing but a method may be there for longer than the clients that called it.
 */
const waitedFor: Partial<Record<ElementHistory["kind"], string>> = {
  method: ", after older clients left the window",
  field: ", after the window",
  value: ", after the window",
};

/** Differences that no check reports and no element came or went by: packing, names in JSON, moves. */
function otherChanges({ changes }: Comparison, said: Set<string>): Found[] {
  return changes.flatMap((change): Found[] => {
    if (!("after" in change) || !("before" in change) || !("fullName" in change.after)) return [];
    const element = change.after.fullName;
    if (said.has(element)) return [];
    const message = otherSentence(change.kind, change.before, change.after);
    return [{ bump: "minor", kind: "changed", check: null, element, message, allowed: null }];
  });
}

function otherSentence(kind: Change["kind"], before: object, { fullName }: { fullName: string }): string {
  const oldName = "fullName" in before ? before.fullName : fullName;
  if (oldName !== fullName) return `${oldName} is called ${fullName} now.`;
  return `${fullName} has ${otherThings[kind] ?? "changed"}.`;
}

const otherThings: Partial<Record<Change["kind"], string>> = {
  "field-default-changed": "another default",
  "field-packing-changed": "another packing",
  "field-json-name-changed": "another name in JSON",
};

function windowReason({ bump }: BumpRule, kind: Reason["kind"], message: string): Found {
  return { bump, kind, check: null, element: "window", message, allowed: null };
}

function enabledReason({ name, enabled }: Feature): Found {
  const message = `The feature "${name}" is enabled in ${enabled}.`;
  return { bump: "minor", kind: "enabled", check: null, element: name, message, allowed: null };
}

/** Whether a feature is enabled in the release that the change leads to: a major one only where something breaks. */
function isEnabledNow(
  { enabled }: Feature,
  { name }: Previous,
  { releases }: CheckRequest,
  isBroken: boolean,
): boolean {
  const version = parseRelease(name);
  if (!version || !isAfter(enabled, name)) return false;
  const candidates = [`${version.major}.${version.minor + 1}`];
  if (isBroken) candidates.push(`${version.major + 1}.0`);
  if (releases) candidates.push(nameAt(releases, releases.head));
  return candidates.some((candidate) => compareReleases(enabled, candidate) === 0);
}

/** Whether the head patches a release that others came after. */
function takesPatchesOnly({ name }: Previous, { releases }: CheckRequest): boolean {
  return (
    releases !== null && releases.head < releases.names.length - 1 && releases.names[releases.head] === name
  );
}

function isAfter(release: string, other: string): boolean {
  return compareReleases(release, other) > 0;
}

function nextVersion([major, minor, patch]: Previous["version"], bump: BumpKind): string {
  if (bump === "major") return `${major + 1}.0.0`;
  return bump === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
