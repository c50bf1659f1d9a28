import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../root.js";
import { isThorough } from "./thorough.js";

// cspell:ignore sentense
/** The checks of prose are themselves checked: each must refuse a page that is wrong. */
let folder: string;

beforeAll(() => {
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  folder = mkdtempSync(path.join(root, ".cache", "prose-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(command: string, args: string[], text: string) {
  const file = path.join(folder, "page.mdx");
  writeFileSync(file, text);
  const bin = path.join(root, "node_modules", ".bin", command);
  const result = spawnSync(bin, [...args, path.relative(root, file)], { cwd: root, encoding: "utf8" });
  return { status: result.status, output: result.stdout + result.stderr };
}

const remark = ["--ext", "md,mdx", "--frail", "--quiet", "--no-stdout", "--no-color"];

test.runIf(isThorough)("remark accepts a page that is right", () => {
  expect(check("remark", remark, "## A heading\n\nA sentence with `code` and {1 + 1}.\n").status).toBe(0);
});

test("remark refuses an .mdx file that does not parse", () => {
  const { status, output } = check("remark", remark, "A sentence.\n\n<Example of={\n");
  expect(status).toBe(1);
  expect(output).toMatch(/page\.mdx[\s\S]*(unexpected|expected)/i);
});

test("remark refuses an .mdx file that breaks a rule of remark-lint", () => {
  const { status, output } = check("remark", remark, "A [link][nowhere].\n");
  expect(status).toBe(1);
  expect(output).toMatch(/no-undefined-references/);
});

test.runIf(isThorough)("the spelling check refuses a misspelled word", () => {
  const { status, output } = check(
    "cspell",
    ["--no-progress", "--no-color", "--dot", "--no-gitignore"],
    "A sentense.\n",
  );
  expect(status).toBe(1);
  expect(output).toMatch(/sentense/);
});
