// A client that sends what only the newer server accepts is refused by the older one.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

/** What protovalidate does in a server of a release, for the one constraint of its schema. */
function checked(id: string, maxLen: number) {
  if (id.length > maxLen) throw new ConnectError(`id: at most ${maxLen} characters`, Code.InvalidArgument);
  return {};
}

const agents = {
  "agent 1": await serve((router) => router.service(Agent1, { create: ({ id }) => checked(id, 32) })),
  "agent 2": await serve((router) => router.service(Agent2, { create: ({ id }) => checked(id, 64) })),
};
const runtimes = { "runtime 1": { api: Agent1, length: 32 }, "runtime 2": { api: Agent2, length: 40 } };

for (const [runtime, { api, length }] of Object.entries(runtimes)) {
  for (const [agent, { transport }] of Object.entries(agents)) {
    const answer = await createClient(api, transport)
      .create({ id: "x".repeat(length) })
      .then(() => "ok")
      .catch(({ code, rawMessage }: ConnectError) => `${Code[code]}, ${rawMessage}`);
    console.log(`${runtime} sends ${length} to ${agent}:`, answer);
  }
}
for (const agent of Object.values(agents)) await agent.close();
