// Another wire type at the same number: protobuf-es refuses one direction and misreads the other.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { CreateContainerRequestSchema as Release33 } from "./after_pb.js";
import { CreateContainerRequestSchema as Release112 } from "./before_pb.js";

const flagged = toBinary(Release112, create(Release112, { containerId: "c1", agentPidns: true }));
try {
  fromBinary(Release33, flagged);
} catch (error) {
  console.log("1.12 writes, 3.3 reads:", String(error));
}

const mounted = create(Release33, { containerId: "c1", sharedMounts: [{ name: "m" }] });
const bytes = toBinary(Release33, mounted);
console.log("bytes:", hex(bytes));
const { containerId, agentPidns } = fromBinary(Release112, bytes);
console.log("3.3 writes, 1.12 reads:", { containerId, agentPidns });
