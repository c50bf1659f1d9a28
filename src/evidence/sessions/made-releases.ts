import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { git } from "../demo/git.js";

/** The files of one state, by path; null takes one away. */
type Files = Record<string, string | null>;

/** A configuration with this window. */
export function window(upgrade: number | "unbounded", downgrade: number): string {
  return `protos: ["protos/**/*.proto"]\nwindow: { upgrade: ${upgrade}, downgrade: ${downgrade} }\n`;
}

/** A repository with a commit and a tag for each release, oldest first. */
export function makeReleases(
  folder: string,
  configuration: string,
  releases: Readonly<Record<string, Files>>,
): void {
  git(folder, 0, "init", "--quiet", "--initial-branch=main");
  write(folder, { "grpc-evolution.yaml": configuration });
  for (const [day, [release, files]] of Object.entries(releases).entries()) {
    write(folder, files);
    git(folder, day, "add", "--all");
    git(folder, day, "commit", "--quiet", "--message", `Release ${release}`);
    git(folder, day, "tag", `v${release}`);
  }
}

/** Writes the files of a state, and takes away what is null. */
export function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const place = path.join(folder, name);
    mkdirSync(path.dirname(place), { recursive: true });
    if (text === null) rmSync(place);
    else writeFileSync(place, text);
  }
}
