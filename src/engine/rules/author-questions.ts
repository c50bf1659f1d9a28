import type { Change } from "../diff/change.js";
import type { ChangeKind } from "./review.js";
import type { FindingElement } from "./rule.js";

/** What the questions to an author depend on, of an element that changed. */
export interface AskedElement {
  kind: FindingElement["kind"];
  changes: readonly Change["kind"][];
  isDeprecatedNow: boolean;
  /** Whether it is a method that streams. */
  isStream: boolean;
  /** Whether it is the value 0 of an enum. */
  isZero: boolean;
}

/** A question to the author of a change, which answers several items of the checklist at once. */
export interface AuthorQuestion {
  /** The items that the answer decides. */
  items: readonly string[];
  /** Stands behind the names of the elements and a colon. */
  asks: string;
  /** The same where the description says that it is sent by default. */
  asksOfDefault?: string;
  /** The elements that it is asked of. */
  of(element: AskedElement): boolean;
  /** Those of the items that do not apply where it is asked of no element: the schemas tell. */
  onlyCaseOf?: readonly string[];
}

type ChangeName = Change["kind"];

const added: readonly ChangeName[] = ["field-added", "extension-number-taken", "value-added"];

const addedCall: readonly ChangeName[] = ["method-added", "service-added"];

const removed: readonly ChangeName[] = [
  "field-removed",
  "value-removed",
  "message-removed",
  "enum-removed",
  "method-removed",
  "service-removed",
];

const removedCall: readonly ChangeName[] = [
  "method-removed",
  "service-removed",
  "service-moved",
  "package-changed",
];

const renamed: readonly ChangeName[] = [
  "field-renamed",
  "field-json-name-changed",
  "name-taken",
  "value-renamed",
  "alias-removed",
  "alias-put-first",
];

const retyped: readonly ChangeName[] = [
  "field-type-changed",
  "field-cardinality-changed",
  "field-packing-changed",
  "field-presence-changed",
  "field-oneof-changed",
  "field-utf8-changed",
];

/** What nobody has met by name yet, or meets by its number alone. */
const unmetNames: readonly ChangeName[] = [
  "field-added",
  "message-added",
  "enum-added",
  "service-added",
  "method-added",
  "extension-number-taken",
  "extension-range-removed",
  "reservation-removed",
  "field-renumbered",
  "field-packing-changed",
  "field-default-changed",
];

/** Changes after which stored bytes no longer are what the schema says. */
const leavesOldForm: readonly ChangeName[] = [
  "field-removed",
  "field-renumbered",
  "number-reused",
  "value-removed",
  "value-renumbered",
  ...retyped,
];

/** Whether one of these changes happened with an element. */
function hasOneOf(names: readonly ChangeName[]): (element: AskedElement) => boolean {
  return ({ changes }) => changes.some((change) => names.includes(change));
}

/** In the order in which they are asked. One whose items were all asked of before is left out. */
export const authorQuestions: readonly AuthorQuestion[] = [
  {
    items: ["R2-1", "R2-2", "R2-3", "GL5-1"],
    asks: "which release sends it by default, how does the sender tell that its peer knows it, and what does an older peer do with it?",
    asksOfDefault: "how does the sender tell that its peer knows it, and what does an older peer do with it?",
    of: hasOneOf(added),
  },
  {
    items: ["R2-1", "R2-2", "R2-3", "R2-5", "GL2-6"],
    asks: "which release calls it by default, what does the caller do where an older server answers UNIMPLEMENTED, and which statuses does it return?",
    of: hasOneOf(addedCall),
    onlyCaseOf: ["R2-5"],
  },
  {
    items: ["GL3-1", "GL3-2", "GL3-3", "GL3-4"],
    asks: "what replaces it, which release has the replacement, which of the two wins where they disagree, and in which release may the old one go?",
    of: (element) => hasOneOf(removed)(element) || element.isDeprecatedNow,
    onlyCaseOf: ["GL3-3", "GL3-4"],
  },
  {
    items: ["GL2-1", "REVIEW-14"],
    asks: "which supported client still calls it, and for how long have servers counted no call?",
    of: hasOneOf(removedCall),
    onlyCaseOf: ["GL2-1", "REVIEW-14"],
  },
  {
    items: ["GL2-6"],
    asks: "which statuses does it return that it did not return before, and what do supported clients do with them?",
    of: hasOneOf(["method-changed"]),
  },
  {
    items: ["GL2-4"],
    asks: "who packs it into an `Any` or extends it, and which supported release still knows the old name?",
    of: hasOneOf([
      "message-removed",
      "enum-removed",
      "message-moved",
      "enum-moved",
      "move-ambiguous",
      "package-changed",
    ]),
    onlyCaseOf: ["GL2-4"],
  },
  {
    items: ["R4-2", "R4-3", "R4-4", "GL4-2"],
    asks: "which values are written until every supported reader has the new form, and what does an absent one mean to the others? Should a field of the new form stand beside it, which of the two wins?",
    of: hasOneOf(retyped),
  },
  {
    items: ["GL4-2", "GL4-3"],
    asks: "what turns the new default off, and which supported release still has the old one?",
    of: hasOneOf(["field-default-changed"]),
  },
  {
    items: ["R1-7"],
    asks: "why another name?",
    of: hasOneOf(renamed),
  },
  {
    items: ["R1-8", "REVIEW-8"],
    asks: "who meets it as JSON, in text format, by a field mask or in generated code, and has to change?",
    of: (element) => element.changes.some((change) => !unmetNames.includes(change)),
  },
  {
    items: ["GL1-2", "REVIEW-15"],
    asks: "what holds it and outlives the process (state files, queues, stored messages), and what does the release before read there after a rollback?",
    of: hasOneOf(leavesOldForm),
  },
  {
    items: ["GL3-1", "GL3-2", "R4-3"],
    asks: "does it replace an older field? Then: which of the two wins where they disagree, and until when are both written?",
    of: hasOneOf(["field-added", "extension-number-taken"]),
  },
  {
    items: ["R3-4"],
    asks: "does 0 mean that nothing was said, and does the code that reads it do then what it did before?",
    of: ({ changes, isZero }) => changes.includes("enum-added") || (isZero && changes.length > 0),
    onlyCaseOf: ["R3-4"],
  },
  {
    items: ["REVIEW-13"],
    asks: "where does a client go on whose stream ends with the upgrade?",
    of: ({ isStream }) => isStream,
    onlyCaseOf: ["REVIEW-13"],
  },
];

/** Asked of what no check reads, and a reader of the change sees. */
export const unreadQuestions: readonly {
  kind: "comment" | "option";
  items: readonly string[];
  /** Stands behind what changed and a colon. */
  asks: string;
}[] = [
  {
    kind: "comment",
    items: ["GL2-5"],
    asks: "is anything refused or done now that was not, and what does a peer of each older release send or get there?",
  },
  { kind: "option", items: [], asks: "who reads it, and what does that do with an older peer?" },
];

/** A question about what a description says. */
export interface StatedQuestion {
  kind: ChangeKind;
  items: readonly string[];
  /** Asks what it is, where nobody knows the words of the description. */
  which: string;
  /** Refers to these words. */
  described: string;
  /** What is asked of it. */
  asks: string;
}

/** The question as a sentence; what the words of the description say is not asked. */
export function describedQuestion({ which, described, asks }: StatedQuestion, isWorded: boolean): string {
  return isWorded ? `${described}: ${asks}` : `${which}, ${asks}`;
}

/** What is asked where a description says that the change does something of a kind that no schema shows. */
export const statedQuestions: readonly StatedQuestion[] = [
  {
    kind: "default",
    items: ["GL4-1", "GL4-2", "GL4-3"],
    which: "Which default becomes another",
    described: "Of the default that the description names",
    asks: "what does a peer of each older release get where it leaves the field out, and what turns the new one off?",
  },
  {
    kind: "selects",
    items: ["R2-4", "R3-5"],
    which: "Which value or capability is new",
    described: "Of the value or the capability that the description names",
    asks: "what does a peer of each older release do with it, and which release sends it by default?",
  },
  {
    kind: "meaning",
    items: ["REVIEW-9", "REVIEW-10", "REVIEW-11", "REVIEW-12", "GL2-5", "GL2-6"],
    which: "What is accepted, answered, ordered, timed or stored in another way",
    described: "Of what the description says is done in another way",
    asks: "what does the client of each older release make of it, and what does the new client make of an older server?",
  },
];

/** Questions about a change as a whole; as for those about elements, what was asked of before is not asked again. */
export const changeQuestions: readonly Pick<AuthorQuestion, "items" | "asks">[] = [
  {
    items: ["GL4-3"],
    asks: "What turns off what this release enables?",
  },
  {
    items: ["REVIEW-6", "GL2-3"],
    asks: "Which libraries and which copies of the protocol are at both ends and between them, what does each drop or refuse of what it does not know, and in which order do they change?",
  },
  {
    items: ["GL2-3"],
    asks: "Which copies of the protocol are there, and in which order do they change?",
  },
  {
    items: ["GL1-1"],
    asks: "Which releases of the window was it considered with, beside those that are named below?",
  },
];

const hiddenMatters: readonly { kind: ChangeKind; matter: string }[] = [
  { kind: "default", matter: "what is done by default" },
  { kind: "selects", matter: "a string or a number that selects behavior" },
  {
    kind: "meaning",
    matter:
      "what is refused, a status or the details of an error, an order or an effect, a deadline, a size, what is stored",
  },
];

/** The question that stands for all kinds of change that no schema shows, but for those that the description states. */
export function hiddenQuestion(stated: readonly ChangeKind[]): string {
  const matters = hiddenMatters.filter(({ kind }) => !stated.includes(kind)).map(({ matter }) => matter);
  const asks = `What ${matters.length < hiddenMatters.length ? "else " : ""}does it change that no schema shows`;
  return matters.length === 0 ? `${asks}?` : `${asks}: ${matters.join(", ")}?`;
}
