import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";

/** A connection of a runtime to the agent on a port of this machine. */
export interface Connection {
  transport: Transport;
  close(): void;
}

export type Implementation = "connect" | "grpc-js";

/** Two implementations of gRPC that a runtime can run on. */
export const connections: Record<Implementation, (port: number) => Connection> = {
  connect: connectByConnect,
  "grpc-js": connectByGrpcJs,
};

/** How long a call may take, in milliseconds. */
const callLimit = 3000;

function connectByConnect(port: number): Connection {
  const baseUrl = `http://127.0.0.1:${port}`;
  const sessionManager = new Http2SessionManager(baseUrl);
  return {
    transport: createGrpcTransport({ baseUrl, sessionManager, defaultTimeoutMs: callLimit }),
    close: () => sessionManager.abort(),
  };
}

/** grpc-js makes the call, protobuf-es the bytes. The runtimes need neither streams nor metadata nor cancellation. */
function connectByGrpcJs(port: number): Connection {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const transport: Transport = {
    unary: (method, _signal, timeoutMs = callLimit, _header, input) =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          `/${method.parent.typeName}/${method.name}`,
          (message) => Buffer.from(toBinary(method.input, message)),
          (bytes) => fromBinary(method.output, bytes),
          create(method.input, input),
          new Metadata(),
          { deadline: Date.now() + timeoutMs },
          (error, message) => {
            const [header, trailer] = [new Headers(), new Headers()];
            if (message) resolve({ stream: false, service: method.parent, method, header, trailer, message });
            else reject(asConnectError(error));
          },
        );
      }),
    stream: () => Promise.reject(new ConnectError("no stream is in the protocol", Code.Unimplemented)),
  };
  return { transport, close: () => client.close() };
}

/** Both libraries use gRPC's numbers for a status. */
function asConnectError(error: ServiceError | null): ConnectError {
  return new ConnectError(error?.details ?? "no answer", error?.code as Code | undefined);
}
