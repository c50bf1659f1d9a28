import type { RuleMeta } from "../../engine/rules/rule.js";
import type { Span } from "../../engine/wire/strip.js";

/** A file of an example as the page shows it. */
export interface ShownFile {
  name: string;
  /** What stands in the frame's head: the file's first comment, which says whose schema it is. */
  caption: string;
  /** Release that the schema belongs to, seen among the example's schemas. */
  age: "old" | "between" | "new";
  /** Highlighted lines, as HTML. */
  lines: string[];
  /** Indexes of lines that the neighboring schema does not have. */
  changed: number[];
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
  /** The first encoded message that the program printed, read by both schemas; null where it printed none. */
  strip: { spans: Span[]; writer: Side; reader: Side } | null;
}

/** A rule as lists show it. */
export interface RuleEntry extends Pick<RuleMeta, "id" | "kind" | "title" | "because"> {
  /** Address of its page, below the site's root. */
  path: string;
}

/** Who wrote or reads the bytes of a strip. Colors follow the age, not the role. */
export interface Side {
  caption: string;
  age: "old" | "new";
}
