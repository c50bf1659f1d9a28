import { countPairs, pairsOf } from "@grpc-evolution/engine/window/matrix.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import type { PairCountTable } from "../../content/content.js";

const sizes = [5, 10, 20, 40];

const windows: Window[] = [
  { upgrade: 0, downgrade: 0 },
  { upgrade: 1, downgrade: 1 },
  { upgrade: 2, downgrade: 1 },
  { upgrade: "unbounded", downgrade: 1 },
  { upgrade: "unbounded", downgrade: "unbounded" },
];

/** The counts that pages show, computed from the pairs themselves. */
export function pairCountTable(): PairCountTable {
  return {
    sizes,
    rows: windows.map((window) => {
      const counts = sizes.map((size) => countsOf(size, window));
      return {
        window,
        supported: counts.map(({ supported }) => supported),
        added: counts.map(({ added }) => added),
      };
    }),
  };
}

function countsOf(size: number, window: Window) {
  const releases = Array.from({ length: size }, (_, index) => `${index + 1}.0`);
  const pairs = pairsOf(releases, { client: "client", server: "server" }, window);
  return countPairs(pairs, `${size}.0`);
}
