// The sandbox is a field that may be absent, and the answer says which one was meant.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";

const first = "the first one";
const agent1 = await serve((router) => router.service(Agent1, { stopContainer: () => ({}) }));
const agent2 = await serve((router) =>
  router.service(Agent2, { stopContainer: ({ sandboxId }) => ({ sandboxId: sandboxId || first }) }),
);
const behind = createClient(Agent1, agent2.transport);
const gateway = await serve((router) =>
  router.service(Agent1, { stopContainer: (request) => behind.stopContainer(request) }),
);

const servers = { "agent 1": agent1, "agent 2": agent2, "a gateway of release 1, agent 2": gateway };
for (const [name, { transport }] of Object.entries(servers)) {
  await createClient(Agent1, transport).stopContainer({ containerId: "c1" });
  console.log(`runtime 1, ${name}: stopped in ${first}`);
  const { sandboxId } = await createClient(Agent2, transport).stopContainer({
    containerId: "c1",
    sandboxId: "s2",
  });
  const place = sandboxId || `${first}, by an agent that was not told`;
  console.log(`runtime 2, ${name}: stopped in ${place}`);
}
for (const server of [agent1, agent2, gateway]) await server.close();
