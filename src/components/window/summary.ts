import type { PairCounts } from "@grpc-evolution/engine/window/matrix.js";
import { type Window, within } from "@grpc-evolution/engine/window/window.js";
import { components } from "./components.js";

/** Says in one line what a window costs, and which side goes first. */
export function summaryOf(window: Window, newest: string, counts: PairCounts): string {
  const pairs = `${counts.supported} of ${counts.all} pairs are supported.`;
  return `${pairs} Release ${newest} adds ${counts.added}. ${upgradeOrder(window)}`;
}

/** Which side is upgraded first: the one that may be a release ahead of the other. */
export function upgradeOrder({ upgrade, downgrade }: Window): string {
  const { client, server } = components;
  const clientMayLead = within(1, upgrade);
  const serverMayLead = within(1, downgrade);
  if (clientMayLead && serverMayLead) return `Upgrade either the ${client} or the ${server} first.`;
  if (clientMayLead) return `Upgrade the ${client} first.`;
  if (serverMayLead) return `Upgrade the ${server} first.`;
  return `Upgrade ${client} and ${server} together.`;
}
