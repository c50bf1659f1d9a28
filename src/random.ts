/** Numbers from 0 up to, but not including, `below`. The same seed gives the same numbers on every machine. */
export type Random = (below: number) => number;

/** Mulberry32, a generator of 32 bits: fast, and good enough to shape test data. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
