// The agent is replaced in the middle of a stream: the runtime asks to go on, and looks whether it was understood.
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, type Event } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const log = ["start", "oom", "stop", "exit"];

async function* send(from: number, end: number) {
  for (let i = from; i < end; i++) yield { name: log[i], token: String(i + 1) };
  throw new ConnectError("the agent restarts", Code.Unavailable);
}
const agent1 = (end: number, from = 0) =>
  serve((router) => router.service(Agent1, { watch: () => send(from, end) }));
const agent2 = (end: number) =>
  serve((router) => router.service(Agent2, { watch: ({ resumeAfter }) => send(Number(resumeAfter), end) }));

async function watch(runtime: number, transport: Transport, seen: Event[]) {
  const resumeAfter = runtime === 2 ? (seen.at(-1)?.token ?? "") : "";
  let isFirst = true;
  try {
    for await (const event of createClient(Agent2, transport).watch({ resumeAfter })) {
      const goesOn = resumeAfter && event.token;
      if (runtime === 2 && isFirst && !goesOn) seen.length = 0;
      isFirst = false;
      seen.push(event);
    }
  } catch (error) {
    if (ConnectError.from(error).code !== Code.Unavailable) throw error;
  }
}

const replacements = {
  "agent 1, then 2": () => [agent1(2), agent2(4)],
  "agent 2, then 1": () => [agent2(2), agent1(4)],
  "agent 2, then 2": () => [agent2(2), agent2(4)],
  "agent 2, then 2 without a new event": () => [agent2(2), agent2(2)],
  "agent 2, then 1 that sends what is new": () => [agent2(2), agent1(4, 2)],
};
for (const [name, agents] of Object.entries(replacements)) {
  for (const runtime of [1, 2]) {
    const seen: Event[] = [];
    for (const agent of agents()) {
      const { transport, close } = await agent;
      await watch(runtime, transport, seen);
      await close();
    }
    console.log(`${name}, runtime ${runtime}:`, seen.map((event) => event.name).join(" "));
  }
}
