// The stream is another method: the runtime learns with the first message whether the agent has it.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

function serveAgent(release: number) {
  const queue = ["start", "oom", "exit"];
  const getEvent = () => ({ name: queue.shift() ?? "" });
  async function* watch() {
    while (queue.length > 0) yield getEvent();
  }
  return serve((router) => {
    if (release === 1) router.service(Agent1, { getEvent });
    else router.service(Agent2, { getEvent, watch });
  });
}

async function* eventsByCalls(agent: Client<typeof Agent1>) {
  let { name } = await agent.getEvent({});
  while (name) {
    yield `call:${name}`;
    name = (await agent.getEvent({})).name;
  }
}

async function* eventsByStream(agent: Client<typeof Agent2>) {
  const stream = agent.watch({});
  yield "(asked for a stream)";
  try {
    for await (const { name } of stream) yield `stream:${name}`;
  } catch (error) {
    if (ConnectError.from(error).code !== Code.Unimplemented) throw error;
    yield* eventsByCalls(agent);
  }
}

for (const release of [1, 2]) {
  for (const [c, events] of [eventsByCalls, eventsByStream].entries()) {
    const { transport, close } = await serveAgent(release);
    const got: string[] = [];
    for await (const event of events(createClient(Agent2, transport))) got.push(event);
    console.log(`runtime ${c + 1}, agent ${release}:`, got.join(" "));
    await close();
  }
}
