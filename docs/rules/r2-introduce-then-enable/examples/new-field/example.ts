// A new field on an old agent: the call succeeds, and the storage is writable.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const agent = await serve((router) =>
  router.service(Agent1, {
    addStorage(storage) {
      const unknown = storage.$unknown?.map((field) => field.no);
      console.log("agent 1 mounts", storage.mountPoint, "writable, and keeps unknown fields", unknown);
      return {};
    },
  }),
);

const request = { mountPoint: "/etc/secrets", readOnly: true };
console.log("runtime 2 means:", request);
await createClient(Agent2, agent.transport).addStorage(request);
console.log("runtime 2 gets: ok");
await agent.close();
