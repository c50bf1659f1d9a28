import { compareSchemas } from "@grpc-evolution/engine/check/evaluate.js";
import type { CheckRequest } from "@grpc-evolution/engine/check/request.js";
import { readState } from "@grpc-evolution/engine/schema/read.js";
import { nameAt } from "@grpc-evolution/engine/window/releases.js";
import type { Notes } from "../terminal/terminal.js";

/**
 * Says of what leads to a patch release that it changes the protocol. No peer breaks with an addition, so nothing is found;
 * `bump` is the gate of what a version number may bring.
 */
export function sayThatPatchChanges({ head, newest, releases, ledger }: CheckRequest, notes: Notes): void {
  if (newest === null || releases === null || newest.releaseIndex !== releases.head) return;
  const { changes } = compareSchemas(readState(newest).schema, readState(head).schema, ledger);
  if (changes.length === 0) return;
  notes.say(
    `this leads to a patch of ${nameAt(releases, releases.head)}, and its protocol is not that of ${newest.label}: a patch release changes none. "bump --max patch" is the gate.`,
  );
}
