import { describe, expect, test } from "vitest";
import { check } from "../engine/check.js";
import { rules } from "../engine/rules/index.js";
import { readSchema } from "../engine/schema/read.js";
import { type Example, findExamples, readExampleFile } from "../examples/example.js";
import { readPages, shownExamples } from "./pages.js";

/** Checks that need the window of supported releases, which the command does not apply. */
const byHand = rules.flatMap(({ checks }) => checks.filter((each) => each.byHand).map(({ id }) => id));

const examples = new Map(findExamples().map((example) => [example.id, example]));
const shown = readPages().flatMap(shownExamples);

/** Schemas of an example, oldest first. One that is shown because it must not compile is no release. */
function releases(example: Example) {
  return example.protos
    .map((proto) => ({ label: proto.replace(/\.proto$/, ""), text: readExampleFile(example, proto) }))
    .filter(({ text }) => readSchema([{ path: "schema.proto", text }]).problems.length === 0)
    .map(({ label, text }) => ({ label, files: [{ path: "schema.proto", text }] }));
}

/** What is reported of the newest schema against the last so many older ones. */
function reported(example: Example, count: number) {
  const states = releases(example);
  const head = states.pop();
  if (!head) throw new Error(`${example.folder} has no schema`);
  const { findings } = check({
    head,
    baselines: states.slice(-count),
    ledger: null,
    preset: "strict",
    components: { client: "client", server: "server" },
    allow: [],
    homepage: "",
  });
  return findings;
}

describe("the checks report what the pages say", () => {
  test.each(shown)("$of: $verdict", ({ of, verdict }) => {
    const example = examples.get(of);
    if (!example) throw new Error(`no example ${of}`);
    const isClean = verdict === "clean" || verdict === "beyond-schema";
    // Without a window the command compares with the previous release; damage may need one from further back.
    const findings = reported(example, isClean ? 1 : example.protos.length);
    const serious = findings.filter(({ severity }) => severity !== "info").map(({ check }) => check);
    if (isClean) expect(serious).toEqual([]);
    else if (byHand.includes(verdict ?? "")) expect(serious, "no longer an exception").toEqual([]);
    else expect(findings.map(({ check }) => check)).toContain(verdict);
  });
});
