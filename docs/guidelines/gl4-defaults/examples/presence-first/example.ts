// Without presence "off" has no bytes. The release that writes the field out declares presence first, and the default flips after it.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { CreateContainerRequestSchema as Release1 } from "./release-1_pb.js";
import { CreateContainerRequestSchema as Release2 } from "./release-2_pb.js";
import { CreateContainerRequestSchema as Release3 } from "./release-3_pb.js";

const off = { containerId: "c1", readOnlyRoot: false };
const one = toBinary(Release1, create(Release1, off));
const two = toBinary(Release2, create(Release2, off));
const three = toBinary(Release3, create(Release3, off));
console.log("runtime 1 means off:", hex(one));
console.log("runtime 2 means off:", hex(two));

const agents = [
  (bytes: Uint8Array) => fromBinary(Release1, bytes).readOnlyRoot,
  (bytes: Uint8Array) => fromBinary(Release2, bytes).readOnlyRoot ?? false,
  (bytes: Uint8Array) => fromBinary(Release3, bytes).readOnlyRoot ?? true,
];
const onEachAgent = (bytes: Uint8Array) => agents.map((read) => (read(bytes) ? "read-only" : "writable"));

console.log("runtime 1:", onEachAgent(one), "(agent 3 is outside the window)");
console.log("runtime 2:", onEachAgent(two));
console.log("runtime 3:", onEachAgent(three));
