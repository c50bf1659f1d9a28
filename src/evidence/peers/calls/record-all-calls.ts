import { build } from "../run/build.js";
import { installMissing } from "../run/packages.js";
import type { CallPeer } from "./peer.js";
import { buildable, loadCallPeers } from "./peers.js";
import { recordCalls } from "./record-calls.js";

/** Installs and builds all peers that call and are called, and records their calls. Those that cannot be had keep their record. */
export async function recordAllCalls(): Promise<void> {
  const ready = (await loadCallPeers()).filter(isReady);
  console.error(`calling: ${ready.map(({ id }) => id).join(", ")}`);
  await recordCalls(ready);
}

function isReady(peer: CallPeer): boolean {
  console.error(`${peer.id}: installing and building`);
  const reason = installMissing(peer.packages) ?? buildOrReason(peer);
  if (reason) {
    console.error(`${peer.id}: ${reason} The earlier record stays.`);
    process.exitCode = 1;
  }
  return reason === null;
}

function buildOrReason(peer: CallPeer): string | null {
  try {
    build(buildable(peer));
    return null;
  } catch (error) {
    return `Its program could not be built. ${error}`;
  }
}
