import { isUnharmed } from "@grpc-evolution/engine/wire/outcome.js";
import type { Span, SpanPart } from "@grpc-evolution/engine/wire/strip.js";
import { linesOf, type Word, wordsOf } from "./text.js";
import type { Tokens } from "./tokens.js";

/** What a card shows. In a text `**` stands around what is strong. */
export interface Card {
  /** Identifier of a rule; none on the card of the site. */
  id?: string;
  title: string;
  /** None on the card of the site. */
  sentence?: string;
  /** An encoded message, read by two releases. */
  strip?: readonly Span[];
}

/** The size that Open Graph's readers expect. */
export const size = { width: 1200, height: 630 };

/** Room at each side. */
export const margin = 80;

const inner = size.width - 2 * margin;

const fonts = {
  plain: 'font-family="IBM Plex Sans"',
  strong: 'font-family="IBM Plex Sans SemiBold" font-weight="600"',
  mono: 'font-family="IBM Plex Mono"',
};

/** How a text is set: the size of its letters, the distance of its lines, and how many characters a line holds. */
interface Setting {
  size: number;
  leading: number;
  most: number;
  color: string;
}

/** A card as SVG: name of the site, title, the sentence, and below them the colors of two releases or a byte strip. */
export function cardSvg({ id, title, sentence = "", strip }: Card, siteTitle: string, color: Tokens): string {
  const titleSetting = { size: 68, leading: 80, most: 29, color: color("ink") };
  const sentenceSetting = { size: 36, leading: 50, most: 56, color: color("ink-2") };
  const titleLines = linesOf(wordsOf(`**${title}**`), titleSetting.most);
  const sentenceLines = linesOf(wordsOf(sentence), sentenceSetting.most);
  const titleTop = 230;
  const sentenceTop = titleTop + titleLines.length * titleSetting.leading + 10;
  const head = [mark(color), siteName(siteTitle, color), id === undefined ? "" : identifier(id, color)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">`,
    `<rect width="${size.width}" height="${size.height}" fill="${color("paper")}"/>`,
    ...head,
    ...setLines(titleLines, titleTop, titleSetting),
    ...setLines(sentenceLines, sentenceTop, sentenceSetting),
    ...(strip === undefined
      ? []
      : stripCells(strip, sentenceTop + sentenceLines.length * sentenceSetting.leading, color)),
    ...releases(color),
    "</svg>",
  ].join("\n");
}

/** The mark of the site: an old and a new release side by side. */
function mark(color: Tokens): string {
  const bar = (x: number, fill: string) =>
    `<rect x="${x}" y="78" width="22" height="44" rx="4" fill="${fill}"/>`;
  return bar(margin, color("old-edge")) + bar(margin + 26, color("new-edge"));
}

function siteName(title: string, color: Tokens): string {
  return `<text x="${margin + 68}" y="112" ${fonts.plain} font-size="34" fill="${color("ink-2")}">${escaped(title)}</text>`;
}

function identifier(id: string, color: Tokens): string {
  return `<text x="${size.width - margin}" y="114" text-anchor="end" ${fonts.mono} font-size="48" fill="${color("new")}">${escaped(id)}</text>`;
}

function setLines(lines: readonly Word[][], top: number, { size, leading, color }: Setting): string[] {
  return lines.map((words, index) => {
    const spans = words.map(
      ({ text, isStrong }) => `<tspan ${isStrong ? fonts.strong : fonts.plain}>${escaped(text)}</tspan>`,
    );
    return `<text xml:space="preserve" x="${margin}" y="${top + index * leading}" font-size="${size}" fill="${color}">${spans.join("")}</text>`;
  });
}

/** The two releases that meet, along the lower edge. */
function releases(color: Tokens): string[] {
  const half = size.width / 2;
  return [color("old-edge"), color("new-edge")].map(
    (fill, index) =>
      `<rect x="${index * half}" y="${size.height - 18}" width="${half}" height="18" fill="${fill}"/>`,
  );
}

/** A message byte by byte: above each field the color of its writer, below it that of its reader, or a broken red line. */
function stripCells(spans: readonly Span[], top: number, color: Tokens): string[] {
  const fields = spans
    .map((span) => ({ span, cells: cellsOf(span.parts) }))
    .filter(({ cells }) => cells.length > 0);
  const width = inner / fields.reduce((sum, { cells }) => sum + cells.length, 0);
  let x = margin;
  return fields.flatMap(({ span, cells }) => {
    const left = x;
    x += cells.length * width;
    return [
      `<rect x="${left}" y="${top}" width="${x - left - 4}" height="7" fill="${color("old-edge")}"/>`,
      ...cells.map((cell, index) => byteCell(cell, left + index * width, top + 12, width, color)),
      readerLine(span, left, x - 4, top + 66, color),
    ];
  });
}

interface Cell {
  hex: string;
  isTag: boolean;
}

function cellsOf(parts: readonly SpanPart[]): Cell[] {
  return parts.flatMap((part) =>
    part.role === "fields"
      ? part.spans.flatMap((span) => cellsOf(span.parts))
      : part.hex
          .split(" ")
          .filter(Boolean)
          .map((hex) => ({ hex, isTag: part.role === "tag" })),
  );
}

function byteCell({ hex, isTag }: Cell, x: number, y: number, width: number, color: Tokens): string {
  const border = isTag ? ` stroke="${color("ink-2")}" stroke-width="2"` : "";
  return (
    `<rect x="${x}" y="${y}" width="${width - 4}" height="48" fill="${color(isTag ? "paper" : "sunken")}"${border}/>` +
    `<text x="${x + (width - 4) / 2}" y="${y + 33}" text-anchor="middle" ${fonts.mono} font-size="25" fill="${color("ink")}">${hex}</text>`
  );
}

function readerLine({ outcome }: Span, from: number, to: number, y: number, color: Tokens): string {
  const isFine = outcome !== null && isUnharmed(outcome);
  const line = isFine ? color("new-edge") : color("bad");
  const dashes = isFine ? "" : ' stroke-dasharray="14 8"';
  return `<path d="M${from} ${y + 3}H${to}" stroke="${line}" stroke-width="7"${dashes}/>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
