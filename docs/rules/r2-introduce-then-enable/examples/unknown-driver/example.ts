// Runtime 2 sends a storage driver that agent 1 has never heard of: the message decodes, the call fails.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

function startAgent(drivers: string[]) {
  return serve((router) =>
    router.service(Agent, {
      addStorage({ driver }) {
        if (drivers.includes(driver)) return {};
        throw new ConnectError(`Unknown storage driver "${driver}"`, Code.InvalidArgument);
      },
    }),
  );
}

const agents = {
  "agent 1": await startAgent(["9p", "blk"]),
  "agent 2": await startAgent(["9p", "blk", "ephemeral"]),
};
const runtimes = { "runtime 1": "9p", "runtime 2": "ephemeral" };

for (const [release, agent] of Object.entries(agents)) {
  for (const [runtime, driver] of Object.entries(runtimes)) {
    const answer = await createClient(Agent, agent.transport)
      .addStorage({ driver, mountPoint: "/dev/shm" })
      .then(() => "ok")
      .catch(({ code, rawMessage }: ConnectError) => `${Code[code]}, ${rawMessage}`);
    console.log(`${runtime}, ${release}, driver ${driver}:`, answer);
  }
  await agent.close();
}
