// The agent is replaced in the middle of a stream: the runtime asks to go on, and looks whether it was understood.
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, type Event } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const log = ["start", "oom", "stop", "exit"];

function serveAgent(release: number, restartsAt: number) {
  async function* eventsAfter(token: number) {
    for (const [i, name] of log.entries()) {
      if (i === restartsAt) throw new ConnectError("the agent restarts", Code.Unavailable);
      if (i >= token) yield { name, token: String(i + 1) };
    }
  }
  return serve((router) => {
    if (release === 1) router.service(Agent1, { watch: () => eventsAfter(0) });
    else router.service(Agent2, { watch: ({ resumeAfter }) => eventsAfter(Number(resumeAfter)) });
  });
}

async function watch(transport: Transport, resumeAfter: string) {
  const events: Event[] = [];
  try {
    const stream = createClient(Agent2, transport).watch({ containerId: "c1", resumeAfter });
    for await (const event of stream) events.push(event);
  } catch (error) {
    if (ConnectError.from(error).code !== Code.Unavailable) throw error;
  }
  return events;
}

for (const [first, later] of [
  [1, 2],
  [2, 1],
  [2, 2],
] as const) {
  for (const runtime of [1, 2]) {
    const agents = [await serveAgent(first, 2), await serveAgent(later, 4)] as const;
    const before = await watch(agents[0].transport, "");
    const token = runtime === 2 ? (before.at(-1)?.token ?? "") : "";
    const after = await watch(agents[1].transport, token);
    const hasAll = runtime === 2 && !(token && after[0]?.token);
    const events = hasAll ? after : [...before, ...after];
    console.log(
      `agent ${first}, then ${later}, runtime ${runtime}:`,
      events.map(({ name }) => name).join(" "),
    );
    for (const { close } of agents) await close();
  }
}
