/** How far client and server may be apart, in releases; `unbounded` sets no limit. */
export interface Window {
  /** How far the client may run ahead of the server. */
  upgrade: Limit;
  /** How far the client may run behind the server. */
  downgrade: Limit;
}

export type Limit = number | "unbounded";

/** Two components that talk: the gRPC client and the gRPC server. */
export interface Components {
  client: string;
  server: string;
}

/** Whether a client may talk to a server; both are indices of releases, oldest first. */
export function isSupported(client: number, server: number, window: Window): boolean {
  return within(client - server, window.upgrade) && within(server - client, window.downgrade);
}

/** Whether a number of releases is not more than a limit. */
export function within(distance: number, limit: Limit): boolean {
  return limit === "unbounded" || distance <= limit;
}

/** The window that covers all of these. */
export function widestOf(windows: readonly Window[]): Window {
  const widest = (limits: Limit[]): Limit =>
    limits.includes("unbounded") ? "unbounded" : Math.max(0, ...(limits as number[]));
  return {
    upgrade: widest(windows.map(({ upgrade }) => upgrade)),
    downgrade: widest(windows.map(({ downgrade }) => downgrade)),
  };
}

/** The peers of a release, as indices from oldest to newest among those that exist. */
export interface PeersOf {
  /** Servers that read the requests of this release's client, and whose responses it reads. */
  serversOfClient: number[];
  /** Clients whose requests this release's server reads, and that read its responses. */
  clientsOfServer: number[];
}

/** Who may read and write what a release changes. */
export function peersOf(releaseIndex: number, count: number, window: Window): PeersOf {
  const all = Array.from({ length: count }, (_, index) => index);
  return {
    serversOfClient: all.filter((server) => isSupported(releaseIndex, server, window)),
    clientsOfServer: all.filter((client) => isSupported(client, releaseIndex, window)),
  };
}
