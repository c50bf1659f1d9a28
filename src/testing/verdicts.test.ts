import { check } from "@grpc-evolution/engine/check/check.js";
import { requestFor } from "@grpc-evolution/engine/check/request.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { describe, expect, test } from "vitest";
import { type Example, findExamples, readExampleFile } from "../evidence/examples/example.js";
import { readPages, shownExamples } from "./pages.js";

/** The window that an example's program declares, otherwise that of the policy page. */
function windowOf(example: Example): Window {
  const declared = /const window = \{ upgrade: (\d+), downgrade: (\d+) \}/.exec(
    readExampleFile(example, "example.ts"),
  );
  return declared
    ? { upgrade: Number(declared[1]), downgrade: Number(declared[2]) }
    : { upgrade: "unbounded", downgrade: 1 };
}

const examples = new Map(findExamples().map((example) => [example.id, example]));
const shown = readPages().flatMap(shownExamples);

/** Schemas of an example, oldest first. One that is shown because it must not compile is no release. */
function releases(example: Example) {
  return example.protos
    .map((proto) => ({ label: proto.replace(/\.proto$/, ""), text: readExampleFile(example, proto) }))
    .filter(({ text }) => readSchema([{ path: "schema.proto", text }]).problems.length === 0)
    .map(({ label, text }) => ({ label, files: [{ path: "schema.proto", text }] }));
}

/** What is reported of the newest schema: in releases against all older ones, otherwise against the one before. */
function reported(example: Example): Finding[] {
  const states = releases(example);
  const head = states.pop();
  const previous = states.at(-1);
  if (!head || !previous) throw new Error(`${example.folder} has no two schemas`);
  const request = requestFor(previous, head);
  if (!head.label.startsWith("release-")) return check(request).findings;
  return check({
    ...request,
    baselines: states.map((state, releaseIndex) => ({ ...state, releaseIndex, precedesReference: false })),
    components: [{ client: "client", server: "server", window: windowOf(example), services: [] }],
    releases: { names: states.map((_, position) => `${position + 1}.0`), head: states.length },
  }).findings;
}

describe("the checks report what the pages say", () => {
  test.each(shown)("$of: $verdict", ({ of, verdict }) => {
    const example = examples.get(of);
    if (!example) throw new Error(`no example ${of}`);
    if (releases(example).length === 1) return expect(verdict).toBe("beyond-schema");
    const findings = reported(example);
    const serious = findings.filter(({ severity }) => severity !== "info").map(({ check }) => check);
    if (verdict === "clean" || verdict === "beyond-schema") expect(serious).toEqual([]);
    else expect(findings.map(({ check }) => check)).toContain(verdict);
  });
});
