import { check } from "@grpc-evolution/engine/check/check.js";
import { describe, expect, test } from "vitest";
import { findExamples } from "../evidence/examples/example.js";
import { releasesOf, requestOfExample } from "./example-requests.js";
import { readPages, shownExamples } from "./pages.js";

const examples = new Map(findExamples().map((example) => [example.id, example]));
const shown = readPages().flatMap(shownExamples);

describe("the checks report what the pages say", () => {
  test.each(shown)("$of: $verdict", ({ of, verdict }) => {
    const example = examples.get(of);
    if (!example) throw new Error(`no example ${of}`);
    if (releasesOf(example).length === 1) return expect(verdict).toBe("beyond-schema");
    const { findings } = check(requestOfExample(example));
    const serious = findings.filter(({ severity }) => severity !== "info").map(({ check }) => check);
    if (verdict === "clean" || verdict === "beyond-schema") expect(serious).toEqual([]);
    else expect(findings.map(({ check }) => check)).toContain(verdict);
  });
});
