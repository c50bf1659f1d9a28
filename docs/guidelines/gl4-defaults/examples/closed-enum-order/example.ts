// No number changed, only the order of two lines: the first value of a closed enum is the default of its fields.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { Access as Access2, StorageSchema as Release2 } from "./after_pb.js";
import { Access as Access1, StorageSchema as Release1 } from "./before_pb.js";

const unset = create(Release1, { mountPoint: "/data" });
const bytes = toBinary(Release1, unset);
console.log("bytes:", hex(bytes));
console.log("release 1 means access:", Access1[unset.access]);
console.log("release 2 reads access:", Access2[fromBinary(Release2, bytes).access]);
