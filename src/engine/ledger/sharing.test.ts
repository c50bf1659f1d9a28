import { expect, test } from "vitest";
import { Sharing } from "./interner.js";

const owner = (name: string, ...fields: string[]) => ({
  kind: "message" as const,
  package: "p",
  name,
  members: fields.map((field, index) => ({ name: field, number: index + 1, type: "string" })),
});

test("equal facts are one object, whatever came between", () => {
  const sharing = new Sharing();
  const [first] = sharing.share([owner("M", "a", "b")]);
  const [other] = sharing.share([owner("M", "b", "a")]);
  const [again] = sharing.share([owner("M", "a", "b")]);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(other).toEqual(owner("M", "b", "a"));
});

test("the same name in another package, or nested, is something else", () => {
  const sharing = new Sharing();
  const nested = { ...owner("q.M", "a"), package: "p" };
  const outer = { ...owner("M", "a"), package: "p.q" };
  const [first, second] = sharing.share([nested, outer]);
  expect(first).not.toBe(second);
  expect(sharing.share([nested])[0]).toBe(first);
});
