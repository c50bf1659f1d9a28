/** Names occur again and again: so many are kept with what they are in JSON. */
const limit = 50_000;

const jsonNames = new Map<string, string>();

/** The name of a field in JSON where none is declared: `_` is dropped and the letter after it becomes a capital. */
export function jsonNameOf(name: string): string {
  const known = jsonNames.get(name);
  if (known !== undefined) return known;
  if (jsonNames.size === limit) jsonNames.clear();
  const json = withCapitals(name);
  jsonNames.set(name, json);
  return json;
}

function withCapitals(name: string): string {
  let from = name.indexOf("_");
  if (from === -1) return name;
  let json = name.slice(0, from);
  while (from !== -1) {
    const next = name.indexOf("_", from + 1);
    const part = name.slice(from + 1, next === -1 ? name.length : next);
    json += part.charAt(0).toUpperCase() + part.slice(1);
    from = next;
  }
  return json;
}
