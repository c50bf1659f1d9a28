// The zero value means IPv4: a writer that does not know the field says IPv4, too.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { IPFamily, RouteSchema as Route2 } from "./after_pb.js";
import { RouteSchema as Route1 } from "./before_pb.js";

const dest = "fd00::/8";
const old = toBinary(Route1, create(Route1, { dest }));
console.log("runtime 1 means IPv6:", hex(old));

const read = fromBinary(Route2, old);
console.log("agent 2 reads:", read.dest, IPFamily[read.family]);

const onPurpose = toBinary(Route2, create(Route2, { dest, family: IPFamily.V4 }));
console.log("IPv4 on purpose:     ", hex(onPurpose));
