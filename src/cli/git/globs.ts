/**
 * Whether a path matches one of the globs and none of those that begin with `!`. As in git's pathspecs, `*` and `?` stay in
 * a folder and `**` crosses folders; `[a-z]` is one of these letters, and a backslash takes the next letter as it is.
 * Matching takes time in proportion to the lengths of path and glob, whatever both are: a glob may come from anybody.
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const wanted = globs.filter((glob) => !glob.startsWith("!")).map(compileGlob);
  const left = globs.filter((glob) => glob.startsWith("!")).map((glob) => compileGlob(glob.slice(1)));
  return (path) => {
    const segments = path.split("/");
    return wanted.some((glob) => matches(glob, segments)) && !left.some((glob) => matches(glob, segments));
  };
}

/** A segment of a glob: any number of folders, or what one name looks like. */
type Segment = typeof anyFolders | Token[];

const anyFolders = "**";

/** One letter of a name, or any number of letters. */
type Token = "*" | ((letter: string) => boolean);

function compileGlob(glob: string): Segment[] {
  return glob.split("/").map((segment) => (segment === "**" ? anyFolders : compileSegment(segment)));
}

function compileSegment(segment: string): Token[] {
  const letters = [...segment];
  const tokens: Token[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] as string;
    if (letter === "*") {
      if (tokens.at(-1) !== "*") tokens.push("*");
    } else if (letter === "?") tokens.push(() => true);
    else if (letter === "[") {
      const end = endOfSet(letters, at);
      tokens.push(end === -1 ? isLetter("[") : isOneOf(letters.slice(at + 1, end)));
      if (end !== -1) at = end;
    } else if (letter === "\\" && at + 1 < letters.length) {
      at += 1;
      tokens.push(isLetter(letters[at] as string));
    } else tokens.push(isLetter(letter));
  }
  return tokens;
}

function isLetter(wanted: string): (letter: string) => boolean {
  return (letter) => letter === wanted;
}

/** Where `[…]` ends; a `]` right behind its beginning belongs to it. */
function endOfSet(letters: readonly string[], start: number): number {
  const first = /[!^]/.test(letters[start + 1] ?? "") ? start + 2 : start + 1;
  return letters.indexOf("]", first + 1);
}

function isOneOf(letters: readonly string[]): (letter: string) => boolean {
  const isNegated = /[!^]/.test(letters[0] ?? "");
  const members = isNegated ? letters.slice(1) : letters;
  const ranges: [from: string, to: string][] = [];
  for (let at = 0; at < members.length; at += 1) {
    const from = members[at] as string;
    const isRange = members[at + 1] === "-" && members[at + 2] !== undefined;
    ranges.push([from, isRange ? (members[at + 2] as string) : from]);
    if (isRange) at += 2;
  }
  return (letter) => ranges.some(([from, to]) => from <= letter && letter <= to) !== isNegated;
}

/** Goes on from the last `**` where a name does not fit: what it has taken before never has to be taken back. */
function matches(glob: readonly Segment[], names: readonly string[]): boolean {
  return greedily(
    glob,
    names,
    (segment) => segment === anyFolders,
    (segment, name) =>
      greedily(
        segment as Token[],
        [...name],
        (token) => token === "*",
        (token, letter) => (token as (letter: string) => boolean)(letter),
      ),
  );
}

/** Whether patterns fit items one by one, where a wild one takes any number of items. */
function greedily<P, I>(
  patterns: readonly P[],
  items: readonly I[],
  isWild: (pattern: P) => boolean,
  fits: (pattern: P, item: I) => boolean,
): boolean {
  let pattern = 0;
  let item = 0;
  let wild = -1;
  let resume = 0;
  while (item < items.length) {
    const current = patterns[pattern];
    if (pattern < patterns.length && isWild(current as P)) {
      wild = pattern;
      resume = item;
      pattern += 1;
    } else if (pattern < patterns.length && fits(current as P, items[item] as I)) {
      pattern += 1;
      item += 1;
    } else if (wild !== -1) {
      resume += 1;
      item = resume;
      pattern = wild + 1;
    } else return false;
  }
  while (pattern < patterns.length && isWild(patterns[pattern] as P)) pattern += 1;
  return pattern === patterns.length;
}

/** The name of a file or folder as a glob that matches nothing else. */
export function escapeGlob(name: string): string {
  return name.replace(/^!|[\\*?[\]]/g, "\\$&");
}
