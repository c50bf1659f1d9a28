import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { recordOf, runSession } from "./run.js";
import { sessions } from "./sessions.js";

test.each(sessions)("$name prints what its page shows", (session) => {
  expect(runSession(session)).toBe(readFileSync(recordOf(session), "utf8"));
});

test("every record has its session", () => {
  const folder = path.dirname(recordOf(sessions[0] as (typeof sessions)[number]));
  expect(readdirSync(folder).sort()).toEqual(sessions.map(({ name }) => `${name}.txt`).sort());
});
