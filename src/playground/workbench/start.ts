import { decodeShare } from "../share.js";
import { type Comparison, comparisonOfExample, comparisonOfShare, emptyComparison } from "./comparison.js";
import { loadExample } from "./examples.js";
import { findingsId } from "./go-to.js";

/** What a visit without any wish begins with. */
const firstExample = "r1/reuse";

/** What to show, and a sentence where it is not what the address asked for. */
export interface Opened {
  comparison: Comparison;
  notice: string;
}

/** The fragment of an address that asks for a diff to be pasted. */
export const asksForDiff = "#diff";

/** The fragment of an address that asks for what was found, as on the way back from the checklist. */
export const asksForFindings = `#${findingsId}`;

/** What the address asks for: a comparison in the fragment, else an example of the site in the query. */
export async function fromAddress({ hash, search }: { hash: string; search: string }): Promise<Opened> {
  const fragment = /^#s=(.+)$/.exec(hash)?.[1];
  if (fragment) {
    const comparison = comparisonOfShare(await decodeShare(fragment));
    if (comparison) return { comparison, notice: "This comparison came with the link." };
    return {
      ...(await fromExample(firstExample)),
      notice: "The link holds no comparison. This is an example.",
    };
  }
  return fromExample(new URLSearchParams(search).get("example") ?? firstExample);
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
