// The values of the enum arrive as they were written; another value has no name and no branch.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { RouteSchema as Route2 } from "./after_pb.js";
import { Family, RouteSchema as Route1 } from "./before_pb.js";

function addressLength(family: Family): string {
  switch (family) {
    case Family.V4:
      return "4 bytes";
    case Family.V6:
      return "16 bytes";
    default:
      return "no branch";
  }
}

const old = toBinary(Route1, create(Route1, { family: Family.V6 }));
console.log("release 1 writes V6:", hex(old), "and release 2 reads", fromBinary(Route2, old).family);

for (const family of [2, 3]) {
  const bytes = toBinary(Route2, create(Route2, { family }));
  const read = fromBinary(Route1, bytes).family;
  console.log(`release 2 writes ${family}: ${hex(bytes)} and release 1 reads ${read}`);
  console.log(`  ${Family[read] ?? "no name"}, ${addressLength(read)}`);
}
