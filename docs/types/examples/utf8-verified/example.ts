// No type changed, only the syntax: proto3 verifies that a string is UTF-8, and proto2 does not.
import { fromBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { MountSchema as Release2 } from "./after_pb.js";
import { MountSchema as Release1 } from "./before_pb.js";

// A file name in Latin-1, as a writer sends it that does not verify its strings: "/é".
const bytes = Uint8Array.of(0x0a, 0x02, 0x2f, 0xe9, 0x12, 0x01, 0x2f);
console.log("bytes:", hex(bytes));

for (const [release, schema] of [
  ["release 1, proto2", Release1],
  ["release 2, proto3", Release2],
] as const) {
  try {
    const { source, target } = fromBinary(schema, bytes);
    console.log(`${release}: source ${source}, target ${target}`);
  } catch (error) {
    console.log(`${release}: ${(error as Error).name}`);
  }
}
