/** What keeps the packages of this repository known and up to date. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../root.js";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const manifests = ["package.json", "src/cli/package.json", "src/engine/package.json"].map((file) =>
  JSON.parse(read(file)),
);
const [top] = manifests;

/** Names and versions that are no single version. */
function loose(manifest: Record<string, Record<string, string>>): string[] {
  const kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies", "overrides"];
  return kinds
    .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}@${version}`);
}

test("every package is asked for in one exact version", () => {
  expect(manifests.flatMap(loose)).toEqual([]);
  expect(loose({ dependencies: { a: "^1.0.0", b: "1.0.0", c: "latest" } })).toEqual(["a@^1.0.0", "c@latest"]);
});

test("no package runs a script when it is installed, and npm is told so for each that has one", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const withScript = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => place.replace(/^.*node_modules\//, ""));
  const names = [...new Set(withScript)].sort();
  expect(Object.keys(top.allowScripts).sort()).toEqual(names);
  expect(new Set(Object.values(top.allowScripts))).toEqual(new Set([false]));
});

test("the packages and the actions are looked after every week, in groups", () => {
  const { updates } = parse(read(".github/dependabot.yml")) as {
    updates: {
      "package-ecosystem": string;
      directory: string;
      schedule: { interval: string };
      groups: object;
    }[];
  };
  expect(updates.map((update) => update["package-ecosystem"])).toEqual(["npm", "github-actions"]);
  for (const { directory, schedule, groups } of updates) {
    expect({ directory, schedule }).toEqual({ directory: "/", schedule: { interval: "weekly" } });
    expect(Object.keys(groups)).not.toEqual([]);
  }
});
