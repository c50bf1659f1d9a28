/**
 * What RPC examples import as `#grpc`: a gRPC server on this machine, and a transport that talks to it.
 * It speaks real gRPC over HTTP/2 without TLS, on a free port of the loopback interface.
 */
import { createServer, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import type { ConnectRouter, Transport } from "@connectrpc/connect";
import { connectNodeAdapter, createGrpcTransport } from "@connectrpc/connect-node";

/** A running server, and what its clients use. */
export interface Running {
  transport: Transport;
  /** A transport for clients that refuse a response of more bytes. A server sets its own limit with `router.service`. */
  limitedTransport(readMaxBytes: number): Transport;
  /** Ends the server with all its connections. */
  close(): Promise<void>;
}

/** Starts a server with these services and returns a transport for its clients, which write bytes or JSON. */
export async function serve(
  routes: (router: ConnectRouter) => void,
  format: "bytes" | "json" = "bytes",
): Promise<Running> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer(connectNodeAdapter({ routes, connect: false, grpcWeb: false }));
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const options = { baseUrl: `http://127.0.0.1:${port}`, useBinaryFormat: format === "bytes" };
  return {
    transport: createGrpcTransport(options),
    limitedTransport: (readMaxBytes) => createGrpcTransport({ ...options, readMaxBytes }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
}
