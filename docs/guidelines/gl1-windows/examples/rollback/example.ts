// Every runtime against every agent: only the rollback by two releases loses the mount point.
import { createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";
import { Agent as Agent3 } from "./release-3_pb.js";

const agents = [
  await serve((router) => router.service(Agent1, { getSandbox: () => ({ mountPoint: "/data" }) })),
  await serve((router) =>
    router.service(Agent2, { getSandbox: () => ({ mountPoint: "/data", mountPoints: ["/data"] }) }),
  ),
  await serve((router) => router.service(Agent3, { getSandbox: () => ({ mountPoints: ["/data"] }) })),
];

const runtimes = [
  async (agent: Transport) => [(await createClient(Agent1, agent).getSandbox({})).mountPoint],
  async (agent: Transport) => {
    const { mountPoint, mountPoints } = await createClient(Agent2, agent).getSandbox({});
    return mountPoints.length > 0 ? mountPoints : [mountPoint];
  },
  async (agent: Transport) => {
    const { mountPoint, mountPoints } = await createClient(Agent3, agent).getSandbox({});
    return mountPoints.length > 0 ? mountPoints : [mountPoint];
  },
];

for (const [s, agent] of agents.entries()) {
  for (const [c, runtime] of runtimes.entries()) {
    const supported = s - 1 <= c ? "supported" : "not supported";
    console.log(`runtime ${c + 1}, agent ${s + 1}, ${supported}:`, await runtime(agent.transport));
  }
  await agent.close();
}
