import type { Comparison } from "../diff/change.js";
import type { Ledger } from "../ledger/ledger.js";
import type { ReadProblem } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import type { ComponentPair } from "../window/component-pair.js";
import type { DatedFeature } from "../window/features.js";
import type { Releases } from "../window/releases.js";
import type { Direction } from "../window/usage.js";
import type { Outcome } from "../wire/outcome.js";
import type { Repair } from "./repair.js";
import type { FindingElement, RuleMeta, Tier } from "./rule.js";

/** What a check says of a change: all that the rule knows. Place, direction and bytes are worked out from it. */
export interface Violation<Id extends string = string> {
  check: Id;
  /** Where it is another one than the check's. */
  tier?: Tier;
  /** Where it is weaker than what the check says. */
  severity?: "info";
  element: FindingElement;
  /** Where a report points to: a part of a file of the newer schema, or of the older where the file is gone. */
  place: { file: string; from: number; to: number };
  /** One plain sentence. */
  message: string;
  before: Described | null;
  after: Described | null;
  /** Who is hurt, and how; null where nobody is hurt by this change alone. */
  impact: Impact | null;
  fix: Remedy | null;
  /** What to do instead where only those are left who never leave the window: a release before has marked it by then. */
  lateFix?: Remedy;
  /** What to do instead where a release since then has marked what is gone: it comes back as that release has it. */
  markedFix?: Remedy;
  /** The rules of buf, where they depend on what differs. */
  buf?: readonly string[];
  /**
   * Set where another check says it already, and in graver words. It is not reported; who says the same of a later state says
   * nothing new.
   */
  isSaidOtherwise?: true;
}

/** An element as programs read it: name, number, type, and where it stands. */
export type Described = Record<string, unknown>;

export type Impact =
  /**
   * Bytes show it: the field of a message, in both schemas. `value` is set where a sample would not show it, and only what
   * the newer side writes does; `refusal` is what the older reader says of it then, where protobuf-es does not refuse it
   * because it does not check required fields. `beside` are fields that a writer may set with it; `isOther` tells that the
   * number is another field now, whatever its value is, and `isZero` that it shows where it is set to what an absent field
   * means.
   */
  | {
      kind: "bytes";
      before: string;
      after: string;
      number: number;
      value?: Record<string, unknown>;
      refusal?: string;
      beside?: readonly number[];
      isOther?: true;
      isZero?: true;
    }
  /**
   * A call that the older side makes and the newer one does not answer as it expects; `service` is empty where it may be
   * any. Where both sides make and answer it, and mean something else by it, `answered` tells what each client gets from the
   * server of the other release, and an exchange of `messages` shows it: the requests and the responses that differ, in
   * both schemas. What `isMoved` has another path now, which no older server serves: a newer client calls that one.
   */
  | {
      kind: "call";
      service: string;
      answered?: AnsweredCalls;
      messages?: CarriedMessages;
      isMoved?: true;
    }
  /** Known without bytes: what the reader gets when the newer side writes, and when the older side writes. */
  | { kind: "known"; owner: string; newWriter: Outcome | null; oldWriter: Outcome | null }
  /** A name in JSON and text format that one side writes, and the other one cannot read: no bytes show it. */
  | { kind: "name"; owner: string; writer: "newer" | "older" };

/** What becomes of a call of each client; null where it works. */
export interface AnsweredCalls {
  newClient: Outcome | null;
  oldClient: Outcome | null;
}

/** Full names of what a method carries, in both schemas; null where both sides carry the same. */
export type CarriedMessages = Record<keyof Direction, { before: string; after: string } | null>;

/** What to do: what an edit does, whose text is ready to paste as well, or something to read. */
export type Remedy = ({ title: string; repair: Repair } | { title: string; advice: string }) & {
  /** Set where it is right also once a release has published what is: it changes nothing that peers rely on. */
  suitsPublished?: true;
};

/** What a check says of the configuration. */
export interface SettingViolation<Id extends string = string> {
  check: Id;
  /** The way to the setting in the configuration, `["features", 0, "enabled"]`. */
  setting: (string | number)[];
  element: FindingElement;
  message: string;
  after: Described | null;
  safeFrom: string | null;
  fix: { title: string; advice: string } | null;
}

/** What a configuration declares of releases. */
export interface Policy {
  releases: Releases;
  pairs: readonly ComponentPair[];
  features: readonly DatedFeature[];
  /** Whether somebody named what to compare with, in place of the releases in the window. */
  isToldWhatToCompare: boolean;
}

/** A release in the window, with what of it cannot be read. */
export interface UnreadableRelease {
  label: string;
  problems: readonly [ReadProblem, ...ReadProblem[]];
}

/** What a check says of such a release: nothing in the newer state can mend it. */
export type ReleaseViolation<Id extends string = string> = Omit<SettingViolation<Id>, "setting">;

/** A rule with its checks: those that need two schemas, the whole history, one release, or only the configuration. */
export interface Rule extends RuleMeta {
  compare?(comparison: Comparison): Violation[];
  remember?(head: Schema, ledger: Ledger): Violation[];
  read?(release: UnreadableRelease): ReleaseViolation[];
  configure?(policy: Policy): SettingViolation[];
}
