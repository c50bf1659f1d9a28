// The writers keep to the narrow limit one release before the servers refuse what is longer: no pair fails.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";
import { Agent as Agent3 } from "./release-3_pb.js";

const window = { upgrade: 1, downgrade: 1 };
const releases = [
  { api: Agent1, writes: 64, accepts: 64, warnsAbove: 64 },
  { api: Agent2, writes: 32, accepts: 64, warnsAbove: 32 },
  { api: Agent3, writes: 32, accepts: 32, warnsAbove: 32 },
];

for (const [server, { api, accepts, warnsAbove }] of releases.entries()) {
  const agent = await serve((router) =>
    router.service(api, {
      create({ id }) {
        if (id.length > accepts) throw new ConnectError(`at most ${accepts}`, Code.InvalidArgument);
        if (id.length > warnsAbove) console.log(`agent ${server + 1} logs: ${id.length} is too long soon`);
        return {};
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
