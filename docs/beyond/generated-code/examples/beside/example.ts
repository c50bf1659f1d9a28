// The new name comes beside the old one. Callers of release 1 compile with the code of both releases, and get the same.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { VolumeSchema as Volume2 } from "./after_pb.js";
import { VolumeSchema as Volume1 } from "./before_pb.js";

/** A caller of release 1: whatever has its fields will do, and the compiler checks that both have them. */
function oldCaller(volume: { path: string; fsType: string }): string {
  return `mount -t ${volume.fsType} ${volume.path}`;
}

/** A caller of release 2 reads the new field, and the old one where a writer of release 1 left only that. */
function newCaller(volume: { path: string; fsType: string; filesystem: string }): string {
  return `mount -t ${volume.filesystem || volume.fsType} ${volume.path}`;
}

const written = {
  1: toBinary(Volume1, create(Volume1, { path: "/data", fsType: "ext4" })),
  2: toBinary(Volume2, create(Volume2, { path: "/data", fsType: "ext4", filesystem: "ext4" })),
};
for (const [release, bytes] of Object.entries(written)) {
  console.log(`written by release ${release}`);
  console.log("  old caller, code of release 1:", oldCaller(fromBinary(Volume1, bytes)));
  console.log("  old caller, code of release 2:", oldCaller(fromBinary(Volume2, bytes)));
  console.log("  new caller, code of release 2:", newCaller(fromBinary(Volume2, bytes)));
}
