// Three clients and three servers of v1 and v2: the servers count who calls which version.
import {
  Code,
  ConnectError,
  type ConnectRouter,
  createClient,
  type Interceptor,
  type Transport,
} from "@connectrpc/connect";
import { serve } from "#grpc";
import { Volumes as V1 } from "./package-1_pb.js";
import { Volumes as V2 } from "./package-2_pb.js";

const calls = new Map<string, number>();
const count: Interceptor = (next) => (request) => {
  const { parent, name } = request.method;
  const key = `${parent.typeName}/${name}  ${request.header.get("x-client")}`;
  calls.set(key, (calls.get(key) ?? 0) + 1);
  return next(request);
};
const interceptors = [count];
const v1 = (router: ConnectRouter) => router.service(V1, { get: () => ({ sizeGb: 2 }) }, { interceptors });
const v2 = (router: ConnectRouter) =>
  router.service(V2, { get: () => ({ sizeBytes: 2_000_000_000n }) }, { interceptors });

const callV1 = (transport: Transport, headers: HeadersInit) =>
  createClient(V1, transport)
    .get({ name: "data" }, { headers })
    .then(({ sizeGb }) => `${sizeGb} GB from v1`);
const callV2 = (transport: Transport, headers: HeadersInit) =>
  createClient(V2, transport)
    .get({ name: "data" }, { headers })
    .then(({ sizeBytes }) => `${sizeBytes} bytes from v2`);
const callEither: typeof callV1 = (transport, headers) =>
  callV2(transport, headers).catch((error) => {
    if (ConnectError.from(error).code === Code.Unimplemented) return callV1(transport, headers);
    throw error;
  });

const servers = [await serve(v1), await serve((router) => v2(v1(router))), await serve(v2)];
for (const [s, server] of servers.entries()) {
  calls.clear();
  for (const [c, call] of [callV1, callEither, callV2].entries()) {
    const answer = await call(server.transport, { "x-client": `client ${c + 1}` }).catch(
      (error) => Code[ConnectError.from(error).code],
    );
    console.log(`client ${c + 1}, server ${s + 1}: ${answer}`);
  }
  for (const [key, times] of calls) console.log(`  counted: ${key}  ${times}`);
  await server.close();
}
