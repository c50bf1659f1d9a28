// Number 3 goes to another field: the allow-list is lost and nobody reports an error.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { SeccompSchema as Seccomp21 } from "./after_pb.js";
import { SeccompSchema as Seccomp20 } from "./before_pb.js";

const allowList = create(Seccomp20, {
  defaultAction: "ERRNO",
  syscalls: [{ names: ["read"], action: "ALLOW" }],
});

const bytes = toBinary(Seccomp20, allowList);
console.log("bytes:", hex(bytes));

const read = fromBinary(Seccomp21, bytes);
console.log("default_action:", read.defaultAction);
console.log("flags:", read.flags);
console.log("syscalls:", read.syscalls);
