import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";

/** A page's source. */
export interface Page {
  /** Path below `docs`, with forward slashes. */
  file: string;
  text: string;
}

/** All pages below `docs`. */
export function readPages(): Page[] {
  const docs = path.join(root, "docs");
  return readdirSync(docs, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.mdx?$/.test(file))
    .map((file) => ({
      file: file.split(path.sep).join("/"),
      text: readFileSync(path.join(docs, file), "utf8"),
    }));
}

/** Headings of a level, in order; fenced code does not count. */
export function headings(text: string, level: number): string[] {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "");
  const marks = "#".repeat(level);
  return [...prose.matchAll(new RegExp(`^${marks} (.+)$`, "gm"))].map((match) => match[1] as string);
}

/** Pages that a page links to, as paths below `docs`. */
export function linkedPages(page: Page): string[] {
  const links = [...page.text.matchAll(/\]\(([^)#\s]+\.mdx?)(?:#[^)]*)?\)/g)].map(
    (match) => match[1] as string,
  );
  return links.map((link) => path.posix.join(path.posix.dirname(page.file), link));
}

/** `<Example>` elements of a page: which example, and what the page says of it. */
export function shownExamples(page: Page): { of: string; verdict: string | undefined }[] {
  return [...page.text.matchAll(/<Example\b([^>]*)\/>/g)].map(([, attributes = ""]) => ({
    of: /\bof="([^"]*)"/.exec(attributes)?.[1] ?? "",
    verdict: /\bverdict="([^"]*)"/.exec(attributes)?.[1],
  }));
}
