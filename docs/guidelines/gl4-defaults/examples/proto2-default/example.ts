// A declared default is not on the wire: reader and writer each bring their own.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { StorageSchema as Release2 } from "./after_pb.js";
import { StorageSchema as Release1 } from "./before_pb.js";

const unset = create(Release1, { mountPoint: "/data" });
const bytes = toBinary(Release1, unset);
console.log("bytes:", hex(bytes));
console.log("release 1 means read_only:", unset.readOnly);
console.log("release 2 reads read_only:", fromBinary(Release2, bytes).readOnly);

const explicit = create(Release1, { mountPoint: "/data", readOnly: true });
const longer = toBinary(Release1, explicit);
console.log("written out:", hex(longer));
console.log("release 2 reads read_only:", fromBinary(Release2, longer).readOnly);
