import type { Hunk } from "./read.js";

export type Side = "old" | "new";

export const sides = ["old", "new"] as const;

/** The lines of a hunk that one version has. */
export function linesOf({ lines }: Pick<Hunk, "lines">, side: Side): string[] {
  const sign = side === "old" ? "-" : "+";
  return lines
    .filter((line) => line === "" || line[0] === " " || line[0] === sign)
    .map((line) => line.slice(1));
}

/** Whether a line of a hunk is in both versions. */
export function isContext(line: string): boolean {
  return line === "" || line.startsWith(" ");
}
