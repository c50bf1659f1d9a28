// Removed in one release, taken two releases later: each step looks harmless, the whole is not.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { CreateContainerRequestSchema as Release1 } from "./release-1_pb.js";
import { CreateContainerRequestSchema as Release2 } from "./release-2_pb.js";
import { CreateContainerRequestSchema as Release3 } from "./release-3_pb.js";

const oldRequest = toBinary(Release1, create(Release1, { containerId: "c1", agentPidns: true }));

const two = fromBinary(Release2, oldRequest);
console.log(
  "release 1 to 2:",
  two.containerId,
  "and unknown fields",
  two.$unknown?.map((field) => field.no),
);

const newRequest = toBinary(Release3, create(Release3, { containerId: "c1", stdinPort: 1024 }));
console.log("release 3 to 2:", fromBinary(Release2, newRequest).containerId);

console.log("release 1 to 3, stdin_port:", fromBinary(Release3, oldRequest).stdinPort);
console.log("release 3 to 1, agent_pidns:", fromBinary(Release1, newRequest).agentPidns);
