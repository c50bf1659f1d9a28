import { describe, expect, test } from "vitest";
import { ledgerOfTold, type ToldCommit } from "../../testing/ledger-of-commits.js";
import type { Evidence } from "../ledger/evidence.js";
import type { Ledger } from "../ledger/ledger.js";
import { check } from "./check.js";
import { requestFor, type State } from "./request.js";

const message = (body: string) => `message M { ${body} }`;
const told = (body: string, more: Partial<ToldCommit> = {}): ToldCommit => ({
  files: { "a.proto": message(body) },
  ...more,
});

function state(body: string): State {
  return { label: "", files: [{ path: "a.proto", text: `syntax = "proto3"; ${message(body)}` }] };
}

/** What is said of a state, compared with an older one and with the history. */
function findings(ledger: Ledger, body: string, older = body) {
  const { findings } = check({ ...requestFor(state(older), state(body)), ledger });
  return findings.map(({ check: id, severity, message, before }) => ({ id, severity, message, before }));
}

/** Adds that a branch takes number 2 for a field. */
function withBranch(ledger: Ledger, name: string, ref: string): Ledger {
  const revision = { commit: "c9", date: "2024-01-09T00:00:00Z", source: "" };
  const evidence: Evidence = { kind: "other", name, type: "string", revision, ref };
  const numbers = ledger.owners.get("M")?.numbers;
  const seen = { first: revision, last: revision, evidence };
  const forms = [{ name, type: "string", seen }];
  const holder = { names: [name], type: "string", forms, first: revision, last: revision, evidence };
  numbers?.set(2, [...(numbers.get(2) ?? []), holder]);
  return ledger;
}

describe("a number that another field had", () => {
  test("in a release is told with that release", () => {
    const ledger = ledgerOfTold([
      told("string a = 1; string b = 2;"),
      told("string a = 1; string b = 2; bool c = 3;", { release: "v1.0.0" }),
      told("string a = 1; bool c = 3;", { release: "v1.1.0" }),
    ]);
    const [finding, ...others] = findings(ledger, "string a = 1; int64 size = 2; bool c = 3;");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: "R1/number-reused", severity: "error" });
    expect(finding?.message).toBe('"size" takes number 2 of M, which "b" (string) had in release v1.0.0.');
    expect(finding?.before).toMatchObject({ name: "b", evidence: { kind: "release", release: "v1.0.0" } });
  });

  test("in official revisions alone is told with the first of them, although a release contains it", () => {
    const ledger = ledgerOfTold([
      told("string a = 1; string b = 2;"),
      told("string a = 1;", { release: "v1.0.0" }),
    ]);
    const [finding] = findings(ledger, "string a = 1; int64 size = 2;");
    expect(finding?.severity).toBe("error");
    expect(finding?.message).toContain('which "b" (string) has used since commit c1 of 2024-01-01.');
    expect(finding?.message).not.toContain("v1.0.0");
  });

  test("is one finding, of the strongest and last that had it", () => {
    const ledger = ledgerOfTold([
      told("string b = 2;", { release: "v1" }),
      told("bytes c = 2;", { release: "v2" }),
      told("bool d = 2;"),
      told("float tried = 2;", { isWork: true }),
    ]);
    const [finding, ...others] = findings(ledger, "int64 size = 2;", "string b = 2;");
    expect(others).toEqual([]);
    expect(finding?.message).toMatch(/"c" \(bytes\) had in release v2\. Others had it as well \(2\)\.$/);
  });

  test("in work in progress alone is free", () => {
    const ledger = ledgerOfTold([
      told("string a = 1; string b = 2;", { isWork: true }),
      told("string a = 1;"),
    ]);
    expect(findings(ledger, "string a = 1; int64 size = 2;")).toEqual([]);
  });
});

describe("a number that another branch takes", () => {
  test("is worth knowing, and is no error", () => {
    const ledger = withBranch(ledgerOfTold([told("string a = 1;")]), "pause", "refs/heads/feature/x");
    const [finding, ...others] = findings(ledger, "string a = 1; int64 size = 2;");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: "R1/number-reused", severity: "info" });
    expect(finding?.message).toBe(
      'Branch feature/x takes 2 for "pause" (string); here "size" of M has it, and only one of them can keep it.',
    );
  });

  test("is not told once a release has settled whose it is", () => {
    const ledger = ledgerOfTold([told("int64 size = 2;", { release: "v1" })]);
    expect(findings(withBranch(ledger, "pause", "refs/heads/feature/x"), "int64 size = 2;")).toEqual([]);
  });

  test("does not hide that it was spent before", () => {
    const ledger = ledgerOfTold([told("string b = 2;"), told("string a = 1;")]);
    const all = findings(withBranch(ledger, "pause", "refs/tags/nightly"), "int64 size = 2; string a = 1;");
    expect(all.map(({ severity }) => severity)).toEqual(["error"]);
  });
});

test("what is removed is spent since its release, and only tried where nothing official had it", () => {
  const released = ledgerOfTold([told("string a = 1; string b = 2;", { release: "v1.0.0" })]);
  const [finding] = findings(released, "string a = 1;", "string a = 1; string b = 2;");
  expect(finding?.message).toMatch(/Number 2 is spent since release v1\.0\.0\.$/);
  const tried = ledgerOfTold([told("string a = 1; string b = 2;", { isWork: true })]);
  const [other] = findings(tried, "string a = 1;", "string a = 1; string b = 2;");
  expect(other?.message).not.toMatch(/spent/);
});
