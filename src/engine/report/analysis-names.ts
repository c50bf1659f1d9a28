import type { Analysis } from "../analysis/analysis.js";
import type { AnalyzedElement } from "../analysis/analyzed-element.js";
import { groupBy } from "../identity/group-by.js";
import type { ReviewItem } from "../rules/review.js";
import { listText } from "../rules/words.js";
import { fittingCode } from "./fitting.js";

/** So many names stand in a line; more are counted. */
const namesShown = 6;

/** The names of elements in a line, as short as they are still told apart. */
export function namesText(names: readonly string[], elements: readonly Named[]): string {
  const shortNames = shortNamesOf(elements);
  const shown = names.slice(0, namesShown).map((name) => fittingCode(shortNames.get(name) ?? name, 100));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : listText(shown);
}

/** What a name is short for. */
type Named = Pick<AnalyzedElement, "kind" | "fullName">;

/** By full name: `Storage.driver` without the package; the full name where two would be the same. */
function shortNamesOf(elements: readonly Named[]): ReadonlyMap<string, string> {
  const named = [...new Map(elements.map((each) => [each.fullName, shortNameOf(each)]))];
  const groups = groupBy(named, ([, short]) => short);
  return new Map(named.filter(([, short]) => groups.get(short)?.length === 1));
}

function shortNameOf({ kind, fullName }: Named): string {
  if (kind === "package") return fullName;
  const segments = kind === "message" || kind === "enum" || kind === "service" ? 1 : 2;
  return fullName.split(".").slice(-segments).join(".");
}

/** The identifier of an item, as a link where the guide has an address. */
export function idText({ id }: ReviewItem, { homepage }: Pick<Analysis, "homepage">): string {
  return homepage === "" ? id : `[${id}](${homepage}/checklist#${id.toLowerCase()})`;
}

/** The identifiers of items, in a line. */
export function idsText(items: readonly ReviewItem[], analysis: Pick<Analysis, "homepage">): string {
  return items.map((item) => idText(item, analysis)).join(", ");
}
