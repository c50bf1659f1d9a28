import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { rules } from "@grpc-evolution/engine/rules/index.js";
import { describe, expect, test } from "vitest";
import { someOf } from "../../testing/thorough.js";
import { cardSvg, margin, size } from "./card.js";
import { allCards, ruleCard, siteCard } from "./cards.js";
import { homeIcon, homeIconSvg, tabIcon, tabIconSvg } from "./icons.js";
import { loadPainter } from "./picture.js";
import { robots } from "./robots.js";
import { linesOf, type Word, wordsOf } from "./text.js";
import { tokensOf } from "./tokens.js";
import { fontOfWoff } from "./woff.js";

const light = tokensOf("light");
const tagline = "How to change a gRPC protocol while older releases of it are still running";
const cards = await allCards({ tagline });
const painter = await loadPainter();

/** All of a card that is no text. */
const shapes = /<(?:rect|path)[^>]*\/>/g;

const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join("");

/** Width and height that a PNG says of itself. */
function pngSize(png: Uint8Array): { width: number; height: number } {
  const view = Buffer.from(png);
  expect(view.subarray(1, 4).toString()).toBe("PNG");
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

describe("cards", () => {
  test("there is one for each rule and guideline, and one for the site", () => {
    expect([...cards.keys()]).toEqual([siteCard, ...rules.map(({ id }) => ruleCard(id))]);
  });

  test.each(someOf([...cards], 4))(
    "%s has the size of a card, and nothing leaves its margins",
    (_file, card) => {
      const svg = cardSvg(card, "Evolving gRPC APIs", light);
      expect(pngSize(painter.png(svg))).toEqual(size);
      const alone = svg.replaceAll(shapes, "");
      expect(painter.widthOf(alone)).toBeGreaterThan(300);
      expect(painter.widthOf(alone)).toBeLessThanOrEqual(size.width - 2 * margin);
      const lowest = Math.max(...[...svg.matchAll(/<text[^>]* y="([\d.]+)"/g)].map(([, y]) => Number(y)));
      expect(lowest).toBeLessThan(size.height - 40);
    },
  );

  test("the width of a text is that of its letters, so that one too long is noticed", () => {
    const card = { title: "W".repeat(29) };
    const svg = cardSvg(card, "Evolving gRPC APIs", light).replaceAll(shapes, "");
    expect(painter.widthOf(svg)).toBeGreaterThan(size.width - 2 * margin);
  });

  test("what is strong is drawn with the stronger font", () => {
    const widthOf = (sentence: string) =>
      painter.widthOf(cardSvg({ title: "a", sentence }, "", light).replaceAll(shapes, ""));
    expect(widthOf("**A sentence that is long enough**")).toBeGreaterThan(
      widthOf("A sentence that is long enough") + 5,
    );
  });

  test("the strip of the site's card has the bytes that the example printed, and marks what the reader gets wrong", () => {
    const svg = cardSvg(cards.get(siteCard) ?? { title: "" }, "", light);
    const output = readFileSync("docs/rules/r1-field-numbers/examples/reuse/output.txt", "utf8");
    const [, bytes = ""] = /^bytes: (.*)$/m.exec(output) ?? [];
    const shown = [...svg.matchAll(/>([0-9a-f]{2})<\/text>/g)].map(([, hex]) => hex);
    expect(shown.join(" ")).toBe(bytes);
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });
});

describe("lines", () => {
  test("hold at most so many characters, and lose no word", () => {
    const text = "A sentence with some **strong** words, and a few more.";
    const lines = linesOf(wordsOf(text), 20).map(textOf);
    expect(lines.join("")).toBe(text.replaceAll("**", ""));
    for (const line of lines) expect(line.trimEnd().length).toBeLessThanOrEqual(20);
  });

  test("do not break between a strong word and the comma behind it", () => {
    expect(linesOf(wordsOf("must be **strong**, now"), 14).map(textOf)).toEqual(["must be ", "strong, now"]);
  });
});

describe("a font of the web", () => {
  const { resolve } = createRequire(import.meta.url);
  const woff = readFileSync(resolve("@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff"));

  test("becomes the font that it was made of: the size that the file names, and the sum of every table", () => {
    const font = fontOfWoff(woff);
    expect(font.length).toBe(woff.readUInt32BE(16));
    const count = font.readUInt16BE(4);
    expect(count).toBeGreaterThan(8);
    for (let at = 12; at < 12 + count * 16; at += 16) {
      const tag = font.toString("latin1", at, at + 4);
      // The head of a font holds a sum over the whole of it, which its own sum leaves out.
      if (tag === "head") continue;
      const [sum, offset, length] = [4, 8, 12].map((each) => font.readUInt32BE(at + each)) as [
        number,
        number,
        number,
      ];
      expect(sumOf(font.subarray(offset, offset + Math.ceil(length / 4) * 4)), tag).toBe(sum);
    }
  });

  test("is refused where it is something else", () => {
    expect(() => fontOfWoff(Buffer.from("wOF2 and more"))).toThrow(/no WOFF/);
  });
});

/** The sum of a table as OpenType counts it: of its words, without what does not fit. */
function sumOf(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

test("icons have the sizes that their links name", () => {
  const square = ({ size }: { size: number }) => ({ width: size, height: size });
  expect(pngSize(painter.png(tabIconSvg()))).toEqual(square(tabIcon));
  expect(pngSize(painter.png(homeIconSvg(light)))).toEqual(square(homeIcon));
  expect(tabIconSvg()).toContain('width="32" height="32"><rect');
  expect(homeIconSvg(light)).toContain('x="36" y="36" width="108" height="108"');
});

test("crawlers are led to the list of pages, wherever the site lives", () => {
  expect(robots("https://docs.example.org", "/docs/grpc/")).toBe(
    "User-agent: *\nAllow: /\n\nSitemap: https://docs.example.org/docs/grpc/sitemap.xml\n",
  );
});

test("a color that the style sheet does not have is an error", () => {
  expect(light("paper")).not.toBe(tokensOf("dark")("paper"));
  expect(() => light("sky")).toThrow(/no color --sky for the light theme/);
});
