// A memory limit loses its upper 32 bits: 4 GiB arrives as 0, and 5 GiB as 1 GiB.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { LinuxMemorySchema as Memory2 } from "./after_pb.js";
import { LinuxMemorySchema as Memory1 } from "./before_pb.js";

const GiB = 2 ** 30;

for (const size of [1, 2, 4, 5]) {
  const bytes = toBinary(Memory2, create(Memory2, { limit: BigInt(size * GiB) }));
  console.log(`written ${size} GiB, read ${fromBinary(Memory1, bytes).limit / GiB} GiB`);
}

const bytes = toBinary(Memory2, create(Memory2, { containerId: "c1", limit: BigInt(6 * GiB) }));
console.log("bytes:", hex(bytes));
console.log("written:", 6 * GiB, "read:", fromBinary(Memory1, bytes).limit);
