/** Numbers from 0 up to a limit, the same for the same seed. Source: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

type Random = ReturnType<typeof randomFrom>;

/** Words, numbers, strings, comments and blanks, and every other character by itself. */
const tokens = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\s+|[\w.]+|[\s\S]/g;

/** Words that mean something, so that what is put in has a chance to be read. */
const words = [
  ..."optional required repeated message enum oneof reserved extensions extend service rpc returns stream".split(
    " ",
  ),
  ..."int32 string bytes bool double sint64 fixed32 map group to max option import package".split(" "),
  ..."0 1 2 100 19000 536870911 -1 true false deprecated packed default json_name".split(" "),
  ...('[deprecated = true] [packed = true] [json_name = "a"] [default = 1] [features.field_presence = IMPLICIT]'.match(
    /\[[^\]]*\]/g,
  ) ?? []),
];

type Mutation = (parts: string[], at: number, random: Random) => void;

const mutations: Mutation[] = [
  // A token is gone, comes twice, changes places with a later one, or gives way to another of the file or to a known word.
  (parts, at) => parts.splice(at, 1),
  (parts, at) => parts.splice(at, 0, parts[at] as string, " "),
  (parts, at, random) => {
    const other = tokenIn(parts, random);
    [parts[at], parts[other]] = [parts[other] as string, parts[at] as string];
  },
  (parts, at, random) => {
    parts[at] = parts[tokenIn(parts, random)] as string;
  },
  (parts, at, random) => {
    parts[at] = words[random(words.length)] as string;
  },
  (parts, at, random) => parts.splice(at, 0, words[random(words.length)] as string, " "),
  // A number becomes one that is near.
  (parts, at, random) => {
    const number = Number(parts[at]);
    parts[at] = Number.isInteger(number) ? `${number + random(3) - 1}` : (parts[at] as string);
  },
  // Letters change their case.
  (parts, at) => {
    const text = parts[at] as string;
    parts[at] = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
  },
  // A statement comes twice, or is gone.
  (parts, at) => {
    const [from, to] = statementAround(parts, at);
    parts.splice(to, 0, "\n", ...parts.slice(from, to));
  },
  (parts, at) => {
    const [from, to] = statementAround(parts, at);
    parts.splice(from, to - from);
  },
];

/** A text that differs from a valid one in one place. */
export function mutated(text: string, random: Random): string {
  const parts = text.match(tokens) ?? [];
  const mutation = mutations[random(mutations.length)] as Mutation;
  mutation(parts, tokenIn(parts, random), random);
  return parts.join("");
}

/** The position of a token that is neither blank nor a comment. */
function tokenIn(parts: readonly string[], random: Random): number {
  const positions = [...parts.keys()].filter((at) => !/^(\s|\/[/*])/.test(parts[at] as string));
  return positions[random(positions.length)] ?? 0;
}

/** From behind the end of the statement before to the end of this one. */
function statementAround(parts: readonly string[], at: number): [from: number, to: number] {
  const isEnd = (part: string | undefined) => part === undefined || /^[;{}]$/.test(part);
  let from = at;
  while (!isEnd(parts[from - 1])) from -= 1;
  let to = at;
  while (to < parts.length && !isEnd(parts[to])) to += 1;
  return [from, Math.min(parts.length, to + 1)];
}
