import { isSupported, type Window } from "@grpc-evolution/engine/window/window.js";
import { describe, expect, it, test } from "vitest";
import { pictureWindows } from "../../content/changes.js";
import {
  carriers,
  isOfCalls,
  type Plan,
  stepsInWindow,
  stepsOf,
  stepsOfCase,
  timeline,
  type Use,
} from "../../content/plan.js";
import type { Steps } from "../../content/steps.js";
import { type ChangeEntry, readEntries } from "./entries.js";
import { type Execution, findingsOfLast, isShownBySchemas } from "./executed-plan.js";

const windows: Window[] = [
  { upgrade: 1, downgrade: 1 },
  { upgrade: 2, downgrade: 1 },
  { upgrade: 1, downgrade: 3 },
  { upgrade: 0, downgrade: 3 },
  { upgrade: 0, downgrade: 1 },
];

const forms = { old: "a = 1", new: "b = 2" };
const messages: Plan[] = [
  { kind: "introduce", new: forms.new, ignorable: false },
  { kind: "replace", ...forms },
  { kind: "withdraw", old: forms.old },
  { kind: "tighten", old: forms.old, instead: "No writer sends more than 64.", refused: "more than 64" },
  { kind: "read-then-write", ...forms },
];
const calls: Plan[] = [
  { kind: "serve", new: forms.new },
  { kind: "retire", old: forms.old },
  { kind: "move-calls", ...forms },
];

const gone: Plan[] = [
  { kind: "remove", old: forms.old },
  { kind: "default", ...forms },
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

describe("no stage takes longer than its readers and callers ask for", () => {
  const staged = [...messages, ...calls].filter((plan) => timeline(plan, pictureWindows.eachWay).length > 2);
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

/** Every plan whose releases a schema shows, in both windows, in what may carry it. */
const executions = [...messages, ...gone, ...calls].filter(isShownBySchemas).flatMap((plan) =>
  Object.values(pictureWindows).flatMap((window) =>
    (isOfCalls(plan) ? (["request"] as const) : carriers).map((carrier) => ({
      kind: plan.kind,
      plan,
      window,
      carrier,
      releases: timeline(plan, window, [carrier]),
    })),
  ),
);

const errorsOf = (execution: Execution) =>
  findingsOfLast(execution).filter(({ severity }) => severity === "error");

describe("check, in the window of the picture, of the releases of a plan", () => {
  test.each(executions)("$kind, $carrier, $window: no error in a release that comes", (execution) => {
    for (const [index, { isNever }] of execution.releases.entries()) {
      if (index === 0 || isNever) continue;
      const releases = execution.releases.slice(0, index + 1);
      expect(errorsOf({ ...execution, releases })).toEqual([]);
    }
  });

  test.each(executions)(
    "$kind, $carrier, $window: no finding without an end in a release that comes",
    (execution) => {
      for (const [index, { isNever }] of execution.releases.entries()) {
        if (index === 0 || isNever) continue;
        const findings = findingsOfLast({ ...execution, releases: execution.releases.slice(0, index + 1) });
        expect(findings.filter(({ message }) => message.includes("never leave the window"))).toEqual([]);
      }
    },
  );

  /** Names in JSON are asked about in whatever release they change. */
  const waiting = executions.filter(({ kind }) => kind !== "read-then-write");
  test.each(waiting)("$kind, $carrier, $window: an error one release earlier", (execution) => {
    const { releases } = execution;
    const late = [...releases.keys()].filter((index) => releases[index]?.isNew && index > 1);
    const waited = late.filter((index) => releases[index]?.after !== "release");
    expect(waited.length).toBeGreaterThan(0);
    for (const index of waited) {
      const early = [...releases.slice(0, index - 1), releases[index] as Release];
      expect(errorsOf({ ...execution, releases: early })).not.toEqual([]);
    }
  });

  /** Who leaves a default to others is nothing that a schema shows. */
  const endless = executions.filter(
    ({ kind, releases }) => kind !== "default" && releases.some(({ isNever }) => isNever),
  );
  test.each(endless)(
    "$kind, $carrier, $window: a finding without an end where it never comes",
    (execution) => {
      const index = execution.releases.findIndex(({ isNever }) => isNever);
      const findings = findingsOfLast({ ...execution, releases: execution.releases.slice(0, index + 1) });
      expect(findings.map(({ safeFrom }) => safeFrom)).toContain(null);
    },
  );

  it("knows steps that never come", () => {
    expect(new Set(endless.map(({ kind }) => kind))).toEqual(
      new Set(["replace", "remove", "withdraw", "read-then-write"]),
    );
  });
});

test("what is written in one direction alone has the date of that direction, which check accepts", () => {
  const plan: Plan = { kind: "introduce", new: forms.new, ignorable: false };
  const window = { upgrade: 0, downgrade: 3 };
  const own = stepsInWindow([{ where: "", way: "", plan, carried: carriers }], window);
  expect(own.enabledApart).toEqual([
    { label: "In a request", enabled: "2.5" },
    { label: "In a response", enabled: "2.7" },
  ]);
  expect(own.enabled).toBe("2.7");
  for (const carrier of carriers) {
    const releases = timeline(plan, window, [carrier]);
    expect(findingsOfLast({ plan, carrier, window, releases })).toEqual([]);
    const early = [...releases.slice(0, -2), releases.at(-1) as Release];
    expect(findingsOfLast({ plan, carrier, window, releases: early })).not.toEqual([]);
  }
  const eachWay = [{ where: "", way: "", plan, carried: carriers }] as const;
  expect(stepsInWindow(eachWay, pictureWindows.eachWay).enabledApart).toEqual([]);
});

describe("the picture of a plan", () => {
  const { policy, eachWay } = pictureWindows;
  const replace: Plan = { kind: "replace", ...forms };
  const withdraw: Plan = { kind: "withdraw", old: "A" };
  const warned = "If it goes all the same, `check` warns, and `bump` asks for a major release.";
  const remarksOf = ({ instructions }: Steps) => instructions.map(({ remarks }) => remarks);
  /** The steps of a plan that are the same for requests and responses. */
  const onlyStepsOf = (...plan: Parameters<typeof stepsOf>): Steps => {
    const [steps, ...others] = stepsOf(...plan);
    expect(others).toEqual([]);
    return steps as Steps;
  };

  it("has a release for each stage in the window of one release", () => {
    const { releases, forms: drawn, instructions } = onlyStepsOf(replace, eachWay);
    expect(releases.map(({ name }) => name)).toEqual(["2.3", "2.4", "2.5"]);
    expect(drawn.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ["written", "written too", "reserved"],
      ["", "written", "written"],
    ]);
    expect(instructions.map(({ release }) => release)).toEqual(["2.4", "2.5"]);
    expect(remarksOf(onlyStepsOf(replace, eachWay)).flat()).toEqual([]);
  });

  it("says in words what it shows", () => {
    expect(onlyStepsOf(replace, eachWay).alternative).toEqual([
      "a = 1: written in 2.3, written too in 2.4, reserved in 2.5.",
      "b = 2: not there in 2.3, written in 2.4, written in 2.5.",
    ]);
  });

  it("names no release for a step that never comes, and says in which message and why", () => {
    const steps = onlyStepsOf(replace, policy);
    expect(steps.releases.at(-1)).toEqual({ name: "no release", isNever: true });
    expect(steps.instructions.at(-1)?.text).toBe("should stop writing `a = 1`, remove it and reserve it.");
    expect(onlyStepsOf(replace, eachWay).instructions.at(-1)?.text).toBe(
      "No release without `b = 2` is left in the window: stop writing `a = 1`, remove it and reserve it.",
    );
    expect(remarksOf(steps)).toEqual([
      [],
      [
        "In a request: servers before 2.4 never leave the window and read only `a = 1`. The client goes on writing both.",
        "In a response: servers before 2.4 never leave the window and write only `a = 1`. The client goes on reading both.",
        warned,
      ],
    ]);
  });

  it("does not say that the window has closed where it never does", () => {
    const lastOf = (window: Window) =>
      onlyStepsOf({ kind: "serve", new: "A" }, window).instructions.at(-1)?.text;
    expect(lastOf(eachWay)).toBe("Every server in the window has it: call it.");
    expect(lastOf(policy)).toBe("Every release that a rollback leads to has it: call it.");
  });

  it("shows requests and responses apart where only one of them is without an end", () => {
    const [request, response] = stepsOf(withdraw, policy) as [Steps, Steps];
    expect([request.label, response.label]).toEqual(["In a request", "In a response"]);
    expect(request.releases.at(-1)).toEqual({ name: "2.5", isNever: false });
    expect(remarksOf(request).flat()).toEqual([]);
    expect(response.releases.at(-1)).toEqual({ name: "no release", isNever: true });
    expect(remarksOf(response).flat()).toEqual([
      "Servers before 2.4 never leave the window and may send it. The client keeps the value, deprecated, and its branch.",
      warned,
    ]);
    expect(onlyStepsOf(withdraw, policy, ["response"])).toEqual({ ...response, label: "" });
    expect(onlyStepsOf(withdraw, eachWay).releases.at(-1)?.name).toBe("2.5");
  });

  it("lets a method go that older servers serve alone, and says what the client keeps for them", () => {
    const steps = onlyStepsOf({ kind: "move-calls", ...forms }, policy);
    expect(steps.releases.map(({ name }) => name)).toEqual(["2.3", "2.4", "2.5", "2.6"]);
    expect(remarksOf(steps).at(-1)?.[0]).toMatch(
      /^Servers before 2\.4 never leave the window and serve only `a = 1`\..* the client keeps the code/,
    );
    expect(remarksOf(steps).map((remarks) => remarks.length)).toEqual([0, 1, 1]);
    expect(remarksOf(onlyStepsOf({ kind: "retire", old: "A" }, policy)).flat()).toEqual([]);
  });

  it("of a case says for whom it is, and once what to do first", () => {
    const about = { where: "Where masks are read", way: "Accept both." };
    const [request, response] = stepsOfCase({ ...about, plan: withdraw, carried: carriers }, policy);
    expect([request?.label, request?.way]).toEqual(["Where masks are read: in a request", "Accept both."]);
    expect([response?.label, response?.way]).toEqual(["Where masks are read: in a response", ""]);
    const [only] = stepsOfCase({ ...about, plan: withdraw, carried: ["request"] }, policy);
    expect(only).toMatchObject({ label: "Where masks are read", way: "Accept both." });
  });

  it("names the release that begins to use the new form, in the window that it is drawn in", () => {
    const enabledIn = (plan: Plan, window: Window) =>
      stepsInWindow([{ where: "", way: "", plan, carried: carriers }], window).enabled;
    const introduce: Plan = { kind: "introduce", new: "A", ignorable: false };
    expect(enabledIn(introduce, policy)).toBe("2.5");
    expect(enabledIn(introduce, { upgrade: 1, downgrade: 2 })).toBe("2.6");
    // In a response it never comes there: the release is that of requests.
    expect(enabledIn({ kind: "default", ...forms }, policy)).toBe("2.5");
    expect(enabledIn(withdraw, policy)).toBeNull();
  });

  it("is there for every way in which a name leaves JSON, logs and masks", () => {
    const { cases } = readEntries().find(({ slug }) => slug === "rename-a-field") as ChangeEntry;
    expect(cases.flatMap(({ plan }) => plan?.kind ?? [])).toEqual(["at-once", "replace", "read-then-write"]);
  });

  test.each(readEntries())("$slug has steps in both windows", ({ plan, carried }) => {
    for (const window of Object.values(pictureWindows)) {
      for (const { forms: drawn, instructions } of stepsOf(plan, window, carried)) {
        expect(drawn.length).toBeGreaterThan(0);
        expect(instructions.length).toBeGreaterThan(0);
      }
    }
  });
});
