/** The page of a change, `check`, `bump` and `readiness` say the same of it, in windows of each kind that the page shows. */
import { bumpFor } from "@grpc-evolution/engine/check/bump.js";
import { check } from "@grpc-evolution/engine/check/check.js";
import { type CheckRequest, requestFor, type State } from "@grpc-evolution/engine/check/request.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { describe, expect, test } from "vitest";
import { pictureWindows } from "../../content/changes.js";
import { type Carrier, isOfCalls, type Plan, releaseName, stepsOf, timeline } from "../../content/plan.js";
import { type ChangeEntry, readEntries } from "./entries.js";
import {
  bumpOfLast,
  type Execution,
  findingsOfLast,
  isShownBySchemas,
  readinessOfLast,
} from "./executed-plan.js";

const entries = readEntries();

/** Those of the pictures, and others in which requests and responses wait for different times. */
const windows = {
  ...pictureWindows,
  furtherBehind: { upgrade: 1, downgrade: 2 },
  furtherAhead: { upgrade: 2, downgrade: 1 },
  farBehind: { upgrade: 1, downgrade: 3 },
} as const satisfies Record<string, Window>;
const names = Object.keys(windows) as (keyof typeof windows)[];

/** What pages draw: the plan of each entry, and those of its cases. */
const plans = entries.flatMap(({ slug, plan, carried, cases }) => [
  { slug, plan, carried },
  ...cases.flatMap((each) => (each.plan ? [{ slug, plan: each.plan, carried: each.carried }] : [])),
]);

/** The steps of a plan in a window, each with one message that carries it. */
const shown = plans
  .filter(({ plan }) => isShownBySchemas(plan))
  .flatMap(({ slug, plan, carried }) =>
    names.flatMap((name) =>
      (isOfCalls(plan) ? (["request"] as const) : carried).map((carrier: Carrier) => {
        const window = windows[name];
        const releases = timeline(plan, window, [carrier]);
        const all = stepsOf(plan, window, carried);
        const steps = all.find(({ label }) => label.endsWith(carrier)) ?? all[0];
        const execution: Execution = { plan, releases, carrier, window };
        return { slug, name, carrier, steps, execution };
      }),
    ),
  );

const goes: readonly Plan["kind"][] = ["replace", "remove", "withdraw", "retire", "move-calls"];
const going = shown.filter(({ execution }) => goes.includes(execution.plan.kind));

const upTo = ({ releases, ...rest }: Execution, index: number): Execution => ({
  ...rest,
  releases: releases.slice(0, index + 1),
});

describe("what goes", () => {
  test.each(going)(
    "$slug, $name, $carrier: readiness names the release of the page",
    ({ steps, execution }) => {
      const last = steps?.releases.at(-1);
      const { old } = readinessOfLast(upTo(execution, execution.releases.length - 2));
      expect(old?.removeFrom).toBe(last?.isNever ? null : last?.name);
      expect(old?.staysRelied).toBe(last?.isNever);
    },
  );

  test.each(going)(
    "$slug, $name, $carrier: check warns where no release should, and bump asks for a major one",
    ({ steps, execution }) => {
      const isNever = steps?.releases.at(-1)?.isNever === true;
      const severities = new Set(findingsOfLast(execution).map(({ severity }) => severity));
      expect([...severities]).toEqual(isNever ? ["warning"] : []);
      expect(bumpOfLast(execution)).toBe(isNever ? "major" : "minor");
      expect(steps?.instructions.at(-1)?.remarks.join(" ").includes("asks for a major release")).toBe(
        isNever,
      );
      expect(/^should /.test(steps?.instructions.at(-1)?.text ?? "")).toBe(isNever);
    },
  );

  test.each(going)(
    "$slug, $name, $carrier: the page names the peers whom check names",
    ({ steps, execution }) => {
      const messages = findingsOfLast(execution).map(({ message }) => message);
      for (const message of messages) {
        const [peers = ""] = /servers before \S+ never leave the window/i.exec(message) ?? [];
        expect(peers).not.toBe("");
        expect(steps?.instructions.at(-1)?.remarks.join(" ").toLowerCase()).toContain(peers.toLowerCase());
      }
    },
  );
});

const comes: readonly Plan["kind"][] = ["introduce", "serve", "move-calls"];

describe("what comes", () => {
  const coming = shown.filter(({ execution }) => comes.includes(execution.plan.kind));
  test.each(coming)(
    "$slug, $name, $carrier: readiness names the release of the page, and who is asked",
    ({ carrier, steps, execution }) => {
      const at = execution.releases.findIndex(({ new: fresh }) => fresh?.writes);
      const { new: fresh } = readinessOfLast(upTo(execution, at));
      expect(fresh?.enableFrom).toBe(steps?.releases[at]?.name);
      const other = carrier === "request" ? "In a response: " : "In a request: ";
      const remarks = steps?.instructions.flatMap((each) => each.remarks) ?? [];
      const said = remarks.filter((remark) => !remark.startsWith(other)).join(" ");
      expect(fresh?.askFirst).toBe(
        said.includes(`ervers before ${fresh?.introduced} never leave the window`),
      );
      expect(bumpOfLast(upTo(execution, at))).toBe("minor");
    },
  );
});

describe("what is done at once", () => {
  // This one shows the line that must not move.
  const atOnce = entries.filter(
    ({ plan, slug }) => plan.kind === "at-once" && slug !== "reorder-enum-values",
  );
  const inWindows = atOnce.flatMap((entry) => names.map((name) => ({ slug: entry.slug, name, entry })));
  test.each(inWindows)("$slug, $name: no error, and no major release", ({ name, entry }) => {
    const state = (index: number, file: ChangeEntry["before"]): State => ({
      label: releaseName(index),
      files: [file],
    });
    const [before, after] = [state(0, entry.before), state(1, entry.after)];
    const request: CheckRequest = {
      ...requestFor(before, after),
      baselines: [{ ...before, releaseIndex: 0, precedesReference: false }],
      components: [{ client: "client", server: "server", window: windows[name], services: [] }],
      releases: { names: [before.label], head: 1 },
    };
    expect(check(request).findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(bumpFor(request, { ...before, name: before.label, version: [2, 3, 0] }).bump).not.toBe("major");
  });
});

test("every window has steps that come, and that without a limit has steps that never do", () => {
  const never = going.filter(({ steps }) => steps?.releases.at(-1)?.isNever);
  expect(new Set(going.map(({ name }) => name))).toEqual(new Set(names));
  expect(new Set(never.map(({ name }) => name))).toEqual(new Set(["policy"]));
  expect(new Set(never.map(({ execution }) => execution.plan.kind))).toEqual(
    new Set(["replace", "remove", "withdraw"]),
  );
});
