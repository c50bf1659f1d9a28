// The default flips in one release: both mixed pairs get the opposite of what the runtime meant.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const root = (readOnly: boolean) => ({ root: readOnly ? "read-only" : "writable" });
const agents = [
  await serve((router) =>
    router.service(Agent1, { createContainer: (request) => root(request.readOnlyRoot ?? false) }),
  ),
  await serve((router) =>
    router.service(Agent2, { createContainer: (request) => root(request.readOnlyRoot ?? true) }),
  ),
];

for (const [index, agent] of agents.entries()) {
  const runtimes = [
    { client: createClient(Agent1, agent.transport), means: "writable" },
    { client: createClient(Agent2, agent.transport), means: "read-only" },
  ];
  for (const [release, { client, means }] of runtimes.entries()) {
    const got = await client.createContainer({ containerId: "c1" });
    console.log(`runtime ${release + 1}, agent ${index + 1}: means ${means}, gets ${got.root}`);
  }
  await agent.close();
}
