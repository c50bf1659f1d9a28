// While agent 1 is drained, calls go to agent 2 and the open stream stays: what one says is not true of the other.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, type Event } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const exit = { kind: { case: "exitCode", value: 137 } } as const;
const agent1 = await serve((router) =>
  router.service(Agent1, {
    getDetails: () => ({}),
    async *watch() {
      yield {};
      yield exit;
    },
  }),
);
const agent2 = await serve((router) =>
  router.service(Agent2, {
    getDetails: () => ({ events: ["exit", "oom"] }),
    async *watch() {
      yield { reported: ["exit", "oom"] };
      yield { kind: { case: "oom", value: 64n } };
      yield exit;
    },
  }),
);

async function read(stream: AsyncIterable<Event>) {
  let reported: string[] | undefined;
  const kinds: string[] = [];
  for await (const event of stream) {
    reported ??= event.reported;
    if (event.kind.case) kinds.push(event.kind.case);
  }
  return { kinds, reported };
}

const opened = createClient(Agent2, agent1.transport).watch({});
const agent = createClient(Agent2, agent2.transport);
console.log("a call answers, reported:", (await agent.getDetails({})).events);
console.log("the open stream brings:", await read(opened));
console.log("a new stream brings:", await read(agent.watch({})));
await agent1.close();
await agent2.close();
