import { check } from "@grpc-evolution/engine/check/check.js";
import { type CheckRequest, requestFor, type State } from "@grpc-evolution/engine/check/request.js";
import { peerName } from "@grpc-evolution/engine/report/sentences.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import type { Feature } from "@grpc-evolution/engine/window/features.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { afterAll, expect } from "vitest";
import { filesOf, type Texts } from "./changes-between.js";
import { EditTrials } from "./edit-trials.js";

/** The window of most tests: the client may run ahead by any number of releases, and behind by one. */
export const usualWindow: Window = { upgrade: "unbounded", downgrade: 1 };

/** What a project declares of its releases. */
export interface Circumstances {
  window?: Window;
  features?: Feature[];
  /** In place of one client `runtime` and one server `agent`. */
  pairs?: ComponentPair[];
}

/** The request that compares two states, `1` and `2`, which no window concerns. */
export function requestBetween(before: Texts, after: Texts): CheckRequest {
  return {
    ...requestFor({ label: "1", files: filesOf(before) }, { label: "2", files: filesOf(after) }),
    components: [{ client: "runtime", server: "agent", window: null, services: [] }],
  };
}

/** The request that checks the last of these states as the newest release: 1.0, 2.0 and so on. */
export function requestOver(
  texts: readonly Texts[],
  { window = usualWindow, features = [], pairs }: Circumstances = {},
): CheckRequest {
  const states = texts.map((each, index): State => ({ label: `${index + 1}.0`, files: filesOf(each) }));
  const names = states.map(({ label }) => label);
  const head = states.pop();
  if (!head) throw new Error("no text");
  return {
    ...requestFor(head, head),
    baselines: states.map((each, releaseIndex) => ({ ...each, releaseIndex, precedesReference: false })),
    components: pairs ?? [{ client: "runtime", server: "agent", window, services: [] }],
    releases: { names, head: states.length },
    features,
    released: states,
  };
}

/** Every edit that any comparison offers is applied: here, and all together by buf in the end. */
const trials = new EditTrials();

afterAll(async () => {
  expect(await trials.refusedByBuf()).toBe("");
}, 300_000);

/** The findings between two states. Their edits are tried, too. */
export function findingsBetween(before: Texts, after: Texts): Finding[] {
  const request = requestBetween(before, after);
  expect(trials.try(request, "compared")).toEqual([]);
  return check(request).findings;
}

/** The findings of the newest of some releases. */
export function findingsOver(texts: readonly Texts[], circumstances?: Circumstances): Finding[] {
  return check(requestOver(texts, circumstances)).findings;
}

/**
 * A line for each finding: `R3/value-added error E.B, safe from 3.0`, or with what has to come first, `once marked, from 3.0` and
 * `one release after`.
 */
export function linesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ check: id, severity, element, safeFrom, message }) => {
    const [, marked] = / it may be removed from (\S+) on\.$/.exec(message) ?? [];
    const [, waited] = / It is safe (\S+ releases?) after the first .*\.$/.exec(message) ?? [];
    const dates = [
      ...(safeFrom === null ? [] : [`safe from ${safeFrom}`]),
      ...(marked ? [`once marked, from ${marked}`] : []),
      ...(waited ? [`${waited} after`] : []),
    ];
    return [`${id} ${severity} ${element.fullName}`, ...dates].join(", ");
  });
}

/** Who breaks, a line each: `runtime 2 > agent 1: rejected`. */
export function breaksOf(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ breaks }) =>
    breaks.map(({ writer, reader, outcome }) => `${peerName(writer)} > ${peerName(reader)}: ${outcome}`),
  );
}
