/** Gives a text for a terminal the look of a style. */
export type PaintOf<Style extends string> = (style: Style, text: string) => string;

/**
 * Paints with colors where the terminal may show them. `codes` are what switches each style on, as ECMA-48 has it
 * (select graphic rendition).
 */
export function painter<Style extends string>(codes: Record<Style, string>, color: boolean): PaintOf<Style> {
  return color ? (style, text) => `\x1b[${codes[style]}m${text}\x1b[0m` : (_, text) => text;
}
