// The path is the same, the shape is not: a call works as long as the stream has exactly one event.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

for (const containers of [["c1"], [], ["c1", "c2"]]) {
  const agent = await serve((router) =>
    router.service(Agent2, {
      async *getOomEvent() {
        for (const containerId of containers) yield { containerId };
      },
    }),
  );
  const answer = await createClient(Agent1, agent.transport)
    .getOomEvent({})
    .then((event) => event.containerId)
    .catch((error) => Code[ConnectError.from(error).code]);
  console.log("events", containers, "and the runtime of release 1 gets:", answer);
  await agent.close();
}
