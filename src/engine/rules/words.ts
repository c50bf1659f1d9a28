// cspell:ignore aeiou
/** `agents`, `proxies`. */
export function pluralNoun(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** `Agents before 2.5`: a text as the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1.0, 1.1 and 1.2`. */
export function listText(items: readonly string[]): string {
  const others = items.slice(0, -1).join(", ");
  return others === "" ? items.join("") : `${others} and ${items.at(-1)}`;
}
