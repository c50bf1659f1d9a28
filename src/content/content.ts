import type { ChecklistItem } from "@grpc-evolution/engine/rules/checklist.js";
import type { ChangeKind, ReviewStepId } from "@grpc-evolution/engine/rules/review.js";
import type { RuleMeta } from "@grpc-evolution/engine/rules/rule.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import type { Span } from "@grpc-evolution/engine/wire/strip.js";
import type { LinkTo } from "./link.js";
import type { SourceFile } from "./source-file.js";

/** A file of an example as the page shows it. */
export interface ShownFile {
  name: string;
  /** What stands in the frame's head: the file's first comment, which says whose schema it is. */
  caption: string;
  /** Release that the schema belongs to, seen among the example's schemas. */
  age: "old" | "between" | "new";
  /** All lines of the file, highlighted, as HTML. */
  lines: string[];
  /** Indexes of lines that the neighboring schema does not have. */
  changed: number[];
}

/** Who wrote or reads the bytes. Colors follow the age, not the role. */
export interface StripSide {
  caption: string;
  /** Its age among all schemas of the example, whose frames have the same color. */
  age: ShownFile["age"];
}

/** An encoded message, as two schemas see it. */
export interface StripContent {
  /** Name of the message, where it is one in particular. */
  message?: string | undefined;
  spans: Span[];
  writer: StripSide;
  reader: StripSide;
}

/** All that the page shows of an example; made when the site is built. */
export interface ExampleContent {
  id: string;
  folder: string;
  /** One sentence: what the program shows. */
  purpose: string;
  schemas: ShownFile[];
  program: string[];
  output: string;
  /** Whether two of its schemas can be compared in the workbench. */
  comparable: boolean;
  /** The first encoded message that the program printed, read by both schemas; null where it printed none. */
  strip: StripContent | null;
}

/** An example as it is run, edited and compared; loaded only when somebody wants to. */
export interface ExampleSources {
  /** The schemas, oldest first, and the program. */
  files: SourceFile[];
  /** What the program printed when it was recorded. */
  output: string;
  /** The program as JavaScript. */
  stripped: string;
}

/** An example in the list of those that the workbench can begin with. */
export type ExampleEntry = Pick<ExampleContent, "id" | "purpose">;

/** A rule as lists show it. */
export interface RuleEntry extends Pick<RuleMeta, "id" | "kind" | "title" | "because"> {
  /** Address of its page, below the site's root. */
  path: string;
}

/** How many pairs windows ask for as releases grow. */
export interface PairCountTable {
  /** Numbers of releases. */
  sizes: number[];
  /** A row for each window, with a count for each number of releases. */
  rows: { window: Window; supported: number[]; added: number[] }[];
}

/** An item with the pages that tell why: that of its rule, and those on what no schema shows. */
export interface ShownItem extends ChecklistItem {
  pages: LinkTo[];
}

/** The checklist as its page shows it, in the order of the review. */
export interface ChecklistContent {
  steps: {
    id: ReviewStepId;
    title: string;
    asked: "change" | "release";
    /** Address of its section in the review guide. */
    guide: string;
    items: ShownItem[];
  }[];
  kinds: { id: ChangeKind; does: string }[];
}

/** An item as the review guide lists it. */
export type StepEntry = Pick<ChecklistItem, "id" | "holds">;

/** The anchor of an example on the page that shows it. */
export function exampleAnchor(id: string): string {
  return `example-${id.replace("/", "-")}`;
}
