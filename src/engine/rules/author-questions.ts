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
  /** Whether a finding says from which release on it is safe. */
  isDated: boolean;
}

/** A clause of a question, which is asked as long as one of its items is open. */
export interface Clause {
  asks: string;
  /** The items that the answer decides. */
  items: readonly string[];
  /** Those of them any of which says all that is asked: with an answer to one of them nothing is left to ask. */
  settledBy?: readonly string[];
}

/** A clause about elements. */
interface ElementClause extends Clause {
  /** Set where a description that names the element as what is done by default answers it. */
  isOfDefault?: true;
  /** Whether what is known of an element answers it. */
  isSaidOf?(element: AskedElement): boolean;
}

/** A question to the author of a change, which answers several items of the checklist at once. */
export interface AuthorQuestion {
  /** Stand behind the names of the elements and a colon. */
  clauses: readonly ElementClause[];
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
    clauses: [
      { asks: "which release sends it by default", items: ["R2-1", "R2-3"], isOfDefault: true },
      { asks: "how does the sender tell that its peer knows it", items: ["GL5-1", "R2-2"] },
      { asks: "what does an older peer do with it", items: ["R2-2"] },
    ],
    of: hasOneOf(added),
  },
  {
    clauses: [
      { asks: "which release calls it by default", items: ["R2-1", "R2-3"] },
      {
        asks: "what does the caller do where an older server answers UNIMPLEMENTED",
        items: ["R2-2", "R2-5"],
      },
      { asks: "which statuses does it return", items: ["GL2-6"] },
    ],
    of: hasOneOf(addedCall),
    onlyCaseOf: ["R2-5"],
  },
  {
    clauses: [
      { asks: "what takes its place, and from which release on", items: ["GL3-4"] },
      { asks: "which of the two wins", items: ["GL3-2", "R4-3"] },
      { asks: "until when are both written", items: ["GL3-1"] },
      {
        asks: "when may it go",
        items: ["GL3-3"],
        isSaidOf: ({ isDated }) => isDated,
      },
    ],
    of: (element) => hasOneOf(removed)(element) || element.isDeprecatedNow,
    onlyCaseOf: ["GL3-3", "GL3-4"],
  },
  {
    clauses: [
      { asks: "which supported client still calls it", items: ["GL2-1", "REVIEW-14"] },
      { asks: "for how long have servers counted no call", items: ["REVIEW-14"] },
    ],
    of: hasOneOf(removedCall),
    onlyCaseOf: ["GL2-1", "REVIEW-14"],
  },
  {
    clauses: [
      {
        asks: "which statuses does it return that it did not return before, and what do supported clients do with them",
        items: ["GL2-6"],
      },
    ],
    of: hasOneOf(["method-changed"]),
  },
  {
    clauses: [
      {
        asks: "who packs it into an `Any` or extends it, and which supported release still knows the old name",
        items: ["GL2-4"],
      },
    ],
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
    clauses: [
      {
        asks: "which values are written until every supported reader has the new form",
        items: ["R4-2", "R4-4"],
      },
      { asks: "what does an absent one mean to the others", items: ["GL4-2"] },
      { asks: "which wins, should a new field stand beside it", items: ["R4-3"] },
    ],
    of: hasOneOf(retyped),
  },
  {
    clauses: [
      { asks: "what turns the new default off", items: ["GL4-3"] },
      { asks: "which supported release still has the old one", items: ["GL4-2"] },
    ],
    of: hasOneOf(["field-default-changed"]),
  },
  {
    clauses: [{ asks: "why another name", items: ["R1-7"] }],
    of: hasOneOf(renamed),
  },
  {
    clauses: [
      {
        asks: "what holds it and outlives the process (state files, queues, stored messages)",
        items: ["REVIEW-15"],
      },
      { asks: "what does the release before read there after a rollback", items: ["GL1-2"] },
    ],
    of: hasOneOf(leavesOldForm),
  },
  {
    clauses: [
      { asks: "does it replace an older field", items: ["GL3-2", "R4-3"] },
      { asks: "which of the two wins then", items: ["GL3-2", "R4-3"] },
      { asks: "until when are both written", items: ["GL3-1"] },
    ],
    of: hasOneOf(["field-added", "extension-number-taken"]),
  },
  {
    clauses: [
      {
        asks: "does 0 mean that nothing was said, and does the code that reads it do then what it did before",
        items: ["R3-4"],
      },
    ],
    of: ({ changes, isZero }) => changes.includes("enum-added") || (isZero && changes.length > 0),
    onlyCaseOf: ["R3-4"],
  },
  {
    clauses: [{ asks: "where does a client go on whose stream ends with the upgrade", items: ["REVIEW-13"] }],
    of: ({ isStream }) => isStream,
    onlyCaseOf: ["REVIEW-13"],
  },
];

/** Asked of what no check reads, and a reader of the change sees. */
export const unreadQuestions: readonly {
  kind: "comment" | "option";
  /** They stand behind what changed and a colon. */
  clauses: readonly Clause[];
  /** Asked beside that where it is about a field. */
  ofFields: readonly Clause[];
  /** Asked beside that where it names another unit. */
  ofUnits: readonly Clause[];
}[] = [
  {
    kind: "comment",
    clauses: [
      {
        asks: "is anything refused or done now that was not, and what does a peer of each older release send or get there",
        items: ["GL2-5"],
      },
    ],
    ofFields: [
      {
        asks: "does an absent one still mean what it did",
        items: ["GL4-1", "GL4-2"],
        settledBy: ["GL4-1", "GL4-2"],
      },
    ],
    ofUnits: [
      { asks: "which unit does each supported release write, and by what does a reader tell", items: [] },
    ],
  },
  {
    kind: "option",
    clauses: [{ asks: "who reads it, and what does that do with an older peer", items: [] }],
    ofFields: [],
    ofUnits: [],
  },
];

const ofMeaning = ["REVIEW-9", "REVIEW-10", "REVIEW-11", "REVIEW-12", "GL2-5", "GL2-6"];

/** A question about what a description says. */
export interface StatedQuestion {
  kind: ChangeKind;
  /** Asks what it is, where nobody knows the words of the description. */
  which: Clause;
  /** Refers to these words. */
  described: string;
  /** What is asked of it. */
  clauses: readonly Clause[];
}

/** What is asked where a description says that the change does something of a kind that no schema shows. */
export const statedQuestions: readonly StatedQuestion[] = [
  {
    kind: "default",
    which: { asks: "which default becomes another", items: ["GL4-1", "GL4-2", "GL4-3"] },
    described: "of the default that the description names",
    clauses: [
      { asks: "which supported release still has the old one", items: ["GL4-1"] },
      { asks: "what does an older peer get that leaves it out", items: ["GL4-2"] },
      { asks: "what turns the new one off", items: ["GL4-3"] },
    ],
  },
  {
    kind: "selects",
    which: { asks: "which value or capability is new", items: ["R2-4", "R3-5"] },
    described: "of the value or the capability that the description names",
    clauses: [
      {
        asks: "what does a peer of each older release do with it, and which release sends it by default",
        items: ["R2-4", "R3-5"],
      },
    ],
  },
  {
    kind: "meaning",
    which: {
      asks: "what is accepted, answered, ordered, timed or stored in another way",
      items: ofMeaning,
    },
    described: "of what the description says is done in another way",
    clauses: [
      {
        asks: "what does the client of each older release make of it, and what does the new client make of an older server",
        items: ofMeaning,
      },
    ],
  },
];

/** Questions about a change as a whole, which do not depend on what it does in particular. */
export const generalQuestions: readonly {
  clauses: readonly Clause[];
  /** Asked only where an element is like this. */
  of?(element: AskedElement): boolean;
  /** Asked only with a window, or only without one. */
  hasWindow?: boolean;
}[] = [
  {
    clauses: [
      {
        asks: "who meets a changed name or type as JSON, in text format or by a field mask",
        items: ["R1-8"],
      },
      { asks: "what do users of the generated code change", items: ["REVIEW-8"] },
    ],
    of: ({ changes }) => changes.some((change) => !unmetNames.includes(change)),
  },
  { clauses: [{ asks: "what turns off what this release enables", items: ["GL4-3"] }] },
  {
    clauses: [
      {
        asks: "which libraries are at both ends and between them, what does each drop or refuse of what it does not know",
        items: ["REVIEW-6"],
      },
      { asks: "which copies of the protocol are there, and in which order do they change", items: ["GL2-3"] },
    ],
  },
  {
    clauses: [
      {
        asks: "which releases of the window was it considered with, beside those that were compared here",
        items: ["GL1-1"],
      },
    ],
    hasWindow: true,
  },
  { clauses: [{ asks: "which releases may run beside this one", items: ["GL1-1"] }], hasWindow: false },
];

/** What no schema shows, as parts of one question, each with the items that tell more of it. */
const hiddenMatters: readonly (Clause & { kind: ChangeKind })[] = [
  {
    kind: "default",
    asks: "what is done by default",
    items: ["GL4-1", "GL4-2", "GL4-3"],
    settledBy: ["GL4-1"],
  },
  {
    kind: "selects",
    asks: "a string or a number that selects behavior",
    items: ["R2-4", "R3-5", "R2-1", "R2-2", "R2-3", "GL5-1", "GL5-2", "GL5-3"],
  },
  { kind: "meaning", asks: "what is refused", items: ["GL2-5"] },
  { kind: "meaning", asks: "a status or the details of an error", items: ["REVIEW-10", "GL2-6"] },
  { kind: "meaning", asks: "an order or an effect", items: ["REVIEW-11"] },
  { kind: "meaning", asks: "a deadline", items: ["REVIEW-12"] },
  { kind: "meaning", asks: "a size", items: ["REVIEW-9"] },
  { kind: "meaning", asks: "what is stored", items: ["GL1-2"] },
];

/** The matters that a description does not state. */
export function hiddenClauses(stated: readonly ChangeKind[]): readonly Clause[] {
  return hiddenMatters.filter(({ kind }) => !stated.includes(kind)).map(({ kind: _, ...clause }) => clause);
}
