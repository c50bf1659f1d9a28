// Runtime 2 sends a field that agent 1 does not know. What the store of agent 1 has of it depends on how it was filled.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, StoredSchema as Stored2, VolumeSchema as Volume2 } from "./after_pb.js";
import { Agent as Agent1, StoredSchema as Stored1, VolumeSchema as Volume1 } from "./before_pb.js";

let received = new Uint8Array();
let copied = new Uint8Array();
const agent1 = await serve((router) =>
  router.service(Agent1, {
    createVolume: (volume) => {
      received = toBinary(Volume1, volume);
      copied = toBinary(Stored1, create(Stored1, { name: volume.name, shared: volume.shared }));
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
  await agent.close();
}

// The upgrade: agent 2 opens what agent 1 left. The two messages have the same fields.
const stored = { received: fromBinary(Volume2, received), copied: fromBinary(Stored2, copied) };
for (const [way, { name, shared, deleteOnStop }] of Object.entries(stored)) {
  console.log(`stored as ${way}:`, name, "shared:", shared, "delete on stop:", deleteOnStop);
}
