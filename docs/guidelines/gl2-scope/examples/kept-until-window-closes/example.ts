// Runtimes stop calling a method in release 2, so agents may drop it in release 3.
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";
import { Agent as Agent3 } from "./release-3_pb.js";

const getMetrics = () => ({ text: "metrics" });
const listProcesses = () => ({ text: "processes" });

const agents = [
  await serve((router) => router.service(Agent1, { getMetrics, listProcesses })),
  await serve((router) => router.service(Agent2, { getMetrics, listProcesses })),
  await serve((router) => router.service(Agent3, { getMetrics })),
];

const runtimes = [
  (agent: Transport) => createClient(Agent1, agent).listProcesses({ containerId: "c1" }),
  (agent: Transport) => createClient(Agent2, agent).getMetrics({ containerId: "c1" }),
  (agent: Transport) => createClient(Agent3, agent).getMetrics({ containerId: "c1" }),
];

for (const [s, agent] of agents.entries()) {
  for (const [c, runtime] of runtimes.entries()) {
    const supported = s - 1 <= c ? "supported" : "not supported";
    const answer = await runtime(agent.transport)
      .then((report) => report.text)
      .catch((error) => Code[ConnectError.from(error).code]);
    console.log(`runtime ${c + 1}, agent ${s + 1}, ${supported}:`, answer);
  }
  await agent.close();
}
