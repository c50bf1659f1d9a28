// Release 4 reads both forms, since the log has both. It writes both, since a consumer of release 1 may still be there.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Attached, AttachedSchema as Attached4 } from "./after_pb.js";
import { AttachedSchema as Attached1 } from "./before_pb.js";

/** The form that the rest of release 4 works with, whatever the age of the event. */
function volumeOf({ volumeId, volumeName }: Attached): string {
  return volumeId || idOf[volumeName] || "NO VOLUME";
}
/** What release 4 knows of the names that release 1 gave. */
const idOf: Record<string, string> = { data: "v7" };

const log = [
  toBinary(Attached1, create(Attached1, { containerId: "c1", volumeName: "data" })),
  toBinary(Attached4, create(Attached4, { containerId: "c4", volumeName: "data", volumeId: "v7" })),
];
for (const [index, bytes] of log.entries()) {
  console.log(`event ${index + 1}, release 1 reads:`, fromBinary(Attached1, bytes).volumeName);
  console.log(`event ${index + 1}, release 4 reads:`, volumeOf(fromBinary(Attached4, bytes)));
}
