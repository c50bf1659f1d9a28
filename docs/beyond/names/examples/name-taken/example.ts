// A new field got the name that another one had. The mask of an older client selects the new one.
import { create } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent3, SandboxSchema as Sandbox3 } from "./release-3_pb.js";

const stored = create(Sandbox3, { id: "s1", hostname: "web", host: { id: "node-7" } });
const agent3 = await serve((router) =>
  router.service(Agent3, {
    update({ sandbox, mask }) {
      for (const field of Sandbox3.fields.filter(({ name }) => mask?.paths.includes(name))) {
        reflect(Sandbox3, stored).set(field, reflect(Sandbox3, sandbox).get(field));
      }
      return stored;
    },
  }),
);

console.log(`agent 3 has the hostname "${stored.hostname}" and the host "${stored.host?.id}"`);
const runtime1 = createClient(Agent1, agent3.transport);
const answer = await runtime1.update({ sandbox: { id: "s1", host: "db" }, mask: { paths: ["host"] } });
console.log(`runtime 1 updates host to "db", is told OK, and reads "${answer.host}"`);
console.log(`agent 3 has the hostname "${stored.hostname}" and the host "${stored.host?.id}"`);
await agent3.close();
