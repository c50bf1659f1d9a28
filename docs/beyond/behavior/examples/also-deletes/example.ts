// Remove takes the log with it from release 2 on: a runtime that reads it afterwards finds none.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

function agentThat(removes: (logs: Map<string, string>, id: string) => void) {
  const logs = new Map([["c1", "exit 137"]]);
  return serve((router) =>
    router.service(Agent, {
      remove({ containerId }) {
        removes(logs, containerId);
        return {};
      },
      readLog({ containerId }) {
        const text = logs.get(containerId);
        if (text !== undefined) return { text };
        throw new ConnectError("no such log", Code.NotFound);
      },
    }),
  );
}

const c1 = { containerId: "c1" };
const runtimes = [
  async (agent: Client<typeof Agent>) => {
    await agent.remove(c1);
    return (await agent.readLog(c1)).text;
  },
  async (agent: Client<typeof Agent>) => {
    const { text } = await agent.readLog(c1);
    await agent.remove(c1);
    return text;
  },
];

for (const [s, removes] of [() => {}, (logs: Map<string, string>, id: string) => logs.delete(id)].entries()) {
  for (const [c, runtime] of runtimes.entries()) {
    const agent = await agentThat(removes);
    const log = await runtime(createClient(Agent, agent.transport)).catch(
      (error) => `lost, ${Code[ConnectError.from(error).code]}`,
    );
    console.log(`runtime ${c + 1}, agent ${s + 1}: log ${log}`);
    await agent.close();
  }
}
