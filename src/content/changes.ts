import type { Severity } from "@grpc-evolution/engine/rules/rule.js";
import type { Limit, Window } from "@grpc-evolution/engine/window/window.js";
import type { Outcome } from "@grpc-evolution/engine/wire/outcome.js";
import type { StripContent } from "./content.js";
import type { LinkTo } from "./link.js";
import type { Course } from "./plan.js";
import type { StepsInWindow, WriterAge } from "./steps.js";

/** What a change does to one way of talking; `unseen` where no comparison of schemas can tell. */
export type Verdict = "safe" | "conditional" | "unsafe" | "unseen";

/** What became of one sample message, or of one call. */
export interface Tried {
  /** What was written, as JSON text; the path of a call. */
  written: string;
  outcome: Outcome;
  /** What the reader got instead, or its error; empty where it got the same. */
  got: string;
  /** What a JSON reader gets that ignores unknown fields, where a strict one refuses the message. */
  lenient?: Pick<Tried, "outcome" | "got"> | undefined;
}

/** One direction in one way of talking. */
export interface Direction {
  verdict: Verdict;
  tried: Tried[];
  /** What `check` names for this writer, where it is graver than what was tried; null elsewhere. */
  reported: Outcome | null;
}

/** What exchanged messages, made calls and compiled callers, with the versions. */
export interface Programs {
  messages: string;
  calls: string;
  code: string;
}

/** The windows in which the steps are shown: that of the policy page, and one release in each direction. */
export const pictureWindows = {
  policy: { upgrade: "unbounded", downgrade: 1 },
  eachWay: { upgrade: 1, downgrade: 1 },
} as const satisfies Record<string, Window>;

export type PictureWindow = keyof typeof pictureWindows;

/** How far a client may be ahead of its server, as the steps are drawn. */
export const aheadChoices: readonly Limit[] = ["unbounded", 0, 1, 2, 3, 4, 5];

/** How far it may be behind. A client that may stay behind for ever is another case than any picture shows. */
export const behindChoices: readonly Limit[] = [0, 1, 2, 3, 4, 5];

/** All windows in which the steps can be shown. */
export const drawnWindows: readonly Window[] = aheadChoices.flatMap((upgrade) =>
  behindChoices.map((downgrade) => ({ upgrade, downgrade })),
);

/** A window as the query of an address. */
export function windowQuery({ upgrade, downgrade }: Window): string {
  return `?upgrade=${upgrade}&downgrade=${downgrade}`;
}

/** A line of both schemas, in one column. */
export interface SchemaLine {
  sign: "same" | "old" | "new";
  text: string;
}

/** A finding as the catalogue shows it. */
export interface Reported {
  check: string;
  severity: Severity;
  place: string;
  message: string;
  /** Where the check is described. */
  path: string;
}

/** What is reported alike in some windows. */
export interface ReportedIn {
  /** The windows, as the queries of addresses. */
  windows: string[];
  reported: Reported[];
}

/** Where the page of a change is, below the site's root. */
export function changePath(slug: string): string {
  return `/changes/${slug}`;
}

/** A change as lists show it. */
export interface ChangeSummary {
  slug: string;
  verb: string;
  object: string;
  /** More words to find it by. */
  words: string;
  wire: Verdict;
  json: Verdict;
  /** Whether a caller of the old generated code compiles with the new one. */
  compiles: boolean;
  /** Whether it is among those that people look for first. */
  isFrequent: boolean;
}

/** The changes that people look for first. */
export interface FrequentChanges {
  /** How many changes the catalogue has. */
  count: number;
  frequent: ChangeSummary[];
}

/** Where an example is, and what it shows, in a sentence. */
export type ExampleLink = LinkTo & { purpose: string };

/** All that the page of a change shows. */
export interface ChangeContent extends ChangeSummary {
  title: string;
  advice: string;
  /** Why no comparison of schemas shows it; empty where one does. */
  unseen: string;
  /** What the verdicts do not count; empty where they count everything. */
  caveat: string;
  wireBy: Record<WriterAge, Direction>;
  jsonBy: Record<WriterAge, Direction>;
  caller: { lines: string[]; problems: string[] };
  programs: Programs;
  /** What explains a difference between the exchange and the check; empty where there is none. */
  note: string;
  hasCalls: boolean;
  hasMessages: boolean;
  schemas: SchemaLine[];
  /** The two schemas in the workbench, as the fragment of an address. */
  share: string;
  strip: StripContent | null;
  /** One for each of requests and responses where the two differ. */
  steps: Record<PictureWindow, StepsInWindow>;
  /** What they are made of, for another window. */
  courses: [Course, ...Course[]];
  /** What else can be done, and where. */
  cases: { where: string; way: string }[];
  /** What goes into the configuration, as highlighted lines with a blank for the release; null where nothing does. */
  setting: string[] | null;
  /** The element with the comment that allows what is reported of the steps, likewise; null where nothing is. */
  allowed: string[] | null;
  reported: Reported[];
  /** What is reported beside that, by window, where the setting enables the feature in the release that introduces it. */
  early: ReportedIn[];
  items: { id: string; holds: string; path: string }[];
  /** What runs and shows the steps, and what shows the change in place; null where nothing does. */
  example: ExampleLink | null;
  broken: ExampleLink | null;
  /** Where more is told. */
  see: LinkTo[];
  rules: LinkTo[];
}
