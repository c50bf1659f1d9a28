import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { Log, Run } from "sarif";
import { describe, expect, it } from "vitest";
import { root } from "../../root.js";
import {
  emptyResult,
  hostileResult,
  sampleFinding,
  samplePlace,
  sampleResult,
} from "../../testing/sample-findings.js";
import type { Finding } from "../rules/finding.js";
import { sarifReport } from "./sarif.js";

const published = path.join(root, "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

/** The schema is written for draft 4; without its two draft-4 keywords it means the same in draft 7. */
function validator() {
  const { $schema, id, ...schema } = JSON.parse(readFileSync(published, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

function runOf(result: Parameters<typeof sarifReport>[0]): Run {
  const log: Log = JSON.parse(sarifReport(result));
  expect(log.version).toBe("2.1.0");
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

describe("the published schema", () => {
  it("holds for every report", () => {
    const validate = validator();
    for (const result of [sampleResult(), emptyResult(), hostileResult()]) {
      validate(JSON.parse(sarifReport(result)));
      expect(validate.errors).toBeNull();
    }
    validate({ version: "2.1.0", runs: [{ results: [] }] });
    expect(validate.errors).not.toBeNull();
  });
});

describe("what code scanning needs", () => {
  it("every result names a rule by id and index, a level, a place and a fingerprint", () => {
    const { results = [], tool } = runOf(sampleResult());
    expect(results).toHaveLength(12);
    for (const result of results) {
      expect(tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
      expect(result.locations?.[0]?.physicalLocation?.region?.startLine).toBeGreaterThan(0);
      expect(result.partialFingerprints).toEqual({ "grpcEvolution/v1": expect.stringMatching(/^f00d/) });
    }
    expect(results.map(({ level }) => level)).toEqual(
      ["error", "warning", "note"].flatMap((level) => Array(4).fill(level)),
    );
  });

  it("rules carry their help, and an address where there is one", () => {
    const { rules = [] } = runOf(sampleResult()).tool.driver;
    const removed = rules.find(({ id }) => id === "GL2/method-removed");
    expect(removed).toMatchObject({
      name: "GL2MethodRemoved",
      helpUri: "https://docs.example.org/guidelines/gl2-scope#gl2-method-removed",
    });
    for (const { shortDescription, help } of rules) {
      expect(shortDescription?.text).toMatch(/\.$/);
      expect(help?.text).not.toContain("**");
    }
  });

  it("a check without metadata is still a rule", () => {
    const result = {
      ...emptyResult(),
      findings: [sampleFinding({ check: "X/unheard-of" as Finding["check"] })],
    };
    expect(runOf(result).tool.driver.rules).toEqual([{ id: "X/unheard-of" as Finding["check"] }]);
  });

  it("a file name becomes a relative reference, a link in a message plain text", () => {
    const file = "protos/a b:c%/ü?#.proto";
    const finding = sampleFinding({
      place: samplePlace(7, file),
      message: "see [this](http://x) and [that]",
    });
    const [result] = runOf({ ...emptyResult(), findings: [finding] }).results ?? [];
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      "protos/a%20b%3Ac%25/%C3%BC%3F%23.proto",
    );
    expect(result?.message.text).toMatch(/^see \\\[this\]\(http:\/\/x\) and \[that\]\n/);
  });

  it("a message may have very many brackets", () => {
    const message = "[".repeat(500_000);
    const [result] = runOf({ ...emptyResult(), findings: [sampleFinding({ message })] }).results ?? [];
    expect(result?.message.text?.startsWith(`${message}\n`)).toBe(true);
  });
});
