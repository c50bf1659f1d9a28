import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import type { ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";

/** A gRPC server on a free port of this machine. */
export interface Listening {
  port: number;
  /** Ends it once its clients have closed their connections. */
  close(): Promise<void>;
}

/** Serves gRPC over HTTP/2, without TLS and on the loopback interface only. */
export async function listen(routes: (router: ConnectRouter) => void): Promise<Listening> {
  const server = createServer(connectNodeAdapter({ routes, connect: false, grpcWeb: false }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
