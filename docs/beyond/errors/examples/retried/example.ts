// The runtime retries UNAVAILABLE, up to three attempts, as a retry policy does. What the agent means by it changed.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

/** The first call of each agent fails: with which status, and whether the volume is there all the same. */
const agents = {
  "agent 1, UNAVAILABLE before the work": { code: Code.Unavailable, isDone: false },
  "agent 2, ABORTED before the work": { code: Code.Aborted, isDone: false },
  "agent 2, UNAVAILABLE after the work": { code: Code.Unavailable, isDone: true },
};

async function withRetries(call: () => Promise<unknown>): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      await call();
      return `OK at attempt ${attempt}`;
    } catch (error) {
      const { code } = ConnectError.from(error);
      if (code !== Code.Unavailable || attempt === 3) return `${Code[code]} at attempt ${attempt}`;
    }
  }
}

for (const [name, { code, isDone }] of Object.entries(agents)) {
  const volumes: string[] = [];
  let calls = 0;
  const agent = await serve((router) =>
    router.service(Agent, {
      addVolume: ({ name }) => {
        const fails = calls++ === 0;
        if (!fails || isDone) volumes.push(name);
        if (fails) throw new ConnectError("the store did not answer", code);
        return {};
      },
    }),
  );
  const client = createClient(Agent, agent.transport);
  console.log(`${name}:`, await withRetries(() => client.addVolume({ name: "v1" })), volumes);
  await agent.close();
}
