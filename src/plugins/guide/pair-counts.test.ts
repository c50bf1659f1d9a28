import { readFileSync } from "node:fs";
import path from "node:path";
import { pairsOf, sampleOf } from "@grpc-evolution/engine/window/matrix.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { expect, test } from "vitest";
import { root } from "../../root.js";
import { pairCountTable } from "./pair-counts.js";

test("the counts are those of the closed formulas", () => {
  const { sizes, rows } = pairCountTable();
  expect(sizes).toEqual([5, 10, 20, 40]);
  for (const { window, supported, added } of rows) {
    expect(supported, JSON.stringify(window)).toEqual(sizes.map((size) => supportedAmong(size, window)));
    const step = sizes.map((size) => supportedAmong(size, window) - supportedAmong(size - 1, window));
    expect(added, JSON.stringify(window)).toEqual(step);
  }
});

/** A release with itself, and at each distance within a limit as many pairs as fit. */
function supportedAmong(size: number, { upgrade, downgrade }: Window): number {
  const within = (limit: Window["upgrade"]) => {
    const reach = limit === "unbounded" ? size - 1 : Math.min(limit, size - 1);
    return reach * size - (reach * (reach + 1)) / 2;
  };
  return size + within(upgrade) + within(downgrade);
}

test("the page's example of a sample says what the sample is", () => {
  const releases = [1, 2, 3, 4].flatMap((major) =>
    Array.from({ length: 10 }, (_, minor) => `${major}.${minor}`),
  );
  const sample = sampleOf(releases);
  const pairs = pairsOf(
    releases,
    { client: "runtime", server: "agent" },
    { upgrade: "unbounded", downgrade: 1 },
  );
  const kept = pairs.filter(
    ({ client, server, supported }) => supported && sample.includes(client) && sample.includes(server),
  );
  const page = readFileSync(path.join(root, "docs/policy/matrix.mdx"), "utf8");
  expect(page).toContain(`${sample.slice(0, -1).join(", ")} and ${sample.at(-1)}`);
  expect(page).toContain(
    `${kept.length} pairs instead of ${pairs.filter(({ supported }) => supported).length}`,
  );
});
