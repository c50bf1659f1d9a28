/** What people paste in place of a diff, and what to do about it. */

/** The lines of a diff that somebody indented or quoted as a whole, as they were before. */
export function withoutIndent(lines: readonly string[]): readonly string[] {
  if (lines.some((line) => line.startsWith("@@ "))) return lines;
  const indent = lines.flatMap((line) => /^([ \t>]+)@@ -\d/.exec(line)?.[1] ?? [])[0];
  if (indent === undefined) return lines;
  // What ends a line may be cut off, also of one that has nothing but the indentation.
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
}

/** Whether the lines are those of a page of GitHub, which has the numbers of lines beside them. */
export function isPageOfGitHub(lines: readonly string[]): boolean {
  const first = lines.findIndex((line) => line.startsWith("@@ "));
  return first !== -1 && /^\d*\t\d*\t|^\d+$/.test(lines[first + 1] ?? "");
}

const addOrPaste = "Put .diff behind the address of the page, and paste what is there.";

/** What is said of such a page. */
export const pageOfGitHub = `This is the text of a page that shows a diff, with the numbers of its lines. ${addOrPaste}`;

/** Says of a line below the names of a file that nothing tells where it belongs. */
export function unsaidHunk(line: string, at: number): string {
  return line.startsWith("@@")
    ? `Line ${at + 1} begins with @@ and does not say which lines follow, as @@ -9,3 +9,4 @@ does.`
    : `Line ${at + 1} comes or goes, and no line above it begins with @@ and says where.`;
}

/** Says what a text is that is no diff. */
export function whyNoDiff(text: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith("@@"));
  if (at !== -1) return unsaidHunk(lines[at] ?? "", at);
  if (/^\s*https?:\/\/\S+\s*$/.test(text)) return addressText(text.trim());
  if (
    /^\s*(?:syntax|edition)\s*=\s*["']|^\s*(?:message|enum|service)\s+\w+\s*\{/m.test(text) &&
    !/^[+-]/m.test(text)
  )
    return "This is a whole .proto file, not a diff. Choose “Two versions”, and paste the old and the new file there.";
  return /^[+-]/m.test(text)
    ? "This is not a unified diff: lines come or go, and no line that begins with @@ says where."
    : "This is not a unified diff: it has no file header and no line that begins with @@.";
}

function addressText(address: string): string {
  const page = /^https?:\/\/[^/\s]+\/\S+?\/(?:pull|merge_requests|compare|commit)\/[^/?#\s]+/.exec(
    address,
  )?.[0];
  if (/\.(?:diff|patch)(?:[?#]|$)/.test(address))
    return "This is the address of a diff. Open it, and paste what is there.";
  return page === undefined
    ? `This is an address, which the page does not open. ${addOrPaste}`
    : `This is an address, which the page does not open. Open ${page}.diff, and paste what is there.`;
}
