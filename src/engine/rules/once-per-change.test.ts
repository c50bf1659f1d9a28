import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import type { Change } from "../diff/change.js";
import { oncePerChange } from "./once-per-change.js";

test("a rule says something of a change once for each newer schema", () => {
  const [one, other] = [schemaOf("message M {}"), schemaOf("message M {} message N {}")];
  const [first, second] = [...other.messages.values()].map(
    (after): Change => ({ kind: "message-added", after }),
  );
  const asked: unknown[] = [];
  const say = oncePerChange((change, newer) => {
    asked.push(change);
    return [{ change, newer }];
  });
  const said = say(first as Change, one);
  expect(said).toEqual([{ change: first, newer: one }]);
  expect(say(first as Change, one)).toBe(said);
  expect(say(second as Change, one)).toEqual([{ change: second, newer: one }]);
  expect(say(first as Change, other)).toEqual([{ change: first, newer: other }]);
  expect(asked).toEqual([first, second, first]);
});
