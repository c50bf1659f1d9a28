// The new behavior has a field: understood from release 2 on, sent by default from release 3 on.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";

function serveAgent(release: number) {
  let isRunning = false;
  const run = () => {
    isRunning = true;
    return {};
  };
  const start = ({ noWait }: { noWait: boolean }) => (noWait ? {} : run());
  const exec = () => {
    if (isRunning) return {};
    throw new ConnectError("the container does not run yet", Code.FailedPrecondition);
  };
  return serve((router) => {
    if (release === 1) router.service(Agent1, { start: run, exec });
    else router.service(Agent2, { start, waitStarted: run, exec });
  });
}

async function exec(agent: Client<typeof Agent2>, release: number) {
  if (release >= 2) {
    await agent.waitStarted({ containerId: "c1" }).catch((error) => {
      if (ConnectError.from(error).code !== Code.Unimplemented) throw error;
    });
  }
  await agent.exec({ containerId: "c1" });
  return "ran";
}

console.log("enabled in  agent  started by  then       Exec");
for (const [enabled, agent, starter, then] of [
  [3, 1, 3, 3],
  [3, 2, 2, 1],
  [3, 3, 3, 2],
  [2, 2, 2, 1],
] as const) {
  const server = await serveAgent(agent);
  const client = createClient(Agent2, server.transport);
  await client.start({ containerId: "c1", noWait: starter >= enabled });
  const outcome = await exec(client, then).catch((error) => Code[ConnectError.from(error).code]);
  console.log(`release ${enabled}   ${agent}      runtime ${starter}   runtime ${then}  ${outcome}`);
  await server.close();
}
