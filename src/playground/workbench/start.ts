import { decodeShare } from "../share.js";
import {
  type Comparison,
  comparisonOfExample,
  comparisonOfShare,
  emptyComparison,
  openingComparison,
} from "./comparison.js";
import { loadExample } from "./examples.js";
import { diffId, findingsId } from "./go-to.js";

/** What to show, and a sentence where it is not what the address asked for. */
export interface Opened {
  comparison: Comparison;
  notice: string;
}

/** The fragment of an address that asks for a diff to be pasted. */
export const asksForDiff = `#${diffId}`;

/** The fragment of an address that asks for what was found, as on the way back from the checklist. */
export const asksForFindings = `#${findingsId}`;

/** What the address asks for: a comparison in the fragment, an example of the site in the query, or to begin. */
export async function fromAddress({ hash, search }: { hash: string; search: string }): Promise<Opened> {
  const fragment = /^#s=(.+)$/.exec(hash)?.[1];
  if (fragment) {
    const comparison = comparisonOfShare(await decodeShare(fragment));
    if (comparison) return { comparison, notice: "This comparison came with the link." };
    return { comparison: openingComparison, notice: "The link holds no comparison. Paste a diff instead." };
  }
  const example = new URLSearchParams(search).get("example");
  return example === null ? { comparison: openingComparison, notice: "" } : fromExample(example);
}

/** The two schemas of an example of the site; empty ones where it cannot be had. */
export async function fromExample(id: string): Promise<Opened> {
  const example = await loadExample(id);
  const comparison = example && comparisonOfExample(example.files);
  if (comparison) return { comparison, notice: "" };
  return {
    comparison: emptyComparison,
    notice: "This example could not be loaded. Paste two versions of a schema instead.",
  };
}
