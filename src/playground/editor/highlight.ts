import type { Token, TokenStream } from "prismjs";
import { Prism } from "./prism.js";

/** What the editor highlights. */
export type Language = "protobuf" | "typescript" | "json";

/** A piece of text, or a token: the class names of its kinds, and the pieces that it consists of. */
export type Piece = string | { kinds: string; inside: Piece[] };

/** A longer text is shown without colors: highlighting it at every keystroke would make typing slow. */
const lineLimit = 1000;

/** Text can be written so that Prism takes a time that grows with the square of its length, or of that of a line. */
const lengthLimit = 40_000;
const lineLengthLimit = 500;

/** How many lines of a text without colors are one piece. */
const blockLines = 100;

/** Cuts a text into the pieces that are colored; the pieces together are the text. */
export function highlight(text: string, language: Language): Piece[] {
  const grammar = Prism.languages[language];
  return grammar && !isTooMuch(text) ? piecesOf(Prism.tokenize(text, grammar)) : blocksOf(text);
}

/** Whole lines stand in blocks, so that a browser that lays out what was typed does so for one of them, not for all. */
function blocksOf(text: string): Piece[] {
  const blocks: Piece[] = [];
  let start = 0;
  let lines = 0;
  for (let end = text.indexOf("\n") + 1; end > 0; end = text.indexOf("\n", end) + 1) {
    lines += 1;
    if (lines % blockLines > 0) continue;
    blocks.push({ kinds: "block", inside: [text.slice(start, end)] });
    start = end;
  }
  return [...blocks, text.slice(start)];
}

function isTooMuch(text: string): boolean {
  if (text.length > lengthLimit) return true;
  const lines = text.split("\n");
  return lines.length > lineLimit || lines.some((line) => line.length > lineLengthLimit);
}

function piecesOf(stream: TokenStream): Piece[] {
  if (typeof stream === "string") return [stream];
  if (Array.isArray(stream)) return stream.flatMap(piecesOf);
  return [{ kinds: kindsOf(stream), inside: piecesOf(stream.content) }];
}

function kindsOf({ type, alias }: Token): string {
  return ["token", type, ...[alias ?? []].flat()].join(" ");
}
