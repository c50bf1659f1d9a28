// The runtime compares versions: one agent is refused what it can do, another is asked for what it cannot.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./after_pb.js";

const agents = [
  { agentVersion: "2.2.4", build: "with a backport of ResizeVolume", canResize: true },
  { agentVersion: "2.3.0", build: "as released", canResize: true },
  { agentVersion: "2.3.0", build: "without volume support", canResize: false },
];

const since = (version: string, [major, minor]: [number, number]) => {
  const [x = 0, y = 0] = version.split(".").map(Number);
  return x > major || (x === major && y >= minor);
};

for (const { agentVersion, build, canResize } of agents) {
  const resize = canResize ? { resizeVolume: () => ({}) } : {};
  const server = await serve((router) =>
    router.service(Agent, { getGuestDetails: () => ({ agentVersion }), ...resize }),
  );
  const client = createClient(Agent, server.transport);

  const details = await client.getGuestDetails({});
  const asks = since(details.agentVersion, [2, 3]);
  const answer = await client.resizeVolume({ volumePath: "/data", size: 1024n }).then(
    () => "works",
    (error) => Code[ConnectError.from(error).code],
  );
  console.log(
    `${agentVersion} ${build}: the switch says ${asks ? "call" : "do not call"}, a call gets: ${answer}`,
  );
  await server.close();
}
