import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { compileExamples } from "../evidence/examples/compile.js";
import { findExamples, readExampleFile } from "../evidence/examples/example.js";
import { runExample } from "../evidence/examples/run.js";
import { isThorough } from "./thorough.js";

beforeAll(async () => {
  await compileExamples();
}, 300_000);

/** The first example of each page, and one in ten of all. */
const some = findExamples().filter(({ folder }, index, all) => {
  const ofPage = all.filter((other) => path.dirname(other.folder) === path.dirname(folder));
  return isThorough || index % 10 === 0 || ofPage[0]?.folder === folder;
});

describe.concurrent("every example prints what its page shows", () => {
  test.each(some)(
    "$id",
    async (example) => {
      expect(await runExample(example)).toBe(readExampleFile(example, "output.txt"));
    },
    120_000,
  );
});

test("every schema and program begins with the comment that captions it", () => {
  const missing = findExamples().flatMap((example) =>
    [...example.protos, "example.ts"]
      .filter((file) => !/^\/\/ \S.*\n/.test(readExampleFile(example, file)))
      .map((file) => `${example.folder}/${file}`),
  );
  expect(missing).toEqual([]);
});
