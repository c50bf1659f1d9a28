// Start answers before the container runs: to all at once, to those who ask, and to those who ask from release 3 on.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";

function serveAgent(release: number, isEarlyForAll: boolean) {
  let isRunning = false;
  const run = () => {
    isRunning = true;
    return {};
  };
  const start = ({ noWait }: { noWait: boolean }) => (noWait || isEarlyForAll ? {} : run());
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

console.log("early for               agent  started by  then       Exec");
for (const [isEarlyFor, agent, starter, then] of [
  ["all", 2, 1, 1],
  ["who asks, release 2 on", 2, 2, 1],
  ["who asks, release 3 on", 2, 2, 1],
  ["who asks, release 3 on", 1, 3, 3],
  ["who asks, release 3 on", 3, 3, 2],
] as const) {
  const server = await serveAgent(agent, isEarlyFor === "all");
  const client = createClient(Agent2, server.transport);
  const noWait = isEarlyFor !== "all" && starter >= Number(isEarlyFor.match(/\d/));
  await client.start({ containerId: "c1", noWait });
  const outcome = await exec(client, then).catch((error) => Code[ConnectError.from(error).code]);
  console.log(`${isEarlyFor.padEnd(22)}  ${agent}      runtime ${starter}   runtime ${then}  ${outcome}`);
  await server.close();
}
