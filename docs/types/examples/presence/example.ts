// A quota that was set to 0 on purpose is no longer set after it passed through the older release.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { UpdateContainerRequestSchema as Request2 } from "./after_pb.js";
import { UpdateContainerRequestSchema as Request1 } from "./before_pb.js";

for (const cpuQuota of [50, 0, undefined]) {
  const bytes = toBinary(Request2, create(Request2, { cpuQuota }));
  const read = fromBinary(Request1, bytes);
  const returned = fromBinary(Request2, toBinary(Request1, read));
  console.log(`written ${cpuQuota} [${hex(bytes)}], read ${read.cpuQuota}, returned ${returned.cpuQuota}`);
}

const fromOld = fromBinary(Request2, toBinary(Request1, create(Request1, { cpuQuota: 0 })));
console.log("release 1 writes 0, release 2 reads", fromOld.cpuQuota);
