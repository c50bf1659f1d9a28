// The runtime asks each agent once what it can do: an agent that cannot be asked can do nothing new.
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";
import { Agent as Agent3, GetFeaturesResponseSchema } from "./release-3_pb.js";

const createContainer = () => ({});
const getFeatures = () => ({ features: ["seccomp", "a-later-one"] });
const agents = {
  "agent 1": await serve((router) => router.service(Agent1, { createContainer })),
  "agent 2": await serve((router) => router.service(Agent2, { createContainer, getFeatures: () => ({}) })),
  "agent 3": await serve((router) => router.service(Agent3, { createContainer, getFeatures })),
  "agent 3, built without seccomp": await serve((router) =>
    router.service(Agent3, { createContainer, getFeatures: () => ({}) }),
  ),
};

for (const [name, agent] of Object.entries(agents)) {
  const client = createClient(Agent3, agent.transport);
  const { features } = await client.getFeatures({}).catch((error) => {
    if (ConnectError.from(error).code === Code.Unimplemented) return create(GetFeaturesResponseSchema);
    throw error;
  });

  const seccompProfile = features.includes("seccomp") ? "default" : "";
  await client.createContainer({ containerId: "c1", seccompProfile });
  console.log(`${name}:`, features, seccompProfile ? "profile sent" : "no profile sent");
  await agent.close();
}
