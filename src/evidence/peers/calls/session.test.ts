import { expect, it, onTestFinished } from "vitest";
import type { Request } from "./protocol.js";
import { Session } from "./session.js";

const request: Request = {
  do: "call",
  address: "",
  path: "/evolution.calls.Calls/Reply",
  as: "unary",
  sizes: [],
  deadline: 0,
};

/** A session with a program in JavaScript. */
function sessionWith(program: string): Session {
  const session = new Session({ program: process.execPath, args: ["-e", program] }, ".");
  onTestFinished(() => session.end());
  return session;
}

it("returns the answers in the order of the requests", async () => {
  const session = sessionWith(`
    let count = 0;
    require("node:readline").createInterface({ input: process.stdin }).on("line", () => console.log(++count));
  `);
  expect([await session.ask(request, 20_000), await session.ask(request, 20_000)]).toEqual([1, 2]);
});

it("does not wait for a program that hangs", async () => {
  expect(await sessionWith("setInterval(() => {}, 1000)").ask(request, 100)).toBe("no answer");
});

it("knows a program that ended, and what it printed", async () => {
  const session = sessionWith(`console.error("panic: out of range"); process.exitCode = 2`);
  expect(await session.ask(request, 20_000)).toBe("ended");
  expect(session.errors).toBe("panic: out of range\n");
});

it("knows a program that is not there", async () => {
  const session = new Session({ program: "./no-such-program", args: [] }, ".");
  expect(await session.ask(request, 20_000)).toBe("ended");
  expect(session.errors).toContain("ENOENT");
});

it("ends a program", async () => {
  const session = sessionWith("setInterval(() => {}, 1000)");
  expect(await session.endsWithin(10)).toBe(false);
  await session.end();
  expect(await session.endsWithin(0)).toBe(true);
});
