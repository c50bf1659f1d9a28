/** The middle one of some figures, the upper one of two; there is at least one. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] as number;
}
