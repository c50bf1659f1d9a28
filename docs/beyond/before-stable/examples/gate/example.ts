// A method behind a gate that is off by default: the client finds it by a capability, and asks each server anew.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const pause = () => ({});
const release1 = () => serve((router) => router.service(Agent1, { getFeatures: () => ({}), pause }));
const release2 = (gates: { snapshot: boolean } = { snapshot: false }) =>
  serve((router) =>
    router.service(Agent2, {
      getFeatures: () => ({ names: gates.snapshot ? ["alpha.snapshot"] : [] }),
      pause,
      snapshot() {
        if (gates.snapshot) return {};
        throw new ConnectError("the gate alpha.snapshot is off", Code.Unimplemented);
      },
    }),
  );

async function save(agent: Client<typeof Agent2>, names: string[]): Promise<string> {
  if (!names.includes("alpha.snapshot")) return agent.pause({ id: "c1" }).then(() => "paused");
  return agent.snapshot({ id: "c1" }).then(() => "snapshot taken");
}

const servers = {
  "release 1": release1,
  "release 2, gate off": () => release2(),
  "release 2, gate on": () => release2({ snapshot: true }),
  "release 2, gate off again": () => release2(),
};
let remembered: string[] = [];
for (const [name, start] of Object.entries(servers)) {
  const { transport, close } = await start();
  const agent = createClient(Agent2, transport);
  const { names } = await agent.getFeatures({});
  const trusting = await save(agent, remembered).catch((error) => ConnectError.from(error).message);
  remembered = names;
  console.log(`${name}: asked now: ${await save(agent, names)}; with the answer of before: ${trusting}`);
  await close();
}
