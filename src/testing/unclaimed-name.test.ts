/** Nobody is told to fetch a package under a name that a stranger could claim. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isPublished } from "../cli/terminal/package.js";
import { root } from "../root.js";
import { fetchesByName } from "./unclaimed-name.js";

test.each([
  "npx grpc-evolution check",
  "npx --yes grpc-evolution",
  "npx --yes --package=grpc-evolution grpc-evolution",
  'npx --yes --package="$OTHER" grpc-evolution',
  "- run: npm exec grpc-evolution",
  "npm install --save-dev grpc-evolution",
  "npm i -g grpc-evolution\n",
])("is seen: %s", (text) => {
  expect(fetchesByName(text)).toHaveLength(1);
});

test.each([
  "npx --no-install grpc-evolution check",
  "npx --yes --package=https://git.example.org/a/b/grpc-evolution-1.0.0.tgz grpc-evolution check",
  "npx --yes --package=path/to/clone/src/cli grpc-evolution check",
  'npx --yes --package="$PACKAGE" grpc-evolution check',
  "npm install --save-dev path/to/clone/src/cli",
  "npm install ./grpc-evolution-0.1.0.tgz",
  "grpc-evolution check",
])("is fine: %s", (text) => {
  expect(fetchesByName(text)).toEqual([]);
});

test.skipIf(isPublished)("no page, record, workflow or source of this repository does", () => {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  const texts = files.filter((file) => /\.(?:mdx?|txt|tsx?|mjs|ya?ml|json)$/.test(file));
  expect(texts).toEqual(expect.arrayContaining(["README.md", "docs/tool/index.mdx", "action.yml"]));
  // The last one makes such lines of values, and its test says which.
  const own = /^src\/testing\/unclaimed-name|\.test\.ts$|^src\/cli\/adopt\/origin\.ts$/;
  const wrong = texts
    .filter((file) => !own.test(file))
    .flatMap((file) =>
      fetchesByName(readFileSync(path.join(root, file), "utf8")).map((call) => [file, call]),
    );
  expect(wrong).toEqual([]);
});
