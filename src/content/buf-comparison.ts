/** Categories of buf's rules for breaking changes, from the widest to the narrowest. */
export const bufCategories = ["FILE", "PACKAGE", "WIRE_JSON", "WIRE"] as const;

/** What both checkers say of one change. */
export interface BufCase {
  what: string;
  /** Rules of buf by category, empty where it passes. */
  buf: Record<(typeof bufCategories)[number], string[]>;
  /** Our checks with their severity in the preset `strict`. */
  ours: string[];
}

/** The record that the page "With buf" shows. */
export interface BufComparison {
  bufVersion: string;
  cases: BufCase[];
}
