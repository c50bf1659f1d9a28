/** `npx tsx src/evidence/peers/calls/run.ts`: installs, builds and runs all that call and are called, and records it. */
import { build } from "../run/build.js";
import { installMissing } from "../run/packages.js";
import type { CallPeer } from "./peer.js";
import { buildable, loadCallPeers } from "./peers.js";
import { recordCalls } from "./record-calls.js";

const ready: CallPeer[] = [];
for (const peer of await loadCallPeers()) {
  const missing = installMissing(peer.packages);
  if (missing) {
    console.error(`${peer.id}: ${missing} Its earlier record stays.`);
    process.exitCode = 1;
    continue;
  }
  console.error(`${peer.id}: building`);
  build(buildable(peer));
  ready.push(peer);
}
console.error("calling");
await recordCalls(ready);
