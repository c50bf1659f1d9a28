// A list of numbers is packed: its items are read as a length and as other fields.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { OnlineCpuRequestSchema as Request2 } from "./after_pb.js";
import { OnlineCpuRequestSchema as Request1 } from "./before_pb.js";

for (const cpus of [[3], [16, 7]]) {
  const bytes = toBinary(Request2, create(Request2, { cpus }));
  try {
    console.log(`${hex(bytes)}: written`, cpus, "and read", fromBinary(Request1, bytes).cpus);
  } catch (error) {
    console.log(`${hex(bytes)}: written`, cpus, "and read", String(error));
  }
}

const bytes = toBinary(Request2, create(Request2, { cpus: [8, 1] }));
console.log("bytes:", hex(bytes));

const { wait, cpus } = fromBinary(Request1, bytes);
console.log("written: wait false and cpus [ 8, 1 ], read: wait", wait, "and cpus", cpus);

const oldBytes = toBinary(Request1, create(Request1, { cpus: 3 }));
console.log("the other direction: written 3, read", fromBinary(Request2, oldBytes).cpus);
