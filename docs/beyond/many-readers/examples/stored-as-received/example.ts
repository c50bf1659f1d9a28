// Runtime 2 sends a field that agent 1 does not know. What the store of agent 1 has of it depends on how it was filled.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import {
  Agent as Agent2,
  CreateVolumeRequestSchema as Request2,
  StoredVolumeSchema as Stored2,
} from "./after_pb.js";
import {
  Agent as Agent1,
  CreateVolumeRequestSchema as Request1,
  StoredVolumeSchema as Stored1,
} from "./before_pb.js";

const store: Record<string, Uint8Array> = {};
const agent1 = await serve((router) =>
  router.service(Agent1, {
    createVolume: (request) => {
      store["as received"] = toBinary(Request1, request);
      const { name, shared } = request;
      store["copied field by field"] = toBinary(Stored1, create(Stored1, { name, shared }));
      return {};
    },
  }),
);
const agent2 = await serve((router) =>
  router.service(Agent2, {
    createVolume: ({ shared, deleteOnStop }) => {
      if (shared && deleteOnStop) throw new ConnectError("others use it", Code.InvalidArgument);
      return {};
    },
  }),
);

const wanted = { name: "v1", shared: true, deleteOnStop: true };
for (const [name, agent] of Object.entries({ "agent 1": agent1, "agent 2": agent2 })) {
  const created = createClient(Agent2, agent.transport).createVolume(wanted);
  console.log(
    `runtime 2 asks ${name}:`,
    await created.then(
      () => "OK",
      ({ code }) => Code[code],
    ),
  );
}
await agent1.close();
await agent2.close();

// The upgrade: agent 2 opens what agent 1 left. The two messages have the same fields.
const received = fromBinary(Request2, store["as received"] as Uint8Array);
const copied = fromBinary(Stored2, store["copied field by field"] as Uint8Array);
console.log(
  "as received:",
  received.name,
  "shared:",
  received.shared,
  "delete on stop:",
  received.deleteOnStop,
);
console.log("copied:", copied.name, "shared:", copied.shared, "delete on stop:", copied.deleteOnStop);
