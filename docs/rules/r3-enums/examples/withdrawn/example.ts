// Runtime 1 writes LOOP, runtime 2 does not: agent 3 may forget it, since it meets no runtime before 2.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Driver as Driver1, VolumeSchema as Volume1 } from "./release-1_pb.js";
import { Driver as Driver2, VolumeSchema as Volume2 } from "./release-2_pb.js";
import { Driver as Driver3, VolumeSchema as Volume3 } from "./release-3_pb.js";

const written = [
  toBinary(Volume1, create(Volume1, { driver: Driver1.LOOP })),
  toBinary(Volume2, create(Volume2, { driver: Driver2.BLOCK })),
  toBinary(Volume3, create(Volume3, { driver: Driver3.BLOCK })),
];

const nameOf = [
  (bytes: Uint8Array) => Driver1[fromBinary(Volume1, bytes).driver],
  (bytes: Uint8Array) => Driver2[fromBinary(Volume2, bytes).driver],
  (bytes: Uint8Array) => Driver3[fromBinary(Volume3, bytes).driver],
];

for (const [agent, read] of nameOf.entries()) {
  for (const [runtime, bytes] of written.entries()) {
    const supported = runtime >= agent - 1 ? "" : " (not supported)";
    console.log(
      `runtime ${runtime + 1}, agent ${agent + 1}: ${read(bytes) ?? "no branch for it"}${supported}`,
    );
  }
}
