import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isThorough } from "../../testing/thorough.js";
import { recordOf, runSession } from "./run.js";
import { sessions } from "./sessions.js";

/** The first session of each command, and one in eight of all. */
const some = sessions.filter(
  ({ args }, index) =>
    isThorough || index % 8 === 0 || sessions.findIndex((other) => other.args[0] === args[0]) === index,
);

test.each(some)("$name prints what its page shows", (session) => {
  expect(runSession(session)).toBe(readFileSync(recordOf(session), "utf8"));
});

test("every record has its session", () => {
  const folder = path.dirname(recordOf(sessions[0] as (typeof sessions)[number]));
  expect(readdirSync(folder).sort()).toEqual(sessions.map(({ name }) => `${name}.txt`).sort());
});
