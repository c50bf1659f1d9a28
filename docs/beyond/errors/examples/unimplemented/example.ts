// One call, four reasons for UNIMPLEMENTED. Only one of the agents is old.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, ErrorInfoSchema } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const done = () => ({});
const detail = { desc: ErrorInfoSchema, value: { reason: "NO_MOUNTS", domain: "agent.acme" } };
const refuse = () => {
  throw new ConnectError("this machine has no shared mounts", Code.Unimplemented, {}, [detail]);
};
const old = await serve((router) => router.service(Agent1, { stopContainer: done }));
const complete = await serve((router) =>
  router.service(Agent2, { stopContainer: done, removeStaleMounts: done }),
);
const refusing = await serve((router) =>
  router.service(Agent2, { stopContainer: done, removeStaleMounts: refuse }),
);
const behind = createClient(Agent1, complete.transport);
const gateway = await serve((router) =>
  router.service(Agent1, { stopContainer: (request) => behind.stopContainer(request) }),
);
const elsewhere = await serve(() => {});

const servers = {
  "agent 1": old,
  "agent 2": complete,
  "agent 2, which refuses": refusing,
  "agent 2 behind a gateway of release 1": gateway,
  "a server without an agent": elsewhere,
};
for (const [name, server] of Object.entries(servers)) {
  const outcome = await createClient(Agent2, server.transport)
    .removeStaleMounts({ containerId: "c1" })
    .then(
      () => "OK",
      ({ code, rawMessage, details, metadata }: ConnectError) =>
        `${Code[code]}, ${rawMessage}, details: ${details.length}, grpc-status: ${metadata.get("grpc-status")}`,
    );
  console.log(`${name}:`, outcome);
}
for (const server of [old, complete, refusing, gateway, elsewhere]) await server.close();
