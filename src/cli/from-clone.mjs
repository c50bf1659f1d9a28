#!/usr/bin/env node
/**
 * Runs the command from a clone of this repository, for the action and for the hook of pre-commit. A revision that holds the
 * bundle is ready. Any other one builds it first, which takes the packages of this repository; that happens once a clone.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = path.join(import.meta.dirname, "..", "..");
const bundle = path.join(import.meta.dirname, "dist", "grpc-evolution.mjs");

if (!existsSync(bundle)) build();
await import(pathToFileURL(bundle).href);

function build() {
  process.stderr.write("grpc-evolution: this revision holds no bundle; building it once.\n");
  // Standard output is for the findings. On Windows npm is a script, which only a shell can start.
  const options = { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" };
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], options);
  execFileSync(process.execPath, [path.join(import.meta.dirname, "build.mjs")], { ...options, shell: false });
}
