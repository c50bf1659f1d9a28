import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { git } from "../../testing/git.js";
import { changelogOf } from "./changelog.js";
import { partOf } from "./parts.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "changelog-"));
  git(folder, "init", "--quiet", "--initial-branch=main");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Commits a change of some files, and returns the beginning of its hash as a changelog has it. */
function commit(subject: string, ...files: string[]): string {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${subject}\n`);
  }
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", `${subject}\n\nA body that says why.`);
  return git(folder, "rev-parse", "HEAD").slice(0, 10);
}

test("a changelog lists each commit under the parts that it touches, since the release before", () => {
  commit("Begin", "src/cli/main.ts");
  git(folder, "tag", "v1.0.0");
  const command = commit("Read a *file* twice", "src/cli/main.ts");
  const both = commit("Report\tboth", "src/engine/rules/r1.ts", "docs/tool/index.mdx", "docs/a name.mdx");
  commit("Test more", "src/engine/rules/r1.test.ts", "src/testing/site.ts", "README.md");
  commit("Say nothing");
  git(folder, "tag", "v1.1.0-rc.1");
  git(folder, "checkout", "--quiet", "-b", "side", "HEAD^");
  const side = commit("Draw it", "src/components/Strip.tsx");
  git(folder, "checkout", "--quiet", "main");
  git(folder, "merge", "--quiet", "--no-ff", "--message", "Merge side", "side");
  git(folder, "tag", "--annotate", "--message", "Release", "v1.1.0");
  expect(changelogOf(folder, "v1.1.0")).toBe(`Changes since v1.0.0.

## Command

- Read a \\*file\\* twice (${command})

## Rules

- Report\tboth (${both})

## Site

- Report\tboth (${both})
- Draw it (${side})
`);
});

test("the first release has nothing to tell, and so has one that only changes tests", () => {
  expect(changelogOf(folder, "v1.0.0")).toBe("The first release.\n");
  commit("Test even more", "src/cli/cli.test.ts");
  git(folder, "tag", "v1.1.1");
  expect(changelogOf(folder, "v1.1.1")).toBe("Nothing that a release brings has changed since v1.1.0.\n");
});

describe("a file belongs to", () => {
  test.each([
    ["src/cli/main.ts", "Command"],
    ["src/engine/diff/diff.ts", "Command"],
    ["action.yml", "Command"],
    ["src/engine/rules/r1-field-numbers.ts", "Rules"],
    ["docs/rules/r1-field-numbers/index.mdx", "Rules"],
    ["docs/guidelines/gl1-windows/index.mdx", "Rules"],
    ["docs/tool/index.mdx", "Site"],
    ["src/components/ByteStrip.tsx", "Site"],
    ["static/img/mark.svg", "Site"],
    ["src/engine/rules/r1-names.test.ts", undefined],
    ["src/testing/site.test.ts", undefined],
    ["package-lock.json", undefined],
    ["docs-of-something/else.md", undefined],
  ])("%s: %s", (file, part) => expect(partOf(file)).toBe(part));
});
