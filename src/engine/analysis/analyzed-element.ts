import type { UpgradeOrder } from "../check/upgrade-order.js";
import type { AskedElement } from "../rules/author-questions.js";
import type { Finding } from "../rules/finding.js";
import type { ChangeKind } from "../rules/review.js";
import type { ElementReadiness } from "../window/readiness.js";
import type { Absence } from "./absence.js";
import type { Subject } from "./changed-elements.js";
import type { Passages } from "./passages.js";

/** An element that changed. */
export interface AnalyzedElement extends AskedElement {
  kind: Subject["kind"];
  fullName: string;
  /** How it was and is declared; null where it was not, or is not any more. */
  before: string | null;
  after: string | null;
  /** What happened with it, each in a few words. */
  happenings: string[];
  /** Whether it is a field of a type that is declared where nobody looked. */
  isTypeUnseen: boolean;
  /** What of it is gone, and not reserved. */
  unreserved: { name: boolean; number: boolean };
  /** What that is to a reviewer. */
  kinds: readonly ChangeKind[];
  /** Who writes it to whom; nobody is known where no method that is shown carries it. */
  directions: Direction[];
  /** What a reader of this state has where nobody wrote it; null for what is no field, and for what is gone. */
  absence: Absence | null;
  /** What passes between the releases; null where there are so many elements that it was not executed. */
  passages: Passages | null;
  readiness: ElementReadiness | null;
  /** Of what is called and gone, the release before which servers that clients still meet may serve nothing else. */
  serversBefore: string | null;
  /** What is new of what the checks report of it. */
  findings: readonly Finding[];
  /** Who upgrades first, as whom it breaks tells, by what is reported of it or allowed. */
  order: UpgradeOrder;
  /** The same for what older writers write alone: new ones can choose what they send. */
  orderForOlderWriters: UpgradeOrder;
  /** Components whose older releases it breaks with, and which never leave the window. */
  staying: readonly string[];
}

/** A component that writes and one that reads. */
export interface Direction {
  writer: string;
  reader: string;
}
