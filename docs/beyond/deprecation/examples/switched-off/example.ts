// Served, switched off, switched on again, removed: who still calls is found while the way back is an option.
import { Code, ConnectError, createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";
import { Agent as Agent3 } from "./release-3_pb.js";

const options = { serveDeprecated: true };
const refuseDeprecated: Interceptor = (next) => (request) => {
  const { name, proto } = request.method;
  if (!proto.options?.deprecated) return next(request);
  console.log(`  counted: ${name} by ${request.header.get("x-client")}`);
  if (options.serveDeprecated) return next(request);
  throw new ConnectError(`${name} is off: use GetMetrics, or set serveDeprecated`, Code.Unimplemented);
};

const metrics = () => ({ text: "metrics" });
const listProcesses = () => ({ text: "processes" });
const server2 = await serve((router) =>
  router.service(Agent2, { getMetrics: metrics, listProcesses }, { interceptors: [refuseDeprecated] }),
);
const server3 = await serve((router) => router.service(Agent3, { getMetrics: metrics }));

async function callWithEach(step: string, transport: Transport): Promise<void> {
  console.log(step);
  const request = { containerId: "c1" };
  const headers = (client: string) => ({ headers: { "x-client": client } });
  const clients = {
    "client 1": () => createClient(Agent1, transport).listProcesses(request, headers("client 1")),
    "client 2": () => createClient(Agent2, transport).getMetrics(request, headers("client 2")),
  };
  for (const [client, call] of Object.entries(clients)) {
    const failed = (error: unknown) => ({ text: ConnectError.from(error).message });
    console.log(`  ${client} gets: ${(await call().catch(failed)).text}`);
  }
}

await callWithEach("release 2, served", server2.transport);
options.serveDeprecated = false;
await callWithEach("release 2, switched off", server2.transport);
options.serveDeprecated = true;
await callWithEach("release 2, switched on again", server2.transport);
await callWithEach("release 3, removed", server3.transport);
await server2.close();
await server3.close();
