import { expect, test } from "vitest";
import { someOf } from "../../../testing/thorough.js";
import type { Request } from "../protocol.js";
import { ask, ended } from "./ask.js";

const requests = ["one", "two", "three"].map(
  (id): Request => ({
    id,
    message: "peers.proto3.Old",
    from: "binary",
    input: "",
    ignoreUnknown: false,
    to: ["binary"],
  }),
);

/** Does something else than to answer at the request with the id `two`. */
const program = (atTwo: string) => ({
  program: process.execPath,
  args: [
    "--eval",
    `require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const { id } = JSON.parse(line);
      if (id === "two") { ${atTwo} }
      console.log(JSON.stringify({ id, binary: "0801" }));
    });`,
  ],
});

const answersOf = async (atTwo: string) => ask(program(atTwo), process.cwd(), requests, 2_000);

test("a program is asked everything", async () => {
  expect(await answersOf("")).toEqual(requests.map(({ id }) => ({ id, binary: "0801" })));
});

const failures = [
  ["dies", "process.exit(1);"],
  ["hangs", "while (true);"],
] as const;

test.each(someOf(failures, 2))(
  "a program that %s at a request is started again after it",
  async (_, atTwo) => {
    expect(await answersOf(atTwo)).toEqual([
      { id: "one", binary: "0801" },
      { id: "two", error: ended },
      { id: "three", binary: "0801" },
    ]);
  },
);

test.each([
  ["is no JSON", "console.log('two'); return;"],
  ["has an output that was not asked for", `console.log('{"id":"two","json":"{}"}'); return;`],
  ["lacks an output", `console.log('{"id":"two"}'); return;`],
  ["belongs to another request", `console.log('{"id":"three","binary":""}'); return;`],
  ["has bytes that are not hex", `console.log('{"id":"two","binary":"0"}'); return;`],
])("an answer that %s is refused", async (_, atTwo) => {
  await expect(answersOf(atTwo)).rejects.toThrow();
});
