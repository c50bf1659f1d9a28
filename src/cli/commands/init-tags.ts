import { printable } from "@grpc-evolution/engine/report/printable.js";
import { escapeGlob } from "../git/globs.js";
import { compareTags, type Release } from "../git/release-tags.js";

/** A tag that looks like a version, with the time that it was made. */
export type DatedTag = Pick<Release, "tag" | "date">;

/** Tags that begin alike. */
interface TagFamily {
  prefix: string;
  count: number;
  /** By version: a patch of an older release may have been tagged later. */
  newest: DatedTag;
  /** When the last of them was made. */
  latest: string;
}

/** How many other families are named. */
const named = 5;

/** The setting of `releases`: the tags of which the last was made after all others, and in remarks what else could be meant. */
export function releasesText(tags: readonly DatedTag[]): string {
  const families = familiesOf(tags);
  const [chosen, ...others] = families;
  if (!chosen) {
    return `# No tag X.Y was found. From the first release on: which tags are releases?
# Patch releases X.Y.Z are folded into X.Y.
# releases:
#   tags: "v*"`;
  }
  const lines = [
    `# Tags that are releases; ${chosen.count} fit now, ${printable(chosen.newest.tag)} is the newest. Patch releases X.Y.Z are folded into X.Y.`,
    ...othersText(chosen, others),
    "releases:",
    `  tags: ${JSON.stringify(patternOf(chosen, others))}`,
  ];
  return lines.join("\n");
}

/** By the time of their last tag, the last first; of those as new as each other the one with the most tags. */
function familiesOf(tags: readonly DatedTag[]): TagFamily[] {
  const families = new Map<string, TagFamily>();
  for (const tag of tags) {
    const prefix = /^(.*?)\d+\.\d+/.exec(tag.tag)?.[1];
    if (prefix === undefined) continue;
    const family = families.get(prefix);
    if (!family) families.set(prefix, { prefix, count: 1, newest: tag, latest: tag.date });
    else {
      family.count += 1;
      if (compareTags(tag.tag, family.newest.tag) >= 0) family.newest = tag;
      if (tag.date > family.latest) family.latest = tag.date;
    }
  }
  return [...families.values()].sort(
    (one, other) =>
      compare(other.latest, one.latest) || other.count - one.count || compare(one.prefix, other.prefix),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function othersText(chosen: TagFamily, others: readonly TagFamily[]): string[] {
  if (others.length === 0) return [];
  const count = others.reduce((sum, family) => sum + family.count, 0);
  const rest = others.length > named ? [`#   and ${others.length - named} more`] : [];
  const isTie = others[0]?.latest === chosen.latest;
  return [
    `# ${count === 1 ? "1 tag" : `${count} tags`} of other prefixes could be releases, too:`,
    ...others.slice(0, named).map(otherText),
    ...rest,
    ...(isTie ? ["# Some of them are as new. Decide which of them this protocol is released with."] : []),
  ];
}

function otherText({ prefix, count, newest }: TagFamily): string {
  const day = newest.date.slice(0, "2023-11-14".length);
  return `#   ${printable(prefix === "" ? "without a prefix" : `${prefix}…`)} (${count}, ${printable(newest.tag)} of ${day} is the newest)`;
}

/** Where another prefix begins with this one, a digit must follow. */
function patternOf({ prefix }: TagFamily, others: readonly TagFamily[]): string {
  const isAmbiguous = prefix === "" || others.some((other) => other.prefix.startsWith(prefix));
  return `${escapeGlob(prefix)}${isAmbiguous ? "[0-9]*" : "*"}`;
}
