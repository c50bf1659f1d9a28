/** How far client and server may be apart, in releases; `unbounded` sets no limit. */
export interface Window {
  /** How far the client may run ahead of the server. */
  upgrade: number | "unbounded";
  /** How far the client may run behind the server. */
  downgrade: number | "unbounded";
}

/** Whether a client may talk to a server; both are positions in the order of releases. */
export function isSupported(client: number, server: number, window: Window): boolean {
  return within(client - server, window.upgrade) && within(server - client, window.downgrade);
}

function within(distance: number, limit: number | "unbounded"): boolean {
  return limit === "unbounded" || distance <= limit;
}
