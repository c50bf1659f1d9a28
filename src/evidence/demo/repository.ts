import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { demoFile, demoReleases } from "./files.js";
import { git } from "./git.js";

/**
 * Makes a git repository of the demo in an empty folder: a commit and a tag for the pre-release and for each release,
 * with the schema and the configuration at its root.
 *
 * @param configuration text of `grpc-evolution.yaml`; that of the demo where it is left out
 */
export function makeDemoRepository(
  folder: string,
  configuration = readFileSync(demoFile("grpc-evolution.yaml"), "utf8"),
): void {
  git(folder, 0, "init", "--quiet", "--initial-branch=main");
  writeFileSync(path.join(folder, "grpc-evolution.yaml"), configuration);
  for (const [day, release] of ["1.0-rc1", ...demoReleases].entries()) {
    copyFileSync(demoFile(`releases/${release}/agent.proto`), path.join(folder, "agent.proto"));
    git(folder, day, "add", ".");
    git(folder, day, "commit", "--quiet", "--message", `Release ${release}`);
    git(folder, day, "tag", release);
  }
}
