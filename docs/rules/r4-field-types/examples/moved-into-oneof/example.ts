// Both fields are on the wire, and the newer release keeps the last one.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { StorageSchema as Storage2 } from "./after_pb.js";
import { StorageSchema as Storage1 } from "./before_pb.js";

const written = create(Storage1, { image: "sha256:ab", source: { case: "path", value: "/data" } });
const bytes = toBinary(Storage1, written);
console.log("bytes:", hex(bytes));

const read = fromBinary(Storage2, bytes);
console.log("release 2 reads:", read.source);

const returned = fromBinary(Storage1, toBinary(Storage2, read));
console.log("returned to release 1:", { image: returned.image, source: returned.source });
