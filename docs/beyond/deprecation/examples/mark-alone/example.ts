// A method is marked as deprecated: in a call nothing says so, to an old client or to a new one.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const listProcesses = () => ({ text: "init" });
const servers = {
  "server 1": await serve((router) => router.service(Agent1, { listProcesses })),
  "server 2": await serve((router) => router.service(Agent2, { listProcesses })),
};

for (const [server, { transport, close }] of Object.entries(servers)) {
  for (const [client, Agent] of Object.entries({ "client 1": Agent1, "client 2": Agent2 })) {
    const said: string[] = [];
    const note = (headers: Headers) =>
      said.push(...[...headers.keys()].filter((key) => /deprecated|deprecation|warning/i.test(key)));
    const { text } = await createClient(Agent, transport).listProcesses(
      { containerId: "c1" },
      { onHeader: note, onTrailer: note },
    );
    console.log(`${client}, ${server}: "${text}", warnings in the metadata: ${said.length}`);
  }
  await close();
}

const { deprecated } = Agent2.method.listProcesses.proto.options ?? {};
console.log("in the descriptor of release 2: deprecated =", deprecated);
