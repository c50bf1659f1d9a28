/** The words of the last part of an address, to search for what it may have meant. */
export function wordsOfAddress(pathname: string): string {
  const last = decoded(pathname).split("/").filter(Boolean).at(-1) ?? "";
  return last
    .replace(/\.\w+$/, "")
    .replace(/[-_+\s]+/g, " ")
    .trim()
    .slice(0, 60);
}

/** An address may have a percent sign that encodes nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
