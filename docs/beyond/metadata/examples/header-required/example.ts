// Agent 2 takes the sandbox from a header, and refuses a call without it. Agent 1 has never heard of it.
import { Code, ConnectError, createClient, type HandlerContext } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

function stop2(_request: unknown, { requestHeader }: HandlerContext) {
  const sandboxId = requestHeader.get("acme-sandbox");
  if (sandboxId === null) throw new ConnectError("acme-sandbox is missing", Code.InvalidArgument);
  return { sandboxId };
}
const agent1 = await serve((router) =>
  router.service(Agent, { stopContainer: () => ({ sandboxId: "the first one" }) }),
);
const agent2 = await serve((router) => router.service(Agent, { stopContainer: stop2 }));
const behind = createClient(Agent, agent2.transport);
const gateway = await serve((router) =>
  router.service(Agent, { stopContainer: (request) => behind.stopContainer(request) }),
);

const servers = { "agent 1": agent1, "agent 2": agent2, "a gateway, agent 2": gateway };
const runtimes = { "runtime 1": {}, "runtime 2": { "acme-sandbox": "s2" } };
for (const [runtime, headers] of Object.entries(runtimes)) {
  for (const [name, { transport }] of Object.entries(servers)) {
    const outcome = await createClient(Agent, transport)
      .stopContainer({ containerId: "c1" }, { headers })
      .then(
        ({ sandboxId }) => `stopped in ${sandboxId}`,
        (error) => ConnectError.from(error).message,
      );
    console.log(`${runtime}, ${name}:`, outcome);
  }
}
for (const server of [agent1, agent2, gateway]) await server.close();
