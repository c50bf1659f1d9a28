// cspell:ignore mkfifo
import { type ChildProcess, spawnSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";

/** Where a process writes its two streams to. */
export interface SharedOutput {
  /** Its standard output and standard error, for `spawn`. */
  targets: ["pipe", "pipe"] | [number, number];
  /** To be called once the process was started or could not be: what is to be read. */
  streams(child: ChildProcess | null): Readable[];
}

/**
 * One pipe for both streams, so that what they say stays in order. Node itself makes a pipe for each, which is what
 * remains where the system cannot name one.
 */
export function shareOutput(): SharedOutput {
  const ends = openPipe();
  if (ends) {
    return {
      targets: [ends.write, ends.write],
      streams: () => {
        closeSync(ends.write);
        return [new Socket({ fd: ends.read, readable: true, writable: false })];
      },
    };
  }
  return {
    targets: ["pipe", "pipe"],
    streams: (child) => [child?.stdout, child?.stderr].filter((stream) => stream != null),
  };
}

/** The two ends of a new pipe, whose name is gone already. */
function openPipe(): { read: number; write: number } | null {
  if (process.platform === "win32") return null;
  const folder = mkdtempSync(path.join(tmpdir(), "grpc-evolution-"));
  const name = path.join(folder, "output");
  try {
    if (spawnSync("mkfifo", ["-m", "600", name]).status !== 0) return null;
    // Without O_NONBLOCK it would wait for somebody who writes.
    const read = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    return { read, write: openSync(name, constants.O_WRONLY) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
