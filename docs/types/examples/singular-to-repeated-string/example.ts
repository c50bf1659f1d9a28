// One value becomes a list of one; of a list the older release sees the last value.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { StorageSchema as Storage2 } from "./after_pb.js";
import { StorageSchema as Storage1 } from "./before_pb.js";

for (const options of ["ro", ""]) {
  const read = fromBinary(Storage2, toBinary(Storage1, create(Storage1, { options })));
  console.log("release 1 writes", [options], "and release 2 reads", read.options);
}

for (const options of [["ro"], [], ["ro", "sync"]]) {
  const read = fromBinary(Storage1, toBinary(Storage2, create(Storage2, { options })));
  console.log("release 2 writes", options, "and release 1 reads", [read.options]);
}

const bytes = toBinary(Storage2, create(Storage2, { mountPoint: "/run", options: ["ro", "sync"] }));
console.log("bytes:", hex(bytes));

const passedOn = toBinary(Storage1, fromBinary(Storage1, bytes));
console.log("passed on by release 1:", fromBinary(Storage2, passedOn).options);
