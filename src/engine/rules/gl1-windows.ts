import type { Check } from "./rule.js";
import type { Policy, ReleaseViolation, Rule, SettingViolation, UnreadableRelease } from "./violation.js";

const checks = [
  {
    id: "GL1/no-window",
    severity: "warning",
    tier: "conditional",
    bump: null,
    sees: "No window is declared: only the newest release is compared",
    answers: ["GL1-1"],
  },
  {
    id: "GL1/no-release",
    severity: "warning",
    tier: "conditional",
    bump: null,
    sees: "A window is declared and no release is known: nothing is compared with what peers run",
    answers: ["GL1-1"],
  },
  {
    id: "GL1/release-unreadable",
    severity: "error",
    tier: "unsafe",
    staysNew: true,
    bump: null,
    sees: "A release that peers may run cannot be read in full, so that what changed since is not known",
    answers: ["GL1-1"],
  },
] as const satisfies readonly Check[];

type Id = (typeof checks)[number]["id"];

export const gl1 = {
  id: "GL1",
  kind: "guideline",
  slug: "gl1-windows",
  title: "Define the compatibility window",
  sentence:
    "A project **must** say which releases may talk to which: how far a client may run ahead of the server, and how far behind.",
  because: "Without a window no removal is ever safe, and no reviewer can say whether a change is.",
  checks,
  review: [
    {
      id: "GL1-1",
      holds: "The change names the releases that it was considered against.",
      verify:
        "Take the window from the policy page and list the releases in it; find each of them in the analysis.",
      step: "window",
      kinds: "every",
      settledBy: "releases",
    },
    {
      id: "GL1-2",
      holds: "A rollback by one release works with everything that this release leaves behind.",
      verify:
        "List what outlives the process: state files, running peers, stored messages; read each with the previous release.",
      step: "roll-out",
      // Of what is only added, nothing is left behind as long as nothing sends it by default: R2-1.
      kinds: ["removes", "renames", "retypes", "default", "meaning"],
      topics: ["behavior", "many-readers"],
    },
  ],
  read: unreadable,
  configure: (policy) => [...noWindow(policy), ...noRelease(policy)],
} satisfies Rule;

function unreadable({ label, problems: [first, ...others] }: UnreadableRelease): ReleaseViolation<Id>[] {
  const { file, line, column, message } = first;
  const more = others.length > 0 ? `, and ${others.length} more` : "";
  return [
    {
      check: "GL1/release-unreadable",
      element: { kind: "release", fullName: label, owner: null },
      message: `${label} cannot be read in full, so what changed since is not known: ${file}:${line}:${column}: ${message}${more}.`,
      after: null,
      safeFrom: null,
      fix: {
        title: "Look at what changed there, and allow it in grpc-evolution.yaml",
        advice: "",
      },
    },
  ];
}

function noWindow({ pairs }: Policy): SettingViolation<Id>[] {
  const open = pairs.filter(({ window }) => window === null);
  if (open.length === 0) return [];
  const who = open.map(({ client, server }) => `${client} and ${server}`).join(", ");
  return [
    {
      check: "GL1/no-window",
      setting: ["window"],
      element: { kind: "setting", fullName: "window", owner: null },
      message: `No window is declared for ${who}: only the newest release is compared, and no removal can be called safe.`,
      after: null,
      safeFrom: null,
      fix: {
        title: "Declare it in grpc-evolution.yaml",
        advice: "window: { upgrade: unbounded, downgrade: 1 }",
      },
    },
  ];
}

/** Whoever declares a window counts on the releases in it; a clone without their tags looks like a project without any. */
function noRelease({ pairs, releases, isToldWhatToCompare }: Policy): SettingViolation<Id>[] {
  if (isToldWhatToCompare || releases.names.length > 0) return [];
  if (pairs.every(({ window }) => window === null)) return [];
  return [
    {
      check: "GL1/no-release",
      setting: ["window"],
      element: { kind: "setting", fullName: "releases", owner: null },
      message:
        "A window is declared, and no tag here is a release: nothing was compared with what peers in the window run.",
      after: null,
      safeFrom: null,
      fix: {
        title:
          "Run git fetch --tags, or in a GitHub workflow give actions/checkout fetch-depth: 0; before the first release there is none to fetch",
        advice: "",
      },
    },
  ];
}
