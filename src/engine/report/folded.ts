/** Paragraphs that are shown on a click, on GitHub and GitLab alike: Markdown inside needs the blank lines. */
export function folded(summary: string, paragraphs: readonly string[]): string[] {
  return [`<details>\n<summary>${summary}</summary>`, ...paragraphs, "</details>"];
}
