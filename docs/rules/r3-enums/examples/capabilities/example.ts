// A flag for each property instead of an enum of combinations: the old agent honors the part that it knows.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { MountSchema as Mount2 } from "./after_pb.js";
import { MountSchema as Mount1 } from "./before_pb.js";

const bytes = toBinary(Mount2, create(Mount2, { path: "/data", readOnly: true, noExec: true }));

const two = fromBinary(Mount2, bytes);
console.log("agent 2 reads:", { readOnly: two.readOnly, noExec: two.noExec });

const one = fromBinary(Mount1, bytes);
console.log(
  "agent 1 reads:",
  { readOnly: one.readOnly },
  "and unknown fields",
  one.$unknown?.map((field) => field.no),
);
