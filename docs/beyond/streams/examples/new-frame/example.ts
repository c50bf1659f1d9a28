// A frame that the peer does not know arrives as a oneof that is not set, and the stream goes on.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const stdin = { frame: { case: "stdin", value: "ls" } } as const;
const signal = { frame: { case: "signal", value: "TERM" } } as const;
const stdout = (value: string) => ({ frame: { case: "stdout", value } }) as const;
const warning = { frame: { case: "warning", value: "low memory" } } as const;

const seen: unknown[] = [];
const agent1 = await serve((router) =>
  router.service(Agent1, {
    async *attach(inputs) {
      for await (const { frame } of inputs) {
        seen.push(frame.case);
        if (frame.case === "stdin") yield stdout("a.txt");
      }
    },
  }),
);
const agent2 = await serve((router) =>
  router.service(Agent2, {
    async *attach(inputs) {
      yield warning;
      for await (const { frame } of inputs) {
        seen.push(frame.case);
        yield stdout(frame.case === "signal" ? "terminated" : "a.txt");
      }
    },
  }),
);

async function* inputs1() {
  yield stdin;
}
async function* inputs2() {
  yield stdin;
  yield signal;
}

for (const [s, { transport, close }] of [agent1, agent2].entries()) {
  const got: unknown[] = [];
  for await (const { frame } of createClient(Agent1, transport).attach(inputs1())) got.push(frame.value);
  console.log(`runtime 1, agent ${s + 1}: the agent gets`, seen.splice(0), "the runtime", got.splice(0));
  for await (const { frame } of createClient(Agent2, transport).attach(inputs2())) got.push(frame.value);
  console.log(`runtime 2, agent ${s + 1}: the agent gets`, seen.splice(0), "the runtime", got);
  await close();
}
