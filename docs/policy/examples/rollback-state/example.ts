// A state file of release 4 after a rollback: unknown fields survive a round trip, but not a rebuild.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { SandboxSchema as Release3 } from "./release-3_pb.js";
import { SandboxSchema as Release4 } from "./release-4_pb.js";

const file = toBinary(Release4, create(Release4, { id: "s1", containers: ["c1"], cgroupPath: "/s1" }));
console.log("bytes:", hex(file));

const state = fromBinary(Release3, file);
console.log("release 3 reads:", state.id, state.containers);
console.log(
  "release 3 keeps unknown fields:",
  state.$unknown?.map((field) => field.no),
);

state.containers.push("c2");
const kept = fromBinary(Release4, toBinary(Release3, state));
console.log("changed in place, release 4 reads:", kept.containers, `cgroup_path "${kept.cgroupPath}"`);

const rebuilt = create(Release3, { id: state.id, containers: state.containers });
const lost = fromBinary(Release4, toBinary(Release3, rebuilt));
console.log("rebuilt field by field, release 4 reads:", lost.containers, `cgroup_path "${lost.cgroupPath}"`);
