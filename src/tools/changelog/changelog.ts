import { type Commit, commitsBetween, releaseBefore } from "./commits.js";
import { type Part, partNames, partOf } from "./parts.js";

/** What changed in a release since the one before it, as Markdown. Throws where the revision does not exist. */
export function changelogOf(folder: string, revision: string): string {
  const before = releaseBefore(folder, revision);
  if (before === undefined) return "The first release.\n";
  return changelog(commitsBetween(folder, before, revision), before);
}

/**
 * Lists commits by the parts that they touch. A commit that touches several stands in each; one that touches none, such
 * as a test, changes nothing that a release brings.
 */
export function changelog(commits: readonly Commit[], before: string): string {
  const sections = partNames.flatMap((part) => sectionOf(part, commits));
  if (sections.length === 0) return `Nothing that a release brings has changed since ${before}.\n`;
  return `Changes since ${before}.\n\n${sections.join("\n")}`;
}

function sectionOf(part: Part, commits: readonly Commit[]): string[] {
  const lines = commits
    .filter(({ files }) => files.some((file) => partOf(file) === part))
    .map(({ subject, hash }) => `- ${asText(subject)} (${hash.slice(0, 10)})\n`);
  return lines.length === 0 ? [] : [`## ${part}\n\n${lines.join("")}`];
}

/** A subject is text: what Markdown would take for a sign of its own is not one. */
function asText(subject: string): string {
  return subject.replace(/[\\*_<>[\]]/g, "\\$&");
}
