import { isSupported, type Window } from "@grpc-evolution/engine/window/window.js";
import { describe, expect, it, test } from "vitest";
import { readEntries } from "./entries.js";
import { type Plan, pictureWindow, stepsOf, timeline, type Use } from "./plan.js";

const windows: Window[] = [
  { upgrade: 1, downgrade: 1 },
  { upgrade: 2, downgrade: 1 },
  { upgrade: 1, downgrade: 3 },
];

const forms = { old: "a = 1", new: "b = 2" };
const messages: Plan[] = [
  { kind: "introduce", new: forms.new },
  { kind: "replace", ...forms },
  { kind: "withdraw", old: forms.old },
  { kind: "tighten", old: forms.old },
  { kind: "read-then-write", ...forms },
];
const calls: Plan[] = [
  { kind: "serve", new: forms.new },
  { kind: "retire", old: forms.old },
  { kind: "move-calls", ...forms },
];

type Release = ReturnType<typeof timeline>[number];

/** The releases of a plan, with some more of its last one. */
function releasesOf(plan: Plan, window: Window): Release[] {
  const releases = timeline(plan, window);
  return [...releases, ...Array.from({ length: 4 }, () => releases.at(-1) as Release)];
}

/** The pairs of releases that the window lets meet, as writer and reader. */
function pairsOf(releases: readonly Release[], window: Window, hasResponses: boolean) {
  const indexes = releases.map((_, index) => index);
  return indexes.flatMap((client) =>
    indexes
      .filter((server) => isSupported(client, server, window))
      .flatMap((server) => [[client, server], ...(hasResponses ? [[server, client]] : [])])
      .map(([writer = 0, reader = 0]) => ({
        writer: releases[writer] as Release,
        reader: releases[reader] as Release,
      })),
  );
}

const uses = ({ old, new: fresh }: Release): (Use | undefined)[] => [old, fresh];

/** Whether a reader finds a form that it reads in what the writer writes. */
function isHeard({ writer, reader }: { writer: Release; reader: Release }): boolean {
  const [written, read] = [uses(writer), uses(reader)];
  return (
    !written.some((use) => use?.writes) ||
    written.some((use, form) => use?.writes && read[form]?.reads === true)
  );
}

describe("who writes is heard by every supported reader", () => {
  test.each(messages)("$kind", (plan) => {
    for (const window of windows) {
      const pairs = pairsOf(releasesOf(plan, window), window, true);
      expect(pairs.filter((pair) => !isHeard(pair))).toEqual([]);
    }
  });

  test.each(calls)("$kind", (plan) => {
    for (const window of windows) {
      const pairs = pairsOf(releasesOf(plan, window), window, false);
      expect(pairs.filter((pair) => !isHeard(pair))).toEqual([]);
    }
  });
});

test("who reads a field that goes still gets it from every supported writer", () => {
  for (const window of windows) {
    const pairs = pairsOf(releasesOf({ kind: "remove", old: "a = 1" }, window), window, true);
    expect(pairs.filter(({ writer, reader }) => reader.old?.reads && !writer.old?.writes)).toEqual([]);
  }
});

test("a default changes only where every supported writer has written the value out", () => {
  for (const window of windows) {
    const pairs = pairsOf(releasesOf({ kind: "default", ...forms }, window), window, true);
    const leavesOut = ({ old, new: fresh }: Release) => old?.writes === true || fresh?.writes === true;
    const disagree = pairs.filter(
      ({ writer, reader }) =>
        leavesOut(writer) &&
        leavesOut(reader) &&
        (writer.old?.writes ?? false) !== (reader.old?.writes ?? false),
    );
    expect(disagree).toEqual([]);
  }
});

describe("no stage takes longer than the window asks for", () => {
  const staged = [...messages, ...calls].filter((plan) => timeline(plan, pictureWindow).length > 2);
  test.each(staged)("$kind", (plan) => {
    const hasResponses = messages.includes(plan);
    // A client may be rolled back further than the servers that it meets are behind: then enabling waits longer (R2).
    const own = hasResponses ? windows : windows.filter(({ upgrade, downgrade }) => upgrade >= downgrade);
    for (const window of own) {
      const releases = timeline(plan, window);
      const shortened = releases.flatMap((_, index) => {
        const isRepeated = index > 1 && !releases[index]?.isNew;
        return isRepeated ? [releases.filter((_, other) => other !== index)] : [];
      });
      for (const each of shortened) {
        const longer = [...each, ...Array.from({ length: 4 }, () => each.at(-1) as Release)];
        expect(pairsOf(longer, window, hasResponses).every(isHeard)).toBe(false);
      }
    }
  });
});

describe("the picture of a plan", () => {
  it("has a release for each stage in the window of one release", () => {
    const { releases, forms: drawn, instructions } = stepsOf({ kind: "replace", ...forms });
    expect(releases).toEqual(["2.3", "2.4", "2.5"]);
    expect(drawn.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ["written", "written too", "reserved"],
      ["", "written", "written"],
    ]);
    expect(instructions.map(({ release }) => release)).toEqual(["2.4", "2.5"]);
  });

  it("says in words what it shows", () => {
    expect(stepsOf({ kind: "replace", ...forms }).alternative).toEqual([
      "a = 1: written in 2.3, written too in 2.4, reserved in 2.5.",
      "b = 2: not there in 2.3, written in 2.4, written in 2.5.",
    ]);
  });

  it("says what an unbounded window changes, where it does", () => {
    expect(stepsOf({ kind: "replace", ...forms }).unbounded).toContain("the last step never comes");
    expect(stepsOf({ kind: "retire", old: "A" }).unbounded).toBe("");
  });

  test.each(readEntries())("$slug has steps", ({ plan }) => {
    const { forms: drawn, instructions } = stepsOf(plan);
    expect(drawn.length).toBeGreaterThan(0);
    expect(instructions.length).toBeGreaterThan(0);
  });
});
