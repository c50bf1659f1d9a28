// A frame that the peer does not know arrives as a oneof that is not set, and the stream goes on.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const stdin = { frame: { case: "stdin", value: "ls" } } as const;
const signal = { frame: { case: "signal", value: "TERM" } } as const;
const warning = { frame: { case: "warning", value: "low memory" } } as const;
const got = (kind?: string) => ({ frame: { case: "stdout", value: `the agent got ${kind}` } }) as const;

const agent1 = serve((router) =>
  router.service(Agent1, {
    async *attach(inputs) {
      for await (const { frame } of inputs) yield got(frame.case);
    },
  }),
);
const agent2 = (warnsAll: boolean) =>
  serve((router) =>
    router.service(Agent2, {
      async *attach(inputs) {
        for await (const { accepts, frame } of inputs) {
          yield got(frame.case);
          if (frame.case === "stdin" && (warnsAll || accepts.includes("warning"))) yield warning;
        }
      },
    }),
  );

async function* send<T>(inputs: readonly T[]) {
  yield* inputs;
}

const agents = { "agent 1": agent1, "agent 2": agent2(true), "agent 2, asked": agent2(false) };
for (const [name, agent] of Object.entries(agents)) {
  const { transport, close } = await agent;
  const outputs = {
    "runtime 1": createClient(Agent1, transport).attach(send([stdin])),
    "runtime 2": createClient(Agent2, transport).attach(send([{ ...stdin, accepts: ["warning"] }, signal])),
  };
  for (const [runtime, stream] of Object.entries(outputs)) {
    const values: unknown[] = [];
    for await (const { frame } of stream) values.push(frame.value);
    console.log(`${runtime}, ${name}:`, values);
  }
  await close();
}
