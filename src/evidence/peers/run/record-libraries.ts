import type { Peer } from "../peer.js";
import { asked } from "../questions/index.js";
import { build } from "./build.js";
import { execute } from "./execute.js";
import { installMissing } from "./packages.js";
import { loadPeer, peerIds } from "./peers.js";
import { type Executed, isExecuted, type PeerRecord, recordOf, type Unavailable } from "./record.js";
import { readRecords, writeRecords } from "./record-files.js";

/** Installs, builds and asks the peers with the given names, or all, and records what they answer. */
export async function recordLibraries(only: readonly string[] | undefined): Promise<void> {
  const earlier = readRecords();
  const records = new Map<string, PeerRecord>();
  for (const id of peerIds()) {
    const isAsked = only?.includes(id) ?? true;
    const record = isAsked ? await recordFor(await loadPeer(id), earlier.get(id)) : earlier.get(id);
    if (record) records.set(id, record);
  }
  writeRecords(records.values());
}

/** A runtime that this machine cannot have keeps the record that another machine made. */
async function recordFor(peer: Peer, before: PeerRecord | undefined): Promise<PeerRecord> {
  const record = await executedOrNot(peer, before);
  const isKept = !isExecuted(record) && before && isExecuted(before);
  console.log(
    `${peer.id}: ${isExecuted(record) ? summaryOf(record) : record.unavailable}${isKept ? " The earlier record stays." : ""}`,
  );
  if (!isExecuted(record)) process.exitCode = 1;
  return isKept ? before : record;
}

async function executedOrNot(peer: Peer, before: PeerRecord | undefined): Promise<Executed | Unavailable> {
  const { id, language, library } = peer;
  const unavailable = (reason: string) => ({ id, language, library, unavailable: reason });
  console.error(`${id}: installing`);
  const missing = installMissing(peer.packages);
  if (missing) return unavailable(missing);
  try {
    console.error(`${id}: building`);
    build(peer);
    console.error(`${id}: asking`);
    return recordOf(peer, peer.version(), asked, await execute(peer, asked), before);
  } catch (error) {
    console.error(error);
    return unavailable("Its program could not be built, or did not answer as the protocol asks.");
  }
}

function summaryOf({ library, version, answers }: Executed): string {
  const all = [...answers.values()].flat();
  const answered = all.filter((each) => each !== null);
  const rejected = answered.filter((each) => "error" in each);
  const lacking = all.length - answered.length;
  return `${library} ${version}, ${answered.length} answered, ${rejected.length} of them with an error, ${lacking} not offered`;
}
