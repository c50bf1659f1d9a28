// The same change in the other direction: the old release cannot decode what the new one sends.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { SeccompSchema as Seccomp21 } from "./after_pb.js";
import { SeccompSchema as Seccomp20 } from "./before_pb.js";

const syscalls = [{ names: ["read"], action: "ALLOW" }];

const withoutFlags = create(Seccomp21, { defaultAction: "ERRNO", syscalls });
const quiet = fromBinary(Seccomp20, toBinary(Seccomp21, withoutFlags));
console.log("without flags, syscalls:", quiet.syscalls);
console.log(
  "kept as unknown fields:",
  quiet.$unknown?.map((field) => field.no),
);

const withFlags = create(Seccomp21, { defaultAction: "ERRNO", flags: ["SECCOMP_FILTER_FLAG_LOG"], syscalls });
try {
  fromBinary(Seccomp20, toBinary(Seccomp21, withFlags));
} catch (error) {
  console.log("with flags:", String(error));
}
