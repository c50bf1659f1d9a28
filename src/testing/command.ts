import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../root.js";
import { write } from "./git.js";
import { makeHistory } from "./made-history.js";
import { runHere } from "./run-here.js";
import type { Run } from "./run-program.js";

/**
 * For tests: the bundled command, and folders to run it in. All of it is gone after `remove`. The bundle is a copy of
 * what `build-command.ts` made, in a place where it finds no package.
 */
export class CommandFixture {
  readonly #top = realpathSync(mkdtempSync(path.join(tmpdir(), "grpc-evolution-")));
  readonly bundle = path.join(this.#top, "dist", "grpc-evolution.mjs");
  #folders = 0;

  constructor() {
    mkdirSync(path.dirname(this.bundle));
    cpSync(path.join(root, "src/cli/dist/grpc-evolution.mjs"), this.bundle);
  }

  remove(): void {
    rmSync(this.#top, { recursive: true, force: true });
  }

  /** A new folder with these files. */
  folder(files: Record<string, string> = {}): string {
    this.#folders += 1;
    const folder = path.join(this.#top, `folder ${this.#folders}`);
    mkdirSync(folder);
    write(folder, files);
    return folder;
  }

  /** A new repository: one commit for each state, tagged with its name where that is not empty. */
  repository(...states: [tag: string, files: Record<string, string>][]): string {
    const folder = this.folder();
    makeHistory(
      folder,
      states.map(([tag, files]) => ({ files, tags: tag === "" ? [] : [tag] })),
    );
    return folder;
  }

  /**
   * Runs the command in a folder, as its sources have it and in this process. Where a test is about a process, its streams or its
   * end, it starts the bundle.
   */
  run(folder: string, args: string[], env: Record<string, string> = {}): Promise<Run> {
    return runHere(folder, args, env);
  }
}

/** A protocol with one message that both sides read and write; `body` is the inside of the message. */
export function protocol(body: string): string {
  return `syntax = "proto3";
package acme;
service Agent { rpc Update(Storage) returns (Storage); }
message Storage {
${body}
}
`;
}
