import { expect, test } from "vitest";
import { allowChecks } from "./allow.js";
import { pagePath, rules } from "./index.js";
import { checkAnchor, isGraver, type Severity, severities } from "./rule.js";

test("identifiers are unique and every check belongs to its rule", () => {
  expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  const checks = rules.flatMap((rule) => rule.checks);
  expect(new Set(checks.map((check) => check.id)).size).toBe(checks.length);
  for (const rule of rules) for (const check of rule.checks) expect(check.id.split("/")[0]).toBe(rule.id);
});

test("every rule has a sentence with its RFC 2119 word, checks, and checklist items", () => {
  for (const rule of rules) {
    expect(rule.sentence, rule.id).toMatch(/\*\*(must|must not|should|should not|may)\*\*/);
    expect(rule.checks.length, rule.id).toBeGreaterThan(0);
    expect(rule.review.length, rule.id).toBeGreaterThan(0);
    expect(pagePath(rule), rule.id).toMatch(
      rule.kind === "rule" ? /^rules\/r\d-[a-z-]+$/ : /^guidelines\/gl\d-[a-z-]+$/,
    );
  }
});

test("an error is graver than a warning, and a warning than an info", () => {
  const isGraverThan = (one: Severity) => severities.filter((other) => isGraver(one, other));
  expect(severities.map(isGraverThan)).toEqual([["warning", "info"], ["info"], []]);
});

test("a check has an anchor on its page", () => {
  expect(checkAnchor("R1/number-reused")).toBe("r1-number-reused");
});

test("a check answers items of its own rule, or the one about stricter checks", () => {
  for (const { checks, review } of rules) {
    const items = [...review.map(({ id }) => id), "GL2-5"];
    for (const { id, answers } of checks) {
      expect(answers.length, id).toBeGreaterThan(0);
      expect(items, id).toEqual(expect.arrayContaining([...answers]));
    }
  }
});

test("a check that waits says what helps where the wait never ends", () => {
  const waiting = rules.flatMap((rule) => [...rule.checks]).filter((check) => "waitsFor" in check);
  expect(waiting.length).toBeGreaterThan(8);
  for (const check of waiting) expect(check, check.id).toHaveProperty("forever");
});

test("checks of allows have no page: no rule has their names", () => {
  const ids = rules.map(({ id }) => id);
  for (const { id } of Object.values(allowChecks)) expect(ids).not.toContain(id.split("/")[0]);
});
