// The first message lists the frames that its sender takes, as a new field that the old peer ignores.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const stdout = { frame: { case: "stdout", value: "a.txt" } } as const;
const exit = { frame: { case: "exitCode", value: 0 } } as const;
const warning = { frame: { case: "warning", value: "low memory" } } as const;

const agent1 = await serve((router) =>
  router.service(Agent1, {
    async *attach(inputs) {
      for await (const { stdin } of inputs) if (stdin) yield stdout;
      yield exit;
    },
  }),
);
const agent2 = await serve((router) =>
  router.service(Agent2, {
    async *attach(inputs) {
      for await (const { accepts, stdin } of inputs) {
        if (accepts.includes("warning")) yield warning;
        if (stdin) yield stdout;
      }
      yield exit;
    },
  }),
);

async function* each<T>(items: T[]) {
  yield* items;
}
const inputs = { containerId: "c1", stdin: "ls" };

for (const [s, { transport, close }] of [agent1, agent2].entries()) {
  const runtimes = [
    createClient(Agent1, transport).attach(each([inputs])),
    createClient(Agent2, transport).attach(each([{ ...inputs, accepts: ["warning"] }])),
  ];
  for (const [c, outputs] of runtimes.entries()) {
    const got: string[] = [];
    for await (const { frame } of outputs) got.push(frame.case ?? "unset");
    console.log(`runtime ${c + 1}, agent ${s + 1}:`, got.join(" "));
  }
  await close();
}
