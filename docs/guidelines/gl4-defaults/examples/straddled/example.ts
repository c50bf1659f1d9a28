// The field is written out for one release before the default flips: every supported pair agrees.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { CreateContainerRequestSchema as Release1 } from "./release-1_pb.js";
import { CreateContainerRequestSchema as Release2 } from "./release-2_pb.js";
import { CreateContainerRequestSchema as Release3 } from "./release-3_pb.js";

const id = { containerId: "c1" };
const one = toBinary(Release1, create(Release1, id));
const two = toBinary(Release2, create(Release2, { ...id, readOnlyRoot: false }));
const three = toBinary(Release3, create(Release3, { ...id, readOnlyRoot: true }));
const switchedOff = toBinary(Release3, create(Release3, { ...id, readOnlyRoot: false }));

const agents = [
  (bytes: Uint8Array) => fromBinary(Release1, bytes).readOnlyRoot ?? false,
  (bytes: Uint8Array) => fromBinary(Release2, bytes).readOnlyRoot ?? false,
  (bytes: Uint8Array) => fromBinary(Release3, bytes).readOnlyRoot ?? true,
];
const onEachAgent = (bytes: Uint8Array) => agents.map((read) => (read(bytes) ? "read-only" : "writable"));

console.log("runtime 1 means writable: ", onEachAgent(one), "(agent 3 is outside the window)");
console.log("runtime 2 means writable: ", onEachAgent(two));
console.log("runtime 3 means read-only:", onEachAgent(three));
console.log("runtime 3, switched off:  ", onEachAgent(switchedOff));
