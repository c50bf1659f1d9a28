// The messages of the calls change, that of the store does not: both releases open one store, in either order.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, StoredVolumeSchema as Stored2 } from "./after_pb.js";
import { Agent as Agent1, StoredVolumeSchema as Stored1 } from "./before_pb.js";

const store = {
  "written by 1": toBinary(Stored1, create(Stored1, { path: "/run/volumes/a" })),
  "written by 2": toBinary(Stored2, create(Stored2, { path: "/run/volumes/b" })),
};
type Entry = keyof typeof store;

/** All that release 2 adds: the step from what is stored to what is answered. */
function mountOf(path: string): { directory: string; file: string } {
  const at = path.lastIndexOf("/");
  return { directory: path.slice(0, at), file: path.slice(at + 1) };
}
const agent1 = await serve((router) =>
  router.service(Agent1, {
    getVolume: ({ name }) => ({ path: fromBinary(Stored1, store[name as Entry]).path }),
  }),
);
const agent2 = await serve((router) =>
  router.service(Agent2, {
    getVolume: ({ name }) => ({ path: fromBinary(Stored2, store[name as Entry]).path }),
    getMount: ({ name }) => mountOf(fromBinary(Stored2, store[name as Entry]).path),
  }),
);
for (const name of Object.keys(store)) {
  const old = createClient(Agent1, agent1.transport);
  console.log(`agent 1, ${name}:`, (await old.getVolume({ name })).path);
  const { directory, file } = await createClient(Agent2, agent2.transport).getMount({ name });
  console.log(`agent 2, ${name}:`, directory, file);
}
await agent1.close();
await agent2.close();
