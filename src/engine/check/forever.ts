import { capitalized, listText, pluralNoun } from "../rules/words.js";
import type { Staying } from "./impact.js";

/** What is to be said of those who are hurt and never leave the window. */
export interface Forever {
  staying: readonly Staying[];
  /** The first release that is not among them; null where no releases are known. */
  before: string | null;
  /** What helps them, as a clause. */
  help: string;
  /** The release from which on everybody else is safe; null where that is now or never. */
  restFrom: string | null;
}

/** `Agents before 2.5 never leave the window: ask them before you write it. A rollback is safe from 2.6 on.` */
export function foreverSentence({ staying, before, help, restFrom }: Forever): string {
  const peers = [...new Set(staying.map(({ component }) => pluralNoun(component ?? "release")))];
  const whose = before === null ? "of older releases" : `before ${before}`;
  const sentence = `${capitalized(listText(peers))} ${whose} never leave the window: ${help}.`;
  const isRollbackOver = staying.every(({ endless }) => endless === "upgrade");
  return restFrom !== null && isRollbackOver
    ? `${sentence} A rollback is safe from ${restFrom} on.`
    : sentence;
}
