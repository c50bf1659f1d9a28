import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../root.js";
import type { Session } from "./sessions.js";

const command = path.join(root, "src/cli/dist/grpc-evolution.mjs");

/** Where what a session printed is recorded. */
export function recordOf(session: Session): string {
  return path.join(root, "docs", "tool", "sessions", `${session.name}.txt`);
}

/** Runs the built command and returns what a terminal shows: the line that was typed, both streams, the exit status. */
export function runSession(session: Session): string {
  const folder = mkdtempSync(path.join(tmpdir(), "session-"));
  try {
    session.prepare(folder);
    const result = spawnSync(process.execPath, [command, ...session.args], {
      cwd: folder,
      encoding: "utf8",
      timeout: 20_000,
      env: { ...needed(process.env), NO_COLOR: "1", COLUMNS: "72" },
    });
    const printed = (result.stdout + result.stderr).replaceAll(folder, ".").trimEnd();
    return `$ grpc-evolution ${session.args.join(" ")}\n${printed}${printed ? "\n" : ""}exit status ${result.status}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What programs need of an environment. A CI that runs a session names its own branch in the rest. */
function needed({ PATH, HOME, TMPDIR, SystemRoot, TEMP }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH, HOME, TMPDIR, SystemRoot, TEMP };
}
