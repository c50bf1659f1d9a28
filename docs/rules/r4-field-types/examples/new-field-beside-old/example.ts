// Old field, both fields, new field: in a window of one release each way, every pair agrees.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { CreateSandboxRequestSchema as Release1 } from "./release-1_pb.js";
import { CreateSandboxRequestSchema as Release2 } from "./release-2_pb.js";
import { CreateSandboxRequestSchema as Release3 } from "./release-3_pb.js";

const window = { upgrade: 1, downgrade: 1 };
const MiB = 1024 * 1024;
const memoryMib = 512;
const memoryBytes = BigInt(memoryMib * MiB);

const runtimes = [
  toBinary(Release1, create(Release1, { memoryMib })),
  toBinary(Release2, create(Release2, { memoryMib, memoryBytes })),
  toBinary(Release3, create(Release3, { memoryBytes })),
];

const agents = [
  (request: Uint8Array) => fromBinary(Release1, request).memoryMib * MiB,
  (request: Uint8Array) => {
    const read = fromBinary(Release2, request);
    return Number(read.memoryBytes) || read.memoryMib * MiB;
  },
  (request: Uint8Array) => Number(fromBinary(Release3, request).memoryBytes),
];

for (const [c, request] of runtimes.entries()) {
  for (const [s, memoryOf] of agents.entries()) {
    const supported = c - s <= window.upgrade && s - c <= window.downgrade;
    const place = supported ? "supported" : "not supported";
    console.log(`runtime ${c + 1}, agent ${s + 1}, ${place}: ${memoryOf(request)} bytes`);
  }
}
