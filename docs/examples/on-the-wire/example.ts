// The same bytes, read by an older and by a newer release: a known field, an unknown one, a default.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { LimitsSchema as Limits1 } from "./release-1_pb.js";
import { LimitsSchema as Limits2 } from "./release-2_pb.js";
import { LimitsSchema as Limits3 } from "./release-3_pb.js";

const bytes = toBinary(Limits2, create(Limits2, { containerId: "c1", memoryMb: 512 }));
console.log("bytes:", hex(bytes));

const older = fromBinary(Limits1, bytes);
console.log("release 1, container_id:", older.containerId);
console.log(
  "release 1, unknown fields:",
  older.$unknown?.map((field) => field.no),
);
console.log("release 1 writes it back:", hex(toBinary(Limits1, older)));

const newer = fromBinary(Limits3, bytes);
console.log("release 3, container_id:", newer.containerId);
console.log("release 3, memory_mb:", newer.memoryMb);
console.log("release 3, cpus:", newer.cpus);

const zero = create(Limits3, { containerId: "c1", memoryMb: 512, cpus: 0 });
console.log("release 3 sets cpus to 0:", hex(toBinary(Limits3, zero)));
