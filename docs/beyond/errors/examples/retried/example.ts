// The runtime repeats a call that failed, at the next server: how often is the work done, and what does it get?
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

/** A retry policy with UNAVAILABLE, and with what Connect for Node says of a broken connection. */
const retried = [Code.Unavailable, Code.Canceled];
/** How the first call of each agent fails: with a status, or because the connection is cut. */
const agents = {
  "agent 1, UNAVAILABLE before the work": { isDone: false, status: Code.Unavailable },
  "agent 2, ABORTED before the work": { isDone: false, status: Code.Aborted },
  "agent 2, UNAVAILABLE after the work": { isDone: true, status: Code.Unavailable },
  "agent 1, cut off after the work": { isDone: true, status: undefined },
};

for (const [name, { isDone, status }] of Object.entries(agents)) {
  const volumes: string[] = [];
  const work = ({ name }: { name: string }) => {
    volumes.push(name);
    return {};
  };
  const failing = await serve((router) =>
    router.service(Agent, {
      addVolume: async (request) => {
        if (isDone) work(request);
        if (status) throw new ConnectError("the store did not answer", status);
        await failing.close();
        return {};
      },
    }),
  );
  const working = await serve((router) => router.service(Agent, { addVolume: work }));

  const outcomes: string[] = [];
  for (const { transport } of [failing, working]) {
    const call = createClient(Agent, transport).addVolume({ name: "v1" });
    const code = await call.then(() => undefined).catch((error) => ConnectError.from(error).code);
    outcomes.push(code ? Code[code] : "OK");
    if (!code || !retried.includes(code)) break;
  }
  console.log(`${name}: ${outcomes.join(", then ")}`, volumes);
  if (status) await failing.close();
  await working.close();
}
