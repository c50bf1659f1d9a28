import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";
import type { Tokens } from "./tokens.js";

/** The mark of the site, which a browser that draws SVG shows on its tab. */
const mark = readFileSync(path.join(root, "static/img/mark.svg"), "utf8");

/** The icon for browsers that draw no SVG on a tab. */
export const tabIcon = { file: "img/mark-32.png", size: 32 };

/** The icon on a home screen; the system cuts its corners. */
export const homeIcon = { file: "img/mark-180.png", size: 180 };

/** The mark alone, on nothing. */
export function tabIconSvg(): string {
  return picture(tabIcon.size, placed(0, tabIcon.size));
}

/** The mark on paper, with room around it. */
export function homeIconSvg(color: Tokens): string {
  const { size } = homeIcon;
  const room = size / 5;
  const paper = `<rect width="${size}" height="${size}" fill="${color("paper")}"/>`;
  return picture(size, paper + placed(room, size - 2 * room));
}

function placed(from: number, size: number): string {
  return mark.replace(/width="24" height="24"/, `x="${from}" y="${from}" width="${size}" height="${size}"`);
}

function picture(size: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${content}</svg>`;
}
