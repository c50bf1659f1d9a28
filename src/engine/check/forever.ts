import { capitalized, listText, pluralNoun } from "../rules/words.js";
import type { Staying } from "./impact.js";

/** What is to be said of those who are hurt and never leave the window. */
export interface Forever {
  staying: readonly Staying[];
  /** The first release that is not among them; null where no releases are known. */
  before: string | null;
  /** What helps them, as a clause. */
  help: string;
  /** What could be done without them, as a clause; null where that is now or never. */
  restText: string | null;
}

/**
 * `Agents before 2.5 never leave the window: ask them before you write it. Without them it could be used from 2.6 on.` Where
 * nobody knows which methods carry it, it is about those peers whom one of them takes it to.
 */
export function foreverSentence({ staying, before, help, restText }: Forever): string {
  const peers = [
    ...new Set(
      staying.map(({ component, endless }) =>
        component === null ? unnamedPeers[endless] : pluralNoun(component),
      ),
    ),
  ];
  const whose = before === null ? "of older releases" : `before ${before}`;
  const which = staying.some(({ component }) => component === null) ? " that exchange it" : "";
  const sentence = `${capitalized(listText(peers))} ${whose}${which} ${theyStay}: ${help}.`;
  const isRollbackOver = staying.every(({ endless }) => endless === "upgrade");
  return restText !== null && isRollbackOver ? `${sentence} Without them ${restText}.` : sentence;
}

const theyStay = "never leave the window";

/** A message without what `foreverSentence` added to it, and that; empty where it added nothing. */
export function splitForever(message: string): [said: string, forever: string] {
  const at = message.indexOf(theyStay);
  const start = at === -1 ? -1 : message.lastIndexOf(". ", at);
  return start === -1 ? [message, ""] : [message.slice(0, start + 1), message.slice(start + 2)];
}

/** Who stays where the window has no limit. The way back without one is also that of a log, which nobody calls. */
const unnamedPeers = { upgrade: "servers", downgrade: "releases" } as const;
