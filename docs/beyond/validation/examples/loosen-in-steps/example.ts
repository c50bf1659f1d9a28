// The servers accept the longer id one release before any client sends it: no pair fails.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";
import { Agent as Agent3 } from "./release-3_pb.js";

const window = { upgrade: 1, downgrade: 1 };
const releases = [
  { api: Agent1, writes: 32, accepts: 32 },
  { api: Agent2, writes: 32, accepts: 64 },
  { api: Agent3, writes: 64, accepts: 64 },
];

for (const [server, { api, accepts }] of releases.entries()) {
  const agent = await serve((router) =>
    router.service(api, {
      create({ id }) {
        if (id.length <= accepts) return {};
        throw new ConnectError(`at most ${accepts}`, Code.InvalidArgument);
      },
    }),
  );
  for (const [client, { api: own, writes }] of releases.entries()) {
    if (client > server + window.upgrade || client < server - window.downgrade) continue;
    const answer = await createClient(own, agent.transport)
      .create({ id: "x".repeat(writes) })
      .then(() => "ok")
      .catch(({ code, rawMessage }: ConnectError) => `${Code[code]}, ${rawMessage}`);
    console.log(`runtime ${client + 1} sends ${writes} to agent ${server + 1}:`, answer);
  }
  await agent.close();
}
