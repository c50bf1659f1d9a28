import { execFileSync } from "node:child_process";
import path from "node:path";
import { root } from "../root.js";

/** Bundles the command once for all tests that run it, so that none runs an old one. Vitest calls it first. */
export default function buildCommand(): void {
  execFileSync(process.execPath, [path.join(root, "src/cli/build.mjs")], { stdio: "inherit" });
}
