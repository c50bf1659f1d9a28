// An absent field gets a meaning of its own. In release 1 it was how 0 is written.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const running = 3;
const agent1 = await serve((router) =>
  router.service(Agent1, { scale: ({ replicas }) => ({ running: replicas }) }),
);
const agent2 = await serve((router) =>
  router.service(Agent2, { scale: ({ replicas }) => ({ running: replicas ?? running }) }),
);

for (const [name, { transport, close }] of [
  ["agent 1", agent1],
  ["agent 2", agent2],
] as const) {
  const stop1 = await createClient(Agent1, transport).scale({ id: "web", replicas: 0 });
  console.log(`${name}, runtime 1 stops all:       ${stop1.running} running`);
  const stop2 = await createClient(Agent2, transport).scale({ id: "web", replicas: 0 });
  console.log(`${name}, runtime 2 stops all:       ${stop2.running} running`);
  const leave2 = await createClient(Agent2, transport).scale({ id: "web" });
  console.log(`${name}, runtime 2 leaves it as is: ${leave2.running} running`);
  await close();
}
