import { describe, expect, test } from "vitest";
import { topics as cases } from "../../evidence/comparison/cases.js";
import { schemaOf } from "../../testing/changes-between.js";
import { requestBetween } from "../../testing/reported.js";
import { check } from "../check/check.js";
import { diffSchemas } from "../diff/diff.js";
import { isAsked, reviewItems, scopes } from "./review-scope.js";
import { type Topic, topicsOf } from "./topics.js";

const item = (id: string) => {
  const scoped = reviewItems.find((each) => each.item.id === id);
  if (!scoped) throw new Error(`no item ${id}`);
  return scoped;
};

const topicsBetween = (before: string, after: string): Set<Topic> =>
  new Set(diffSchemas(schemaOf(before), schemaOf(after)).changes.flatMap(topicsOf));

describe("the items of the checklist", () => {
  test("are each asked once, and those with checks know them", () => {
    const ids = reviewItems.map((each) => each.item.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(item("R1-2").checks.map(({ id }) => id)).toEqual([
      "R1/removed-without-reserved",
      "R1/name-not-reserved",
    ]);
    expect(item("REVIEW-2").checks).toEqual([]);
  });

  test("exist where something is said of them, and checks answer them where that needs checks", () => {
    expect(Object.keys(scopes).filter((id) => !reviewItems.some((each) => each.item.id === id))).toEqual([]);
    const needing = reviewItems.filter(
      ({ isRefutedOnly, needsHistory, needsReleases }) => isRefutedOnly || needsHistory || needsReleases,
    );
    expect(needing.filter(({ checks }) => checks.length === 0)).toEqual([]);
  });

  test("are asked of what they are about", () => {
    const removed = topicsBetween("message M { int32 a = 1; int32 b = 2; }", "message M { int32 a = 1; }");
    const asked = reviewItems.filter((each) => isAsked(each, removed)).map((each) => each.item.id);
    expect(asked).toContain("R1-2");
    expect(asked).toContain("REVIEW-3");
    expect(asked).not.toContain("R3-1");
    expect(asked).not.toContain("GL2-1");
  });

  test("that a release answers, or the analysis itself, are marked", () => {
    expect(reviewItems.filter(({ isOfRelease }) => isOfRelease).map((each) => each.item.id)).toEqual([
      "REVIEW-4",
    ]);
    expect(reviewItems.filter(({ isAnalysis }) => isAnalysis).map((each) => each.item.id)).toEqual([
      "REVIEW-1",
    ]);
  });
});

describe("whatever a check reports of a change, an item is asked that it answers", () => {
  const changes = cases.flatMap(({ cases: all }) => all);

  test.each(changes)("$what", ({ before, after }) => {
    const request = requestBetween(before, after);
    const { changes: facts } = diffSchemas(schemaOf(before), schemaOf(after));
    const topics = new Set(facts.flatMap(topicsOf));
    for (const { check: id } of check(request).findings) {
      const items = reviewItems.filter(({ checks }) => checks.some((each) => each.id === id));
      expect(
        items.some((each) => isAsked(each, topics)),
        id,
      ).toBe(true);
    }
  });
});
