import path from "node:path";
import { root } from "../../root.js";

/** Where the comparison with buf is recorded. */
export const recordFile = path.join(root, "docs", "tool", "with-buf.json");

/** Categories of buf's rules for breaking changes, from the widest to the narrowest. */
export const categories = ["FILE", "PACKAGE", "WIRE_JSON", "WIRE"] as const;

/** What both checkers say of one change. */
export interface Compared {
  what: string;
  /** Rules of buf by category, empty where it passes. */
  buf: Record<(typeof categories)[number], string[]>;
  /** Our checks with their severity in the preset `strict`. */
  ours: string[];
}

/** The record that the page "With buf" shows. */
export interface Comparison {
  bufVersion: string;
  cases: Compared[];
}
