import type { Answer } from "./ask.js";

/** The links that do not answer, as Markdown, with the pages that have each. */
export function linkReport(
  links: ReadonlyMap<string, string[]>,
  answers: ReadonlyMap<string, Answer>,
): string {
  const broken = brokenLinks(answers);
  if (broken.length === 0) return `Each of the ${answers.size} outgoing links answers.\n`;
  const rows = broken.map(([address, answer]) => {
    const pages = (links.get(address) ?? []).map((page) => `\`${page}\``).join(", ");
    return `| <${address}> | ${answer.replaceAll("|", "\\|")} | ${pages} |\n`;
  });
  const count = `${broken.length} of ${answers.size} outgoing links ${broken.length === 1 ? "does" : "do"} not answer.`;
  return `${count}\n\n| Address | What it does | Pages |\n| --- | --- | --- |\n${rows.join("")}`;
}

/** The links that do not answer, each with what it does instead. */
export function brokenLinks(answers: ReadonlyMap<string, Answer>): [address: string, answer: string][] {
  return [...answers].filter((each): each is [string, string] => each[1] !== null);
}
