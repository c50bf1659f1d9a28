import type { Change } from "../diff/change.js";
import { diffSchemas } from "../diff/diff.js";
import type { Finding } from "../rules/finding.js";
import { readSchema } from "../schema/read.js";
import { type ElementHistory, elementHistories } from "../window/elements.js";
import type { Feature } from "../window/features.js";
import { compareReleases, parseRelease } from "../window/release-name.js";
import { nameAt } from "../window/releases.js";
import { type CheckRequest, check, type State } from "./check.js";

export type BumpKind = "patch" | "minor" | "major";

/** A line of the table on the page "Releases and SemVer", and what the command decides by. */
export interface BumpRule {
  /** What a change does. */
  change: string;
  bump: BumpKind;
  /** What shows it, for people. */
  decidedBy: string;
  /** Checks whose errors mean this. */
  checks: readonly string[];
}

/** Which change needs which number. An error of a check decides by its line; warnings and infos mean minor. */
export const bumpRules: readonly BumpRule[] = [
  {
    change: "Nothing in the protocol: comments, order, what no peer can observe",
    bump: "patch",
    decidedBy: "no difference between the schemas",
    checks: [],
  },
  {
    change: "A field, message, value, enum, service or method added",
    bump: "minor",
    decidedBy: "the difference between the schemas",
    checks: ["R3/enum-introduced", "R3/value-added", "R3/zero-value", "GL5/version-field"],
  },
  {
    change: "Something marked as deprecated, renamed or moved without a new path",
    bump: "minor",
    decidedBy: "the difference between the schemas",
    checks: ["R1/renamed", "R1/name-not-reserved"],
  },
  {
    change: "A feature enabled that an earlier release introduced, after the window",
    bump: "minor",
    decidedBy: "`features` in the configuration",
    checks: [],
  },
  {
    change: "Something removed and reserved that no release inside the window relies on",
    bump: "minor",
    decidedBy: "no error of the checks below",
    checks: ["GL1/no-window"],
  },
  {
    change: "A method, service or package gone or changed that a client inside the window calls",
    bump: "major",
    decidedBy: "an error of GL2",
    checks: ["GL2/method-removed", "GL2/method-changed", "GL2/service-removed", "GL2/package-changed"],
  },
  {
    change: "A field removed that a release inside the window relies on",
    bump: "major",
    decidedBy: "an error of GL3",
    checks: ["GL3/removed-inside-window"],
  },
  {
    change: "A type, presence, value or default changed for a supported peer",
    bump: "major",
    decidedBy: "an error of R3, R4 or GL4",
    checks: [
      "R3/value-removed",
      "R3/value-renumbered",
      "R4/type-changed",
      "R4/cardinality-changed",
      "R4/presence-changed",
      "R4/oneof-changed",
      "GL4/default-changed",
    ],
  },
  {
    change: "A feature enabled before the window has passed",
    bump: "major",
    decidedBy: "an error of R2",
    checks: ["R2/enabled-too-early"],
  },
  {
    change: "A number used again or changed, or a removed one left open: no version number makes that right",
    bump: "major",
    decidedBy: "an error of R1",
    checks: [
      "R1/number-reused",
      "R1/number-changed",
      "R1/removed-without-reserved",
      "R1/reservation-removed",
    ],
  },
];

/** Which number a change needs, and why. */
export interface Bump {
  bump: BumpKind;
  because: Reason[];
  /** The release that it is compared with. */
  from: string;
  /** The version that it asks for. */
  next: string;
}

/** One thing that was found. */
export interface Reason {
  bump: BumpKind;
  kind: "added" | "deprecated" | "removed" | "changed" | "enabled" | "broken";
  /** The check that reports it, null where nothing is wrong with it. */
  check: string | null;
  element: string;
  message: string;
}

/** The newest release before the head. */
export interface Previous extends State {
  /** X.Y. */
  name: string;
  version: [major: number, minor: number, patch: number];
}

/** What has changed since the previous release decides; what was published then is no reason any more. */
export function bumpFor(request: CheckRequest, previous: Previous): Bump {
  const histories = elementHistories([
    readSchema(previous.files).schema,
    readSchema(request.head.files).schema,
  ]);
  const changes = changesIn(histories);
  const kinds = new Map(changes.map(({ element, kind }) => [element, kind]));
  const found = newFindings(request, previous).map((finding) => reasonOf(finding, kinds));
  const said = new Set(found.map(({ element }) => element));
  const isBroken = found.some(({ bump }) => bump === "major");
  const enabled = request.features.filter((feature) => isEnabledNow(feature, previous, request, isBroken));
  const because = [
    ...found,
    ...changes.filter(({ element }) => !said.has(element)),
    ...enabled.filter(({ name }) => !said.has(name)).map(enabledReason),
    ...otherChanges(request, previous, said),
  ].sort((a, b) => order.indexOf(b.bump) - order.indexOf(a.bump));
  const bump = because[0]?.bump ?? "patch";
  return { bump, because, from: previous.name, next: nextVersion(previous.version, bump) };
}

const order: BumpKind[] = ["patch", "minor", "major"];

/** Findings that the previous release, judged in the place of the head, would not have. */
function newFindings(request: CheckRequest, previous: Previous): Finding[] {
  const strict: CheckRequest = { ...request, preset: "strict" };
  const published = request.features.filter(({ enabled }) => !isAfter(enabled, previous.name));
  const before = check({ ...strict, head: previous, features: published });
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  return check(strict).findings.filter(
    ({ rule, check: id, fingerprint }) =>
      rule !== "allow" && id !== "GL1/no-window" && !known.has(fingerprint),
  );
}

function reasonOf(
  { check: id, severity, element: { fullName: element }, message }: Finding,
  kinds: Map<string, Reason["kind"]>,
): Reason {
  const rule = bumpRules.find(({ checks }) => checks.includes(id));
  const bump = severity === "error" ? (rule?.bump ?? "major") : "minor";
  const kind = bump === "major" ? "broken" : (kinds.get(element) ?? "changed");
  return { bump, kind, check: id, element, message };
}

/** What came, was deprecated, or went; what happened with all of something is said once. */
function changesIn(histories: ElementHistory[]): Reason[] {
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
        ({ element, kind: what }): Reason => ({
          bump: "minor",
          kind,
          check: null,
          element,
          message: `The ${what} ${element} ${sentence(what)}.`,
        }),
      );
  return [
    ...reasons("added", "introduced", () => "was added"),
    ...reasons("deprecated", "deprecated", () => "is deprecated now"),
    ...reasons("removed", "removed", (what) =>
      isWaitedFor(what) ? "was removed, after the window" : "was removed",
    ),
  ];
}

/** Whether a check of its own says that it goes too early; of a message only its fields and who sends it do. */
function isWaitedFor(kind: ElementHistory["kind"]): boolean {
  return kind === "method" || kind === "field";
}

/** Differences that no check reports and no element came or went by: packing, names in JSON, moves. */
function otherChanges(request: CheckRequest, previous: Previous, said: Set<string>): Reason[] {
  const { changes } = diffSchemas(readSchema(previous.files).schema, readSchema(request.head.files).schema);
  return changes.flatMap((change): Reason[] => {
    if (!("after" in change) || !("before" in change) || !("fullName" in change.after)) return [];
    const element = change.after.fullName;
    if (said.has(element)) return [];
    const message = otherSentence(change.kind, change.before, change.after);
    return [{ bump: "minor", kind: "changed", check: null, element, message }];
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

function enabledReason({ name, enabled }: Feature): Reason {
  const message = `The feature "${name}" is enabled in ${enabled}.`;
  return { bump: "minor", kind: "enabled", check: null, element: name, message };
}

/** Whether a feature is enabled in the release that the change leads to: a major one only where something breaks. */
function isEnabledNow(
  { enabled }: Feature,
  { name }: Previous,
  { timeline }: CheckRequest,
  isBroken: boolean,
): boolean {
  const version = parseRelease(name);
  if (!version || !isAfter(enabled, name)) return false;
  const candidates = [`${version.major}.${version.minor + 1}`];
  if (isBroken) candidates.push(`${version.major + 1}.0`);
  if (timeline) candidates.push(nameAt(timeline, timeline.head));
  return candidates.some((candidate) => compareReleases(enabled, candidate) === 0);
}

function isAfter(release: string, other: string): boolean {
  return compareReleases(release, other) > 0;
}

function nextVersion([major, minor, patch]: Previous["version"], bump: BumpKind): string {
  if (bump === "major") return `${major + 1}.0.0`;
  return bump === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
