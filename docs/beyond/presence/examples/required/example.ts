// A field is required no longer. An agent that still requires it cannot pass on a message without it.
import { create, fromBinary, isFieldSet, toBinary } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { hex } from "#hex";
import { Agent as Agent2, OwnerSchema as Owner2 } from "./after_pb.js";
import { Agent as Agent1, OwnerSchema as Owner1 } from "./before_pb.js";

const bytes = toBinary(Owner2, create(Owner2, { id: "o1" }));
const read = fromBinary(Owner1, bytes);
console.log(`release 2 writes [${hex(bytes)}]`);
console.log(`release 1 reads "${read.id}", namespace set: ${isFieldSet(read, Owner1.field.namespace)}`);

// Both agents answer with the owner that they were sent.
const agent1 = await serve((router) => router.service(Agent1, { resolve: (owner) => owner }));
const agent2 = await serve((router) => router.service(Agent2, { resolve: (owner) => owner }));
const runtime1 = createClient(Agent1, agent2.transport);
const answer1 = await runtime1.resolve({ id: "o1", namespace: "default" });
console.log(`runtime 1, agent 2: "${answer1.id}" in "${answer1.namespace}"`);
const runtime2 = createClient(Agent2, agent1.transport);
await runtime2.resolve({ id: "o1" }).catch((error) => console.log("runtime 2, agent 1:", error.message));
await Promise.all([agent1.close(), agent2.close()]);
