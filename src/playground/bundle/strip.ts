import type { Stripped } from "../sandbox/strip.js";

/** The function of the part that makes JavaScript of TypeScript: examples get it when the site is built. */
export function loadStrip(part: string): (text: string, name: string) => Stripped {
  const module = { exports: {} };
  new Function("module", "exports", part)(module, module.exports);
  return (module.exports as typeof import("../sandbox/strip.js")).strip;
}
