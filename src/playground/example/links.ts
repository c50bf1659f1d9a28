/** Addresses that carry what somebody typed. */

import type { SourceFile } from "../../content/source-file.js";
import { decodeShare, encodeShare } from "../share.js";
import { comparisonOfExample, shareOf } from "../workbench/comparison.js";

/** The address of this page with a program in it. Throws a RangeError with a sentence where it is too long. */
export async function programLink(example: string, files: SourceFile[]): Promise<string> {
  const fragment = await encodeShare({ kind: "program", example, files });
  return `${location.origin}${location.pathname}#s=${fragment}`;
}

/** The workbench with the schemas of a program, as a path of this site; null where they are too long for a link. */
export async function workbenchLink(files: readonly SourceFile[]): Promise<string | null> {
  const comparison = comparisonOfExample(files);
  if (!comparison) return null;
  try {
    return `/try#s=${await encodeShare(shareOf(comparison))}`;
  } catch {
    return null;
  }
}

/** The files of a program that the fragment of an address carries; null where it carries none of this example. */
export async function sharedProgram(hash: string, example: string): Promise<SourceFile[] | null> {
  const shared = hash.startsWith("#s=") ? await decodeShare(hash.slice("#s=".length)) : null;
  return shared?.kind === "program" && shared.example === example ? shared.files : null;
}

/** The files of an example with the texts of a shared program. A file that the example does not have is left out. */
export function withTexts(files: readonly SourceFile[], shared: readonly SourceFile[]): SourceFile[] {
  const texts = new Map(shared.map(({ name, text }) => [name, text]));
  return files.map(({ name, text }) => ({ name, text: texts.get(name) ?? text }));
}
