// Presence is declared, then read, then relied on: each step one release after the other. The window is one release each way.
import { createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const running = 3;
const agentOf = (ifAbsent: number) =>
  serve((router) => router.service(Agent2, { scale: ({ replicas = ifAbsent }) => ({ running: replicas }) }));
const agents = [
  await serve((router) => router.service(Agent1, { scale: ({ replicas }) => ({ running: replicas }) })),
  await agentOf(0), // 2 declares presence, and takes an absent field for 0, as runtime 1 writes it.
  await agentOf(running), // 3 leaves the replicas as they are: every supported runtime writes the field.
  await agentOf(running),
];

const old = (to: Transport, replicas: number) => createClient(Agent1, to).scale({ id: "web", replicas });
const explicit = (to: Transport, replicas?: number) =>
  createClient(Agent2, to).scale({ id: "web", replicas });
const runtimes = [
  { stop: (to: Transport) => old(to, 0), leave: (to: Transport) => old(to, running) },
  { stop: (to: Transport) => explicit(to, 0), leave: (to: Transport) => explicit(to, running) },
  { stop: (to: Transport) => explicit(to, 0), leave: (to: Transport) => explicit(to, running) },
  { stop: (to: Transport) => explicit(to, 0), leave: (to: Transport) => explicit(to) },
];

for (const [runtime, { stop, leave }] of runtimes.entries()) {
  for (const [agent, { transport }] of agents.entries()) {
    const answers = [(await stop(transport)).running, (await leave(transport)).running];
    const isRight = answers.join() === `0,${running}`;
    const isSupported = Math.abs(runtime - agent) <= 1;
    if (isSupported || !isRight) {
      const place = isSupported ? "" : ", outside of the window";
      console.log(
        `runtime ${runtime + 1}, agent ${agent + 1}: stop ${answers[0]}, leave ${answers[1]}${place}`,
      );
    }
  }
}
await Promise.all(agents.map((agent) => agent.close()));
