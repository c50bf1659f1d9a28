// After UNIMPLEMENTED the runtime reads the details and asks the agent: only an agent without the feature is old.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2, ErrorInfoSchema } from "./release-2_pb.js";

const nothing = () => ({});
const getFeatures = () => ({ features: ["stale-mounts"] });
const refuse = () => {
  const detail = { desc: ErrorInfoSchema, value: { reason: "NO_MOUNTS", domain: "agent.acme" } };
  throw new ConnectError("this machine has no shared mounts", Code.Unimplemented, {}, [detail]);
};
const agent = await serve((router) => router.service(Agent2, { getFeatures, removeStaleMounts: nothing }));
const behind = createClient(Agent1, agent.transport);
const servers = {
  "agent 1": await serve((router) => router.service(Agent1, { getFeatures: nothing })),
  "agent 2": agent,
  "agent 2, which refuses": await serve((router) =>
    router.service(Agent2, { getFeatures, removeStaleMounts: refuse }),
  ),
  "agent 2 behind a gateway of release 1": await serve((router) =>
    router.service(Agent1, { getFeatures: (request) => behind.getFeatures(request) }),
  ),
  "a server without an agent": await serve(() => {}),
};

async function removeMounts(agent: Client<typeof Agent2>): Promise<string> {
  try {
    await agent.removeStaleMounts({ containerId: "c1" });
    return "mounts removed";
  } catch (thrown) {
    const error = ConnectError.from(thrown);
    if (error.code !== Code.Unimplemented) throw error;
    const [info] = error.findDetails(ErrorInfoSchema);
    if (info?.domain === "agent.acme") return `the agent says ${info.reason}`;
    const { features } = await agent.getFeatures({});
    return features.includes("stale-mounts") ? "ERROR, something in between" : "fallback, an old agent";
  }
}

for (const [name, server] of Object.entries(servers)) {
  const client = createClient(Agent2, server.transport);
  console.log(`${name}:`, await removeMounts(client).catch(() => "ERROR, no agent answers"));
}
for (const server of Object.values(servers)) await server.close();
