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

/** Whether we report more than an information. */
export function isReported({ ours }: BufCase): boolean {
  return ours.some((line) => !line.endsWith(" info"));
}

/** Whether we say the same as all categories that are shown, report where one of them passes, or pass where one reports. */
export function beside(each: BufCase): "same" | "more" | "less" {
  if (shownCategories.every((category) => agrees(each, category))) return "same";
  return isReported(each) ? "more" : "less";
}

/** How many changes each reports, and in how many each category agrees with us. */
export function countsOf(cases: readonly BufCase[]) {
  const count = (condition: (each: BufCase) => boolean) => cases.filter(condition).length;
  const byCategory = (condition: (each: BufCase, category: ShownCategory) => boolean) =>
    Object.fromEntries(
      shownCategories.map((category) => [category, count((each) => condition(each, category))]),
    ) as Record<ShownCategory, number>;
  return {
    reported: {
      ...byCategory(({ buf }, category) => buf[category].length > 0),
      ours: count(isReported),
    },
    agreed: byCategory(agrees),
  };
}

type ShownCategory = (typeof shownCategories)[number];

function agrees(each: BufCase, category: ShownCategory): boolean {
  return each.buf[category].length > 0 === isReported(each);
}
