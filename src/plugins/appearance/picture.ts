import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { fontOfWoff } from "./woff.js";

const { resolve } = createRequire(import.meta.url);

/** The fonts of the site. The web's newer format needs a decoder of its own; this one needs zlib. */
const fontFiles = [
  "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff",
  "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff",
  "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff",
];

/** Draws SVG with the site's fonts. */
export interface Painter {
  /** The picture as PNG. */
  png(svg: string): Uint8Array;
  /** How wide what is drawn in a picture is, in pixels. */
  widthOf(svg: string): number;
}

let painter: Promise<Painter> | undefined;

/** The one painter: the program that draws is loaded once in a process. */
export function loadPainter(): Promise<Painter> {
  painter ??= load();
  return painter;
}

async function load(): Promise<Painter> {
  await initWasm(readFileSync(resolve("@resvg/resvg-wasm/index_bg.wasm")));
  const fontBuffers = fontFiles.map((file) => fontOfWoff(readFileSync(resolve(file))));
  const read = (svg: string) => new Resvg(svg, { font: { fontBuffers } });
  return {
    png: (svg) => read(svg).render().asPng(),
    widthOf: (svg) => read(svg).getBBox()?.width ?? 0,
  };
}
