// Start answers before the container runs: a runtime of release 1 calls Exec too early.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

function serveAgent(release: number) {
  let isRunning = false;
  const run = () => {
    isRunning = true;
    return {};
  };
  const exec = () => {
    if (isRunning) return {};
    throw new ConnectError("the container does not run yet", Code.FailedPrecondition);
  };
  return serve((router) => {
    if (release === 1) router.service(Agent1, { start: run, exec });
    else router.service(Agent2, { start: () => ({}), waitStarted: run, exec });
  });
}

async function startAndExec(agent: Client<typeof Agent2>, waits: boolean) {
  await agent.start({ containerId: "c1" });
  if (waits) {
    await agent.waitStarted({ containerId: "c1" }).catch((error) => {
      if (ConnectError.from(error).code !== Code.Unimplemented) throw error;
    });
  }
  await agent.exec({ containerId: "c1" });
  return "ran";
}

for (const release of [1, 2]) {
  for (const waits of [false, true]) {
    const server = await serveAgent(release);
    const agent = createClient(Agent2, server.transport);
    const outcome = await startAndExec(agent, waits).catch((error) => Code[ConnectError.from(error).code]);
    console.log(`runtime ${waits ? 2 : 1}, agent ${release}: Exec ${outcome}`);
    await server.close();
  }
}
