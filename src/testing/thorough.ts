import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    isThorough: boolean;
  }
}

/**
 * Whether each case is looked at, as `npm run test:all` does. `npm test` looks at each kind of thing, so that it ends while
 * somebody waits for it: of what differs in its data alone at some, and not at what takes long to go wrong.
 */
export const isThorough: boolean = inject("isThorough");

/** One in `every` of these cases, the first one among them; all of them where that is asked for. */
export function someOf<Case>(cases: readonly Case[], every: number): Case[] {
  return cases.filter((_, index) => isThorough || index % every === 0);
}

/** How many cases a property is tried with. */
export function someRuns(all: number, every: number): number {
  return isThorough ? all : Math.ceil(all / every);
}
