/** `#grpc` in the page: the same gRPC messages as over HTTP/2, handed over in memory. See `src/evidence/examples/grpc.ts`. */
import { Code, ConnectError, type ConnectRouter, createConnectRouter } from "@connectrpc/connect";
import type { UniversalClientFn, UniversalHandler } from "@connectrpc/connect/protocol";
import { createTransport } from "@connectrpc/connect/protocol-grpc";
import type { Running } from "../../evidence/examples/grpc.js";

/** "Starts a server" with these services and returns a transport for its clients. */
export async function serve(routes: (router: ConnectRouter) => void): Promise<Running> {
  const router = createConnectRouter({ grpc: true, grpcWeb: false, connect: false });
  routes(router);
  const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, handler]));
  const closing = new AbortController();
  const httpClient: UniversalClientFn = async (request) => {
    if (closing.signal.aborted) throw new ConnectError("the server is closed", Code.Unavailable);
    const handler = handlers.get(new URL(request.url).pathname);
    if (!handler) return notFound();
    const signals = request.signal ? [request.signal, closing.signal] : [closing.signal];
    return answer(handler, { ...request, signal: AbortSignal.any(signals) });
  };
  return {
    transport: createTransport({ httpClient, ...options }),
    limitedTransport: (readMaxBytes) => createTransport({ httpClient, ...options, readMaxBytes }),
    close: async () => closing.abort(cut()),
  };
}

/** What a client over HTTP/2 gets for calls that are open while the server closes its connections. */
function cut(): ConnectError {
  return new ConnectError("http/2 stream closed with error code CANCEL (0x8)", Code.Canceled);
}

type Request = Parameters<UniversalClientFn>[0] & { signal: AbortSignal };
type Response = Awaited<ReturnType<UniversalClientFn>>;

/** The trailer is handed over as it is: a stream fills it when it ends. */
async function answer(handler: UniversalHandler, request: Request): Promise<Response> {
  const { url, method, header, body = nothing(), signal } = request;
  const unlessAborted = raceWith(signal);
  const response = await unlessAborted(handler({ httpVersion: "2.0", url, method, header, body, signal }));
  return {
    status: response.status,
    header: new Headers(response.header),
    body: each(response.body ?? nothing(), unlessAborted),
    trailer: (response.trailer as Headers | undefined) ?? new Headers(),
  };
}

/** What an HTTP server answers where nothing is served. */
function notFound(): Response {
  return { status: 404, header: new Headers(), body: nothing(), trailer: new Headers() };
}

async function* nothing(): AsyncIterable<Uint8Array> {}

/** A client that hangs up, whose time is up, or whose server is closed waits no longer for what the server is doing. */
function raceWith(signal: AbortSignal): <T>(work: Promise<T>) => Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  });
  aborted.catch(() => {});
  return (work) => Promise.race([work, aborted]);
}

async function* each<T>(
  items: AsyncIterable<T>,
  unlessAborted: <V>(work: Promise<V>) => Promise<V>,
): AsyncIterable<T> {
  const iterator = items[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await unlessAborted(iterator.next());
    if (done) return;
    yield value;
  }
}

/** What the transport for Node sets, except for compression, which changes no message. */
const options = {
  baseUrl: "http://in-memory",
  useBinaryFormat: true,
  interceptors: [],
  acceptCompression: [],
  sendCompression: null,
  compressMinBytes: 1024,
  readMaxBytes: 0xffffffff,
  writeMaxBytes: 0xffffffff,
};
