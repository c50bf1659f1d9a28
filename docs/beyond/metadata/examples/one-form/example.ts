// The runtime asks which form the agent reads, and writes that one: no receiver needs another limit.
import { create, toBinary } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2, type Policy, PolicySchema } from "./release-2_pb.js";

const mib = 1024 * 1024;
const limit = { readMaxBytes: 4 * mib };
const rules = Array.from({ length: 300 }, () => new Uint8Array(10_000));
const whole = new Uint8Array(300 * 10_000);

let read = "";
function setPolicy(policy: { whole: Uint8Array; rules?: Uint8Array[] }) {
  read = policy.rules?.length ? `${policy.rules.length} rules` : `${policy.whole.length} bytes`;
  return {};
}
const agents = {
  "agent 1": await serve((router) => router.service(Agent1, { getFeatures: () => ({}), setPolicy }, limit)),
  "agent 2": await serve((router) =>
    router.service(Agent2, { getFeatures: () => ({ names: ["rules"] }), setPolicy }, limit),
  ),
};

function report(pair: string, written: Policy) {
  const size = (toBinary(PolicySchema, written).length / mib).toFixed(1);
  console.log(`${pair}: wrote ${size} MiB, it read ${read}`);
}

for (const [name, agent] of Object.entries(agents)) {
  await createClient(Agent1, agent.transport).setPolicy({ whole });
  report(`runtime 1, ${name}`, create(PolicySchema, { whole }));
  const client = createClient(Agent2, agent.transport);
  const features = await client.getFeatures({});
  const policy = create(PolicySchema, features.names.includes("rules") ? { rules } : { whole });
  await client.setPolicy(policy);
  report(`runtime 2, ${name}`, policy);
  await agent.close();
}
