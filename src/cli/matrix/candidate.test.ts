/** A release that is not tagged yet is built from the working tree, which may change between two runs. */
import { cellsOf } from "@grpc-evolution/engine/report/matrix-sentences.js";
import { describe, expect, test } from "vitest";
import { foldPatches } from "../project/configured-releases.js";
import { UserError } from "../terminal/user-error.js";
import { commandFor, splitCommand } from "./command.js";
import { planGrids } from "./plan.js";
import { keepPassed, readEarlierRun } from "./results.js";

const pair = { client: "runtime", server: "agent", window: { upgrade: "unbounded", downgrade: 1 } as const };
const releases = foldPatches(["v1.0.0", "v1.0.1", "v1.1.0"]);

function planned(release: string) {
  const grids = planGrids([{ ...pair, services: [] }], releases, { release, sample: false });
  return cellsOf(grids).filter(({ supported }) => supported);
}

function sidesOf(release: string) {
  return planned(release).map(({ client, clientTag, clientRef, server, serverTag, serverRef }) => [
    `${client} ${clientTag} ${clientRef}`,
    `${server} ${serverTag} ${serverRef}`,
  ]);
}

describe("what a pair is built from", () => {
  test.each(["1.1", "1.1.0", "v1.1.0"])("%s is tagged", (release) => {
    expect(sidesOf(release)).toEqual([
      ["1.1 v1.1.0 v1.1.0", "1.0 v1.0.1 v1.0.1"],
      ["1.0 v1.0.1 v1.0.1", "1.1 v1.1.0 v1.1.0"],
      ["1.1 v1.1.0 v1.1.0", "1.1 v1.1.0 v1.1.0"],
    ]);
  });

  test.each([
    ["a patch release of an older one", "1.0.2", "1.0 1.0.2 HEAD"],
    ["a patch release of the newest", "1.1.1", "1.1 1.1.1 HEAD"],
    ["the next release", "1.2", "1.2 1.2 HEAD"],
    ["the next release, written in full", "v1.2.0", "1.2 1.2 HEAD"],
  ])("%s is not: it stands in the working tree", (_, release, side) => {
    const sides = sidesOf(release);
    expect(sides.every((both) => both.includes(side))).toBe(true);
    expect(new Set(sides.flat())).toContain(side);
  });

  test.each([
    ["1.0.0", /with the newest patch release of 1\.0, which is v1\.0\.1\./],
    ["0.9.1", /There is no release 0\.9\./],
    ["1.2.3.4", /is not a release/],
  ])("%s is refused", (release, message) => {
    expect(() => planned(release)).toThrow(UserError);
    expect(() => planned(release)).toThrow(message);
  });
});

test("with a window of no distance a release meets itself alone", () => {
  const apart = { ...pair, window: { upgrade: 0, downgrade: 0 }, services: [] };
  const grids = planGrids([apart], releases, { release: "2.0.0", sample: false });
  const supported = cellsOf(grids).filter((cell) => cell.supported);
  expect(
    supported.map(({ client, server, clientRef, serverRef }) => [client, server, clientRef, serverRef]),
  ).toEqual([["2.0", "2.0", "HEAD", "HEAD"]]);
});

test.each([
  ["run {client} {server}", ["run", "1.1", "1.0"]],
  ["run {clientTag} {serverTag}", ["run", "v1.1.0", "v1.0.1"]],
  ["run {clientRef} {server}", ["run", "v1.1.0", "1.0"]],
])("any placeholder that tells releases apart will do: %s", (command, words) => {
  const [cell] = planned("1.1");
  expect(commandFor(splitCommand(command), cell as NonNullable<typeof cell>)).toEqual(words);
});

test("a name tells no releases apart", () => {
  expect(() => splitCommand("run {clientName} {serverTag}")).toThrow("has no {clientRef}");
});

describe("of an interrupted run", () => {
  const passedWith = (commits: Record<string, string | null>) => {
    const passed = planned("1.2").map(({ components, client, server }) =>
      JSON.stringify([components.client, client, components.server, server]),
    );
    return { fingerprint: "", complete: false, commits, passed: new Set(passed) };
  };
  const tags = { "v1.0.1": "aaa", "v1.1.0": "bbb" };

  test("pairs are kept while tags and HEAD name the same commits", () => {
    const kept = keepPassed(planned("1.2"), passedWith({ ...tags, HEAD: "ccc" }), { ...tags, HEAD: "ccc" });
    expect(kept).toEqual({ kept: 4, outdated: 0, moved: [] });
  });

  test.each([
    ["another commit", { ...tags, HEAD: "ccc" }, { ...tags, HEAD: "ddd" }, ["HEAD"]],
    ["edits since", { ...tags, HEAD: "ccc" }, { ...tags, HEAD: null }, ["HEAD"]],
    ["edits before and after", { ...tags, HEAD: null }, { ...tags, HEAD: null }, ["HEAD"]],
  ])("none is kept with %s", (_, before, now, moved) => {
    expect(keepPassed(planned("1.2"), passedWith(before), now)).toEqual({ kept: 0, outdated: 4, moved });
  });

  test("a moved tag takes its own pairs only", () => {
    const now = { ...tags, "v1.0.1": "eee", HEAD: "ccc" };
    const kept = keepPassed(planned("1.2"), passedWith({ ...tags, HEAD: "ccc" }), now);
    expect(kept).toEqual({ kept: 3, outdated: 1, moved: ["v1.0.1"] });
  });
});

test("a folder without results has no earlier run", () => {
  expect(readEarlierRun("/none")).toBeNull();
});
