/** What `strip` leaves in the JavaScript for those who run it. */
import { parseJson } from "./kept.js";
import type { TokenStarts } from "./token-starts.js";

/** The name that stands for `import.meta`. */
export const importMetaName = "importMeta$";

/** Begins the last line, which says where the tokens start. */
const mark = "//# tokens=";

/** JavaScript with the places of its tokens. */
export function withTokens(code: string, starts: TokenStarts): string {
  return `${code}\n${mark}${JSON.stringify(starts)}`;
}

/** A token: its offset in the JavaScript and in the TypeScript. */
export interface Token {
  made: number;
  written: number;
}

/** The tokens of JavaScript that `strip` made, in order; none where it has been made by something else. */
export function tokensOf(stripped: string): Token[] {
  const at = stripped.lastIndexOf(`\n${mark}`);
  return at === -1 ? [] : readStarts(parseJson(stripped.slice(at + 1 + mark.length)) as TokenStarts);
}

/** Adds the differences up. */
export function readStarts(starts: TokenStarts): Token[] {
  const tokens: Token[] = [];
  let made = 0;
  let written = 0;
  for (let at = 0; at + 1 < starts.length; at += 2) {
    made += starts[at] as number;
    written += starts[at + 1] as number;
    tokens.push({ made, written });
  }
  return tokens;
}
