// The same policy in two forms is larger than the 4 MiB that old receivers accept.
import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, PolicySchema as Policy2 } from "./after_pb.js";
import { Agent as Agent1, PolicySchema as Policy1 } from "./before_pb.js";

const mib = 1024 * 1024;
const rules = Array.from({ length: 300 }, () => new Uint8Array(10_000));
const whole = new Uint8Array(300 * 10_000);
const policy1 = create(Policy1, { whole });
const policy2 = create(Policy2, { whole, rules });
console.log(`release 1 writes ${(toBinary(Policy1, policy1).length / mib).toFixed(1)} MiB`);
console.log(`release 2 writes ${(toBinary(Policy2, policy2).length / mib).toFixed(1)} MiB`);

const methods = { setPolicy: () => ({}), getPolicy: () => policy2 };
const agent1 = await serve((router) =>
  router.service(Agent1, { setPolicy: () => ({}) }, { readMaxBytes: 4 * mib }),
);
const agent2 = await serve((router) => router.service(Agent2, methods, { readMaxBytes: 16 * mib }));
const runtime1 = createClient(Agent1, agent2.limitedTransport(4 * mib));
const runtime2 = createClient(Agent2, agent2.limitedTransport(16 * mib));

const calls = {
  "runtime 1 sends to agent 1": () => createClient(Agent1, agent1.transport).setPolicy(policy1),
  "runtime 2 sends to agent 1": () => createClient(Agent2, agent1.transport).setPolicy(policy2),
  "runtime 2 sends to agent 2": () => runtime2.setPolicy(policy2),
  "runtime 1 reads from agent 2": () => runtime1.getPolicy({}),
  "runtime 2 reads from agent 2": () => runtime2.getPolicy({}),
};
for (const [name, call] of Object.entries(calls)) {
  const outcome = await call().then(
    () => "OK",
    (error) => Code[ConnectError.from(error).code],
  );
  console.log(`${name}:`, outcome);
}
await agent1.close();
await agent2.close();
