import type { Limit, Window } from "@grpc-evolution/engine/window/window.js";

/** A window in a sentence. */
export function meaningOf({ upgrade, downgrade }: Window): string {
  if (upgrade === downgrade)
    return upgrade === 0
      ? "Client and server are of the same release."
      : `Client and server are at most ${releases(upgrade)} apart.`;
  const behind = downgrade === 0 ? "never behind them" : `${upTo(downgrade)} behind them`;
  if (upgrade === 0) return `Clients never run ahead of servers, but ${behind}.`;
  const ahead = upgrade === "unbounded" ? "without a limit" : `by ${upTo(upgrade)}`;
  return `Clients may run ahead of servers ${ahead}, and ${behind}.`;
}

function upTo(limit: Limit): string {
  return limit === 1 ? releases(limit) : `up to ${releases(limit)}`;
}

function releases(limit: Limit): string {
  return limit === 1 ? "one release" : `${limit} releases`;
}
