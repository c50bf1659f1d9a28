// Nothing was promised for alpha, and its file is there all the same: v1 reads a network as a cgroup.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { SandboxSchema as Stable } from "./after_pb.js";
import { SandboxSchema as Alpha } from "./before_pb.js";

const file = toBinary(Alpha, create(Alpha, { id: "s1", network: "/net/7", mounts: ["/data"] }));
console.log("bytes:", hex(file));
console.log("alpha wrote: ", `network "${fromBinary(Alpha, file).network}"`);
console.log("v1 reads:    ", `cgroup "${fromBinary(Stable, file).cgroup}"`);

const newer = toBinary(Stable, create(Stable, { id: "s2", cgroup: "/s2" }));
console.log("v1 wrote:    ", `cgroup "${fromBinary(Stable, newer).cgroup}"`);
console.log("alpha reads: ", `network "${fromBinary(Alpha, newer).network}"`);
