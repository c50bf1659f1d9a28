// A grace period of 3 seconds, from every runtime to every agent: each supported pair reads 3000 ms.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { StopContainerRequestSchema as Release1 } from "./release-1_pb.js";
import { StopContainerRequestSchema as Release2 } from "./release-2_pb.js";
import { StopContainerRequestSchema as Release3 } from "./release-3_pb.js";

const written = [
  toBinary(Release1, create(Release1, { containerId: "c1", graceSeconds: 3 })),
  toBinary(Release2, create(Release2, { containerId: "c1", graceSeconds: 3, graceMs: 3000 })),
  toBinary(Release3, create(Release3, { containerId: "c1", graceSeconds: 3, graceMs: 3000 })),
];

const read = [
  (bytes: Uint8Array) => fromBinary(Release1, bytes).graceSeconds * 1000,
  (bytes: Uint8Array) => {
    const request = fromBinary(Release2, bytes);
    return request.graceMs || request.graceSeconds * 1000;
  },
  (bytes: Uint8Array) => fromBinary(Release3, bytes).graceMs,
];

for (const [agent, graceOf] of read.entries()) {
  for (const [runtime, bytes] of written.entries()) {
    const supported = runtime >= agent - 1 ? "" : " (not supported)";
    console.log(`runtime ${runtime + 1}, agent ${agent + 1}: ${graceOf(bytes)} ms${supported}`);
  }
}
