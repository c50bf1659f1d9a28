import { type Concern, isWaitAssumed } from "../window/concerns.js";
import type { DatedFeature } from "../window/features.js";
import { nameAt } from "../window/releases.js";
import type { Check } from "./rule.js";
import type { Policy, Rule, SettingViolation } from "./violation.js";
import { listText, pluralNoun } from "./words.js";

const checks = [
  {
    id: "R2/enabled-too-early",
    severity: "error",
    tier: "unsafe",
    bump: "enabledTooEarly",
    sees: "A declared feature is enabled in the release that introduces it, or while a release without it is still in the window",
    answers: ["R2-1"],
  },
] as const satisfies readonly Check[];

type R2Violation = SettingViolation<(typeof checks)[number]["id"]>;

export const r2 = {
  id: "R2",
  kind: "rule",
  slug: "r2-introduce-then-enable",
  title: "Introduce a feature, enable it later",
  sentence:
    "A feature **must not** be introduced and enabled in the same release; enable it when every release without it has left the window or, where some never do, when no rollback leads to one.",
  because: "After a rollback the older release meets requests, or state, that it has never heard of.",
  checks,
  review: [
    {
      id: "R2-1",
      holds: "Nothing in this release sends by default what this release introduces.",
      verify:
        "For each added field, method or value, find the code that sets or calls it; a default path that does so belongs in a later release.",
      step: "roll-out",
      kinds: ["adds", "adds-value", "method", "selects"],
      topics: ["behavior", "before-stable"],
    },
    {
      id: "R2-2",
      holds: "The receiving side does something harmless with the feature before it is enabled.",
      verify:
        "Find the handler in the release that introduces it, and the test that sends the feature to it.",
      step: "roll-out",
      kinds: ["adds", "adds-value", "method", "selects"],
    },
    {
      id: "R2-3",
      holds: "The release in which the feature is enabled is written down.",
      verify: "Read it in the analysis and in the issue that tracks the second step.",
      step: "roll-out",
      kinds: ["adds", "adds-value", "method", "selects"],
    },
    {
      id: "R2-4",
      holds: "A new value in a string or an integer that selects behavior counts as a new feature.",
      verify:
        "Look beyond the `.proto`: search the change for new literals assigned to driver, type, mode or format fields.",
      step: "diff",
      kinds: ["selects"],
    },
    {
      id: "R2-5",
      holds: "A call to a new method has a fallback for the status with which an older server refuses it.",
      verify:
        "Find the branch that handles the status (UNIMPLEMENTED in gRPC), and the test that runs it against the older server.",
      step: "roll-out",
      kinds: ["method"],
      topics: ["errors"],
    },
  ],
  configure: enabledTooEarly,
} satisfies Rule;

function enabledTooEarly({ features, releases }: Policy): R2Violation[] {
  return features.flatMap((feature, position) => {
    const { name, elements, enabled, introduced, enableFrom, isTooEarly, concerns } = feature;
    if (!isTooEarly || introduced === null) return [];
    if (feature.written !== undefined)
      return [flippedTooEarly({ ...feature, written: feature.written }, position)];
    const since = nameAt(releases, introduced);
    const first =
      introduced < releases.names.length
        ? `${since} is the first release that has it`
        : "no release has it yet";
    const when =
      since === enabled ? `${enabled}, the release that introduces it` : `${enabled}, and ${first}`;
    const from =
      enableFrom === null
        ? "With unbounded downgrades no release is late enough."
        : `${enableFrom} is the first in which it is fine${exceptFor(concerns)}.`;
    return [
      {
        check: "R2/enabled-too-early",
        setting: ["features", position, "enabled"],
        element: { kind: "feature", fullName: name, owner: null },
        message: `The feature "${name}" is enabled in ${when}: releases before ${since} do not know it. ${from}${assumption(concerns)}`,
        after: { elements: [...elements], introduced: since, enabled },
        safeFrom: enableFrom,
        fix: enableFrom === null ? null : { title: "Enable it later", advice: `enabled: "${enableFrom}"` },
      },
    ];
  });
}

/** What is said of a default that changes while a peer in the window leaves the value out. */
function flippedTooEarly(
  { name, elements, enabled, written, enableFrom, concerns }: DatedFeature & { written: string },
  position: number,
): R2Violation {
  const from =
    enableFrom === null
      ? "While peers of any age stay in the window, no release is late enough."
      : `${enableFrom} is the first in which no peer does${exceptForWritten(concerns, written)}.`;
  return {
    check: "R2/enabled-too-early",
    setting: ["features", position, "enabled"],
    element: { kind: "feature", fullName: name, owner: null },
    message: `The feature "${name}" is enabled in ${enabled}, and by its entry every writer writes the value out since ${written}: peers in the window may leave it out. ${from}`,
    after: { elements: [...elements], written, enabled },
    safeFrom: enableFrom,
    fix: enableFrom === null ? null : { title: "Enable it later", advice: `enabled: "${enableFrom}"` },
  };
}

/** Servers that never leave the window, and know the older default alone. */
function exceptForWritten(concerns: readonly Concern[], written: string): string {
  const servers = serversWithoutEnd(concerns);
  if (servers.length === 0) return "";
  return `, but for ${listText(servers)} before ${written}, which never leave the window: write it out to them, and take what they leave out for the older default`;
}

/** Servers that never leave the window go on meeting clients that send it: no release is late enough for them. */
function exceptFor(concerns: readonly Concern[]): string {
  const servers = serversWithoutEnd(concerns.filter(({ direction }) => direction.request));
  if (servers.length === 0) return "";
  return ` after a rollback; ${listText(servers)} without it never leave the window, so a client asks them first`;
}

/** What is counted where the schema does not say who sends it, and that makes a difference. */
function assumption(concerns: readonly Concern[]): string {
  return concerns.some(isWaitAssumed) ? " No method carries it, so the longer of both ways counts." : "";
}

function serversWithoutEnd(concerns: readonly Concern[]): string[] {
  const endless = concerns.filter(({ window }) => window.upgrade === "unbounded");
  return [...new Set(endless.map(({ server }) => pluralNoun(server)))];
}
