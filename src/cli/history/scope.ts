import { globMatcher } from "../git/globs.js";

/** Which files of a history belong to the protocol. All paths are relative to the root of the repository. */
export interface Scope {
  /** Choose files of the protocol, wherever they were. */
  globs: readonly string[];
  /** Further files that belong to it, whatever their suffix: what its files import. */
  own: readonly string[];
  /** `.proto` files that lie in the head and do not belong to it: they never did. */
  foreign: readonly string[];
}

/**
 * What a file of an older state is: part of the protocol; nothing to do with it; or gone, so that it may be where the
 * protocol once lay.
 */
export type FileStanding = "own" | "foreign" | "past";

/** Tells for each path what it is; asked for the same ones again and again. */
export function standingIn({ globs, own, foreign }: Scope): (path: string) => FileStanding {
  const isChosen = globMatcher(globs);
  const standings = new Map<string, FileStanding>([
    ...foreign.map((path) => [path, "foreign"] as const),
    ...own.map((path) => [path, "own"] as const),
  ]);
  return (path) => {
    const known = standings.get(path);
    if (known) return known;
    const standing = isChosen(path) ? "own" : "past";
    standings.set(path, standing);
    return standing;
  };
}

/** What git is asked for. */
export function pathspecsOf({ own }: Scope): string[] {
  const odd = own.filter((path) => !path.endsWith(".proto"));
  return [":(glob)**/*.proto", ...odd.map((path) => `:(literal)${path}`)];
}
