// The runtime of release 1 calls a method that the agent of release 2 no longer has.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const agent = await serve((router) =>
  router.service(Agent2, { getMetrics: ({ containerId }) => ({ text: `metrics of ${containerId}` }) }),
);
const runtime = createClient(Agent1, agent.transport);

const metrics = await runtime.getMetrics({ containerId: "c1" });
console.log("GetMetrics:", metrics.text);

try {
  await runtime.listProcesses({ containerId: "c1" });
} catch (error) {
  console.log("ListProcesses:", error instanceof ConnectError && Code[error.code]);
}
await agent.close();
