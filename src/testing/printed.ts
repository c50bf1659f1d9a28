import { inflateSync } from "node:zlib";
import type { Page } from "playwright-core";

/** A page of paper. */
export interface PrintedPage {
  /** How far down text reaches, as a part of the height of the paper. */
  reach: number;
  /** How many lines of text stand on it, beside each other counted as one. */
  lines: number;
  /** What is drawn, as PDF has it: paths, colors, glyphs. */
  drawn: string;
}

/** Prints a page on A4, as a reader does, and reads what stands on each sheet. Chromium writes such a PDF. */
export async function print(page: Page): Promise<PrintedPage[]> {
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true })).toString(
    "latin1",
  );
  const objects = new Map(
    [...pdf.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id, body as string]),
  );
  return [...objects.values()]
    .filter((object) => /\/Type\s*\/Page\b/.test(object))
    .map((object) => pageOf(object, streamOf(objects.get(/\/Contents (\d+)/.exec(object)?.[1]))));
}

function streamOf(object = ""): string {
  const body = object.slice(
    object.indexOf("stream\n") + "stream\n".length,
    object.lastIndexOf("\nendstream"),
  );
  return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
}

function pageOf(object: string, drawn: string): PrintedPage {
  const height = Number(/\/MediaBox \[0 0 [\d.]+ ([\d.]+)\]/.exec(object)?.[1]);
  const tops = textPlaces(drawn).map((y) => Math.round(height - y));
  return { reach: Math.max(0, ...tops) / height, lines: new Set(tops).size, drawn };
}

/** Scale and shift of the vertical axis. Nothing on these pages is turned. */
type Axis = { scale: number; shift: number };

/** How high above the bottom of the page each piece of text stands, in points. */
function textPlaces(drawn: string): number[] {
  const places: number[] = [];
  const saved: Axis[] = [];
  let axis: Axis = { scale: 1, shift: 0 };
  let text: Axis = { scale: 1, shift: 0 };
  for (const line of drawn.split("\n")) {
    const words = line.trim().split(/\s+/);
    const operator = words.at(-1);
    const [scale, shift] = [Number(words[3]), Number(words[5])];
    if (operator === "q") saved.push(axis);
    else if (operator === "Q") axis = saved.pop() ?? axis;
    else if (operator === "cm") axis = { scale: axis.scale * scale, shift: axis.scale * shift + axis.shift };
    else if (operator === "Tm") text = { scale, shift };
    else if (operator === "Tj" || operator === "TJ") places.push(axis.scale * text.shift + axis.shift);
  }
  return places;
}
