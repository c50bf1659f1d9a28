import { beforeAll, describe, expect, test } from "vitest";
import { compileExamples } from "../evidence/examples/compile.js";
import { findExamples, readExampleFile } from "../evidence/examples/example.js";
import { runExample } from "../evidence/examples/run.js";

beforeAll(async () => {
  await compileExamples();
}, 300_000);

describe.concurrent("every example prints what its page shows", () => {
  test.each(findExamples())(
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
