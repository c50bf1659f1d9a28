/** What is found in a diff alone, compared with what is found in both files: over every example of the site. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findExamples } from "../evidence/examples/example.js";
import { changeOf } from "../playground/diff/change.js";
import { answer } from "../playground/workbench/answer.js";
import { comparisonOfExample } from "../playground/workbench/comparison.js";
import type { Question } from "../playground/workbench/question.js";
import { defaultSettings } from "../playground/workbench/settings.js";
import { root } from "../root.js";
import { someOf } from "./thorough.js";

const folder = mkdtempSync(path.join(tmpdir(), "diff-alone-"));

afterAll(() => rmSync(folder, { recursive: true }));

/** What `git diff` prints of two texts, with so many lines around what changed. */
function gitDiff(before: string, after: string, context: number): string {
  writeFileSync(path.join(folder, "before.proto"), before);
  writeFileSync(path.join(folder, "after.proto"), after);
  const { stdout } = spawnSync("git", ["diff", "--no-index", `-U${context}`, "before.proto", "after.proto"], {
    cwd: folder,
    encoding: "utf8",
  });
  return stdout;
}

/** Checks with the last part of the element's name: a package may be outside of the diff. */
function found(files: Question["files"]): string[] | string {
  const { result, problems } = answer({
    id: 1,
    files,
    message: "",
    values: { old: null, new: null },
    settings: defaultSettings,
    shown: {},
    homepage: "",
  });
  return (
    result?.places.map(({ check, fullName }) => `${check} ${fullName.split(".").at(-1)}`) ??
    JSON.stringify(problems)
  );
}

describe("nothing is found in a diff alone that is not found in both files", () => {
  const pairs = findExamples().flatMap(({ id, folder: place, protos }) => {
    const texts = protos.map((name) => ({ name, text: readFileSync(path.join(root, place, name), "utf8") }));
    const files = comparisonOfExample(texts)?.files;
    const [before, after] = [files?.old[0]?.text ?? "", files?.new[0]?.text ?? ""];
    return files && before !== after ? [{ id, files, before, after }] : [];
  });

  test.each(someOf(pairs, 5))("$id", ({ files, before, after }) => {
    const whole = found(files);
    for (const context of [1, 3]) {
      const { old, new: fresh } = changeOf(gitDiff(before, after, context), []);
      const alone = found({ old, new: fresh });
      expect(Array.isArray(alone), String(alone)).toBe(true);
      expect([...alone].filter((each) => !whole.includes(each))).toEqual([]);
    }
  });
});
