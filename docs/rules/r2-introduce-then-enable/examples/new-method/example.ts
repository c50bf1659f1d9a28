// A new method on an old agent: without a fallback, a container can no longer be stopped.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const done = () => ({});
const fail = () => {
  throw new ConnectError("a mount is busy", Code.Aborted);
};
const agents = {
  "agent 1": await serve((router) => router.service(Agent1, { stopContainer: done })),
  "agent 2": await serve((router) =>
    router.service(Agent2, { stopContainer: done, removeStaleMounts: done }),
  ),
  "agent 2, failing": await serve((router) =>
    router.service(Agent2, { stopContainer: done, removeStaleMounts: fail }),
  ),
};

async function stop(agent: Client<typeof Agent2>, fallback: boolean) {
  let mounts = "removed";
  try {
    await agent.removeStaleMounts({ containerId: "c1" });
  } catch (error) {
    if (!fallback || ConnectError.from(error).code !== Code.Unimplemented) throw error;
    mounts = "left behind";
  }
  await agent.stopContainer({ containerId: "c1" });
  return `stopped, stale mounts ${mounts}`;
}

for (const [name, agent] of Object.entries(agents)) {
  for (const fallback of [false, true]) {
    const outcome = await stop(createClient(Agent2, agent.transport), fallback).catch(
      (error) => `not stopped, ${Code[ConnectError.from(error).code]}`,
    );
    console.log(`${name}, ${fallback ? "with" : "without"} fallback:`, outcome);
  }
  await agent.close();
}
