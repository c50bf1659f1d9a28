import type { PairCounts } from "@grpc-evolution/engine/window/matrix.js";
import { type Limit, type Window, within } from "@grpc-evolution/engine/window/window.js";
import { components } from "./components.js";

/** Says in one line what a window costs, and which side goes first. */
export function summaryOf(window: Window, newest: string, counts: PairCounts): string {
  const pairs = `${counts.supported} of ${counts.all} pairs are supported.`;
  return `${pairs} Release ${newest} adds ${counts.added}. ${upgradeOrder(window)}`;
}

/** Which side is upgraded first, the one that may be ahead of the other, and by how many releases at a time. */
export function upgradeOrder({ upgrade, downgrade }: Window): string {
  const { client, server } = components;
  const clientMayLead = within(1, upgrade);
  const serverMayLead = within(1, downgrade);
  if (clientMayLead && serverMayLead) {
    const either = `Upgrade either the ${client} or the ${server} first`;
    if (upgrade === downgrade) return `${either}${atATime(upgrade)}.`;
    const [longer, limit, shorter] = isLonger(upgrade, downgrade)
      ? [client, upgrade, downgrade]
      : [server, downgrade, upgrade];
    return `${either}${atATime(shorter)}; to skip more, the ${longer}${atATime(limit)}.`;
  }
  if (clientMayLead) return `Upgrade the ${client} first${atATime(upgrade)}.`;
  if (serverMayLead) return `Upgrade the ${server} first${atATime(downgrade)}.`;
  return `Upgrade ${client} and ${server} together.`;
}

function isLonger(one: Limit, other: Limit): boolean {
  return one === "unbounded" || (other !== "unbounded" && one > other);
}

/** How many releases may lie between the two while one side waits; nothing where there is no limit. */
function atATime(limit: Limit): string {
  if (limit === "unbounded") return "";
  return limit === 1 ? ", one release at a time" : `, up to ${limit} releases at a time`;
}
