/**
 * Names occur again and again, in every file and in every revision of it. Each is kept here once, so that all of its
 * occurrences are one string: it takes no new memory, and it does not hold on to the text that it was found in,
 * which a slice of that text would. What is kept is bounded: a name gives way to another one of the same slot.
 */
const slots = new Array<string>(2 ** 16).fill("");

/** The characters of `text` from `start` to `end`, which make up a name; `hash` is any number that depends on them only. */
export function keepName(text: string, start: number, end: number, hash: number): string {
  const slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
  const kept = slots[slot] as string;
  if (kept.length === end - start && text.startsWith(kept, start)) return kept;
  const name = detached(text.slice(start, end));
  slots[slot] = name;
  return name;
}

/** A copy; engines make one for the key of an object. */
function detached(name: string): string {
  return Object.keys({ [name]: 0 })[0] as string;
}
