import type { Answer, Request } from "../protocol.js";

/** A request before it has an id. */
export type Ask = Omit<Request, "id">;

/** What every peer is asked, and what its record has under one id. */
export interface Asked {
  /** Unique among all that is asked. */
  id: string;
  requests: readonly Ask[];
}

/** What was printed in answer to a request. */
export type Printed = WithoutId<Answer>;
type WithoutId<Each> = Each extends unknown ? Omit<Each, "id"> : never;

/**
 * What becomes of the data: it is all there, it is read as something else, a part of it is gone,
 * or the reader does not take the message.
 */
export type Survival = "kept" | "changed" | "lost" | "rejected";

/** The answers in a few words. Peers whose words are the same count as of one mind. */
export interface Outcome {
  words: string;
  survival: Survival;
}

/** A row of the page about libraries. Its id is the row's anchor. */
export interface Question extends Asked {
  /** As a reader would ask it. */
  title: string;
  /** The answers, in the order of the requests, in words. Throws where there are none for what was printed. */
  outcome(answers: readonly Printed[]): Outcome;
}

/** Questions that stand together. Its id is an anchor, too. */
export interface Topic {
  id: string;
  title: string;
  questions: readonly Question[];
}
