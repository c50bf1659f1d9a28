#!/usr/bin/env node
/**
 * Runs the command from a clone of this repository, for the action and for the hook of pre-commit. A revision that holds the
 * bundle is ready. Any other one builds it first, which takes the packages of this repository; that happens once a clone.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const cli = fileURLToPath(new URL(".", import.meta.url));
const root = path.join(cli, "..", "..");
const bundle = path.join(cli, "dist", "grpc-evolution.mjs");

if (existsSync(bundle) || isBuilt()) await import(pathToFileURL(bundle).href);
else {
  process.stderr.write(
    `grpc-evolution: the command could not be built in ${root}; what went wrong stands above.\n`,
  );
  process.exitCode = 2;
}

function isBuilt() {
  process.stderr.write("grpc-evolution: this revision holds no bundle; building it once.\n");
  // Standard output is for the findings. On Windows npm is a script, which only a shell can start.
  const options = { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" };
  const packages = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], options);
  if (packages.status !== 0) return false;
  const scripts = [path.join(root, "src/tools/setup/common-files.mjs"), path.join(cli, "build.mjs")];
  return scripts.every(
    (script) => spawnSync(process.execPath, [script], { ...options, shell: false }).status === 0,
  );
}
