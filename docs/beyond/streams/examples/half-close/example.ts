// The end of the input gets a frame: one pair waits until the deadline, the other takes the end for a lost peer.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const agent1 = await serve((router) =>
  router.service(Agent1, {
    async count(inputs) {
      let stdin = "";
      for await (const { frame } of inputs) stdin += frame.value ?? "";
      return { characters: stdin.length };
    },
  }),
);
const agent2 = await serve((router) =>
  router.service(Agent2, {
    async count(inputs) {
      let stdin = "";
      for await (const { frame } of inputs) {
        if (frame.case === "closeStdin") return { characters: stdin.length };
        if (frame.case === "stdin") stdin += frame.value;
      }
      throw new ConnectError("the runtime has gone, the process is killed", Code.Aborted);
    },
  }),
);

async function* inputs1() {
  yield { frame: { case: "stdin", value: "abc" } } as const;
}
async function* inputs2() {
  yield* inputs1();
  yield { frame: { case: "closeStdin", value: true } } as const;
  await new Promise(() => {}); // more frames could follow
}

for (const [s, { transport, close }] of [agent1, agent2].entries()) {
  const agent = createClient(Agent2, transport);
  const calls = [() => agent.count(inputs1()), () => agent.count(inputs2(), { timeoutMs: 1000 })];
  for (const [c, call] of calls.entries()) {
    const counted = call().then(({ characters }) => `${characters} characters`);
    const answer = await counted.catch((error) => Code[ConnectError.from(error).code]);
    console.log(`runtime ${c + 1}, agent ${s + 1}:`, answer);
  }
  await close();
}
