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
const serveAgent2 = (isForAll: boolean) =>
  serve((router) =>
    router.service(Agent2, {
      async *attach(inputs) {
        for await (const { accepts, frame } of inputs) {
          seen.push(frame.case);
          if (frame.case === "signal") yield stdout("terminated");
          else if (isForAll || accepts.includes("warning")) yield warning;
          if (frame.case === "stdin") yield stdout("a.txt");
        }
      },
    }),
  );
const agents = {
  "agent 1": agent1,
  "agent 2": await serveAgent2(true),
  "agent 2, asked": await serveAgent2(false),
};

async function* inputs1() {
  yield stdin;
}
async function* inputs2() {
  yield { ...stdin, accepts: ["warning"] };
  yield signal;
}

for (const [name, { transport, close }] of Object.entries(agents)) {
  const got: unknown[] = [];
  for await (const { frame } of createClient(Agent1, transport).attach(inputs1())) got.push(frame.value);
  console.log(`runtime 1, ${name}: the agent gets`, seen.splice(0), "the runtime", got.splice(0));
  for await (const { frame } of createClient(Agent2, transport).attach(inputs2())) got.push(frame.value);
  console.log(`runtime 2, ${name}: the agent gets`, seen.splice(0), "the runtime", got);
  await close();
}
