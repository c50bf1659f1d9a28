import connectUrl from "@generated/guide/default/playground/connect.txt";
import coreUrl from "@generated/guide/default/playground/core.txt";
import stripUrl from "@generated/guide/default/playground/strip.txt";

/** The sandbox's parts: what every program needs, what RPC programs need, and what makes JavaScript of TypeScript. */
export type Part = "core" | "connect" | "strip";

const addresses: Record<Part, string> = { core: coreUrl, connect: connectUrl, strip: stripUrl };

const texts = new Map<Part, Promise<string>>();

/** The text of a part, from this site; fetched once, and again where that failed. */
export function loadPart(part: Part): Promise<string> {
  const text = texts.get(part) ?? fetchText(addresses[part]);
  texts.set(part, text);
  text.catch(() => texts.delete(part));
  return text;
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}
