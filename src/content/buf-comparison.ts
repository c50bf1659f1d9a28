/** Categories of buf's rules for breaking changes, from the widest to the narrowest. */
export const bufCategories = ["FILE", "PACKAGE", "WIRE_JSON", "WIRE"] as const;

/** Those that the page shows. */
export const shownCategories = ["FILE", "WIRE_JSON", "WIRE"] as const;

/** What both checkers say of one change. */
export interface BufCase {
  what: string;
  /** Rules of buf by category, empty where it passes. */
  buf: Record<(typeof bufCategories)[number], string[]>;
  /** Our checks with their severity in the preset `strict`. */
  ours: string[];
  /** Who is right for which reader; null where both say the same. */
  readers: string | null;
}

/** The record that the page "With buf" shows. */
export interface BufComparison {
  bufVersion: string;
  /** The changes by sort. */
  topics: { title: string; cases: BufCase[] }[];
}

/** Whether we report more than an information where a category of buf passes, or the other way round. */
export function disagrees({ buf, ours }: BufCase): boolean {
  const isReported = ours.some((line) => !line.endsWith(" info"));
  return shownCategories.some((category) => buf[category].length > 0 !== isReported);
}
