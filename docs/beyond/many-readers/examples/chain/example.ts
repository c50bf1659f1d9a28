// One log, four releases: every two neighbors read each other, and release 4 misses what release 1 wrote.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { AttachedSchema as Attached1 } from "./release-1_pb.js";
import { AttachedSchema as Attached2 } from "./release-2_pb.js";
import { AttachedSchema as Attached3 } from "./release-3_pb.js";
import { AttachedSchema as Attached4 } from "./release-4_pb.js";

/** A log keeps what was written to it. Releases 2 and 3 write both forms. */
const log = {
  1: toBinary(Attached1, create(Attached1, { containerId: "c1", volumeName: "data" })),
  2: toBinary(Attached2, create(Attached2, { containerId: "c2", volumeName: "data", volumeId: "v7" })),
  3: toBinary(Attached3, create(Attached3, { containerId: "c3", volumeName: "data", volumeId: "v7" })),
  4: toBinary(Attached4, create(Attached4, { containerId: "c4", volumeId: "v7" })),
};
/** Which volume each release reads. Releases 2 and 3 prefer the ID and accept the name. */
const readers: Record<string, (bytes: Uint8Array) => string> = {
  1: (bytes) => fromBinary(Attached1, bytes).volumeName,
  2: (bytes) => eitherOf(fromBinary(Attached2, bytes)),
  3: (bytes) => eitherOf(fromBinary(Attached3, bytes)),
  4: (bytes) => fromBinary(Attached4, bytes).volumeId,
};

function eitherOf({ volumeId, volumeName }: { volumeId: string; volumeName: string }): string {
  return volumeId || volumeName;
}

for (const [reader, read] of Object.entries(readers)) {
  const volumes = Object.values(log).map((bytes) => read(bytes) || "NO VOLUME");
  console.log(`release ${reader} reads the log of 1 to 4:`, volumes.join(", "));
}
