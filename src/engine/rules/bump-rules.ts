/** The numbers of a version that a release may raise, the smallest promise of change first. */
export const bumpKinds = ["patch", "minor", "major"] as const;

export type BumpKind = (typeof bumpKinds)[number];

/** Whether one of them says more than another. */
export function isGreater(one: BumpKind, other: BumpKind): boolean {
  return bumpKinds.indexOf(one) > bumpKinds.indexOf(other);
}

/** A line of the table on the page "Releases and SemVer", and what the command decides by. */
export interface BumpRule {
  /** What a change does. */
  change: string;
  bump: BumpKind;
  /** What shows it, for people. */
  decidedBy: string;
}

/**
 * Which change needs which number. A check names the line that its errors mean, and so do its warnings of peers who never
 * leave the window, and those that no order of upgrades carries; other warnings and infos mean minor.
 */
export const bumpRules = {
  nothing: {
    change: "Nothing in the protocol: comments, order, what no peer can observe",
    bump: "patch",
    decidedBy: "no difference between the schemas",
  },
  addition: {
    change: "A field, message, value, enum, service or method added",
    bump: "minor",
    decidedBy:
      "the difference between the schemas, also where `R3/value-added` or `R3/enum-introduced` is an error: no pair breaks before the value is sent",
  },
  rename: {
    change: "Something marked as deprecated, renamed or moved without a new path",
    bump: "minor",
    decidedBy: "the difference between the schemas",
  },
  enabled: {
    change: "A feature enabled that an earlier release introduced, after the window",
    bump: "minor",
    decidedBy: "`features` in the configuration",
  },
  removalInTime: {
    change: "Something removed and reserved that no release inside the window relies on",
    bump: "minor",
    decidedBy: "nothing that the checks below report",
  },
  rollOut: {
    change: "A type, constraint or name changed in a way that a roll-out in the right order can carry",
    bump: "minor",
    decidedBy: "a warning of the tier conditional, of R1, R3 or R4, where who reads it can upgrade last",
  },
  call: {
    change: "A method, service or package gone or changed that a client inside the window calls",
    bump: "major",
    decidedBy: "an error of GL2",
  },
  removal: {
    change: "A field removed that a release inside the window relies on",
    bump: "major",
    decidedBy: "an error of GL3, or its warning of peers who never leave the window",
  },
  meaning: {
    change: "A type, presence, value or default changed for a supported peer",
    bump: "major",
    decidedBy:
      "an error of R4 or GL4, of R3 where a value goes or gets another number, or the warning of a value that goes for peers who never leave the window; any warning of R3 or R4 where no order of upgrades keeps new readers from what older releases may write",
  },
  enabledTooEarly: {
    change: "A feature enabled before the window has passed",
    bump: "major",
    decidedBy: "an error of R2",
  },
  narrowedWindow: {
    change: "A narrower window: pairs that were supported are not any more",
    bump: "major",
    decidedBy: "`window` in the configuration, and in that of the release before at its tag",
  },
  widenedWindow: {
    change: "A wider window: pairs are supported that were not, which is a promise more",
    bump: "minor",
    decidedBy: "`window` in the configuration, and in that of the release before at its tag",
  },
  number: {
    change: "A number used again or changed, or a removed one left open: no version number makes that right",
    bump: "major",
    decidedBy: "an error of R1",
  },
} as const satisfies Record<string, BumpRule>;

/** The name of a line. */
export type BumpReason = keyof typeof bumpRules;
