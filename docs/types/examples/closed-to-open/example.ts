// The same values, the same bytes: a closed enum sets apart what it does not know, an open one hands it over.
import { fromBinary, isFieldSet, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { ContainerSchema as Release2 } from "./after_pb.js";
import { ContainerSchema as Release1 } from "./before_pb.js";

// A later release has a state 3, and writes it.
const bytes = Uint8Array.of(0x0a, 0x02, 0x63, 0x31, 0x10, 0x03);
console.log("bytes:", hex(bytes));

const one = fromBinary(Release1, bytes);
console.log("release 1, closed: set", isFieldSet(one, Release1.field.state), "state", one.state);
console.log("  writes", hex(toBinary(Release1, one)));

const two = fromBinary(Release2, bytes);
console.log("release 2, open: set", isFieldSet(two, Release2.field.state), "state", two.state);
console.log("  writes", hex(toBinary(Release2, two)));
