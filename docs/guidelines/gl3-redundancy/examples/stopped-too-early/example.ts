// Release 3 stops writing the old form: an agent of release 1 kills the process at once.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { StopContainerRequestSchema as Release1 } from "./release-1_pb.js";
import { StopContainerRequestSchema as Release2 } from "./release-2_pb.js";
import { StopContainerRequestSchema as Release3 } from "./release-3_pb.js";

const request = toBinary(Release3, create(Release3, { containerId: "c1", graceMs: 3000 }));
console.log("bytes:", hex(request));
console.log("runtime 3 means: 3000 ms");

const two = fromBinary(Release2, request);
console.log("agent 2 reads:", two.graceMs || two.graceSeconds * 1000, "ms");

const one = fromBinary(Release1, request);
console.log("agent 1 reads:", one.graceSeconds * 1000, "ms");
console.log(
  "agent 1 keeps unknown fields:",
  one.$unknown?.map((field) => field.no),
);
