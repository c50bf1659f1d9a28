import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";

/** A color of the site by the name of its property, without the dashes before it. */
export type Tokens = (name: string) => string;

const css = readFileSync(path.join(root, "src/css/tokens.css"), "utf8");

/** The colors of a theme, as the style sheet of the site has them. */
export function tokensOf(theme: "light" | "dark"): Tokens {
  const start = css.indexOf(theme === "light" ? ":root {" : '[data-theme="dark"] {');
  const block = css.slice(start, css.indexOf("}", start));
  const colors = new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, color]) => [name, color]),
  );
  return (name) => {
    const color = colors.get(name);
    if (color === undefined)
      throw new Error(`src/css/tokens.css has no color --${name} for the ${theme} theme.`);
    return color;
  };
}
