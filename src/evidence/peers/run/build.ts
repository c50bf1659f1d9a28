import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Peer } from "../peer.js";
import { placeOf } from "./peers.js";

/** Builds a peer. Throws with what the failing step printed. */
export function build(peer: Pick<Peer, "id" | "build">): void {
  const place = placeOf(peer);
  mkdirSync(place.output, { recursive: true });
  for (const { program, args, env } of peer.build(place)) {
    const { status, error, stdout, stderr } = spawnSync(program, args, {
      cwd: place.output,
      env: { ...process.env, ...env },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status === 0) continue;
    throw new Error(`${[program, ...args].join(" ")}\n${error?.message ?? ""}${stdout}${stderr}`);
  }
}
