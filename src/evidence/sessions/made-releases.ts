import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { git } from "../demo/git.js";

/** The files of one state, by path; null takes one away. */
type Files = Record<string, string | null>;

/** A configuration with this window. */
export function window(upgrade: number, downgrade: number): string {
  return `protos: ["protos/**/*.proto"]\nwindow: { upgrade: ${upgrade}, downgrade: ${downgrade} }\n`;
}

/** A repository with a commit and a tag for each state: releases 1.0, 1.1 and so on. */
export function makeReleases(folder: string, configuration: string, states: readonly Files[]): void {
  git(folder, 0, "init", "--quiet", "--initial-branch=main");
  write(folder, { "grpc-evolution.yaml": configuration });
  for (const [minor, files] of states.entries()) {
    write(folder, files);
    git(folder, minor, "add", "--all");
    git(folder, minor, "commit", "--quiet", "--message", `Release 1.${minor}`);
    git(folder, minor, "tag", `v1.${minor}`);
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
