// Read it in one release, write it in the next: a rollback by one release finds a file that it can read.
import { create, fromJsonString, toJsonString } from "@bufbuild/protobuf";
import { SandboxSchema as Release3 } from "./release-3_pb.js";
import { SandboxSchema as Release4 } from "./release-4_pb.js";
import { SandboxSchema as Release5 } from "./release-5_pb.js";

const sandbox = { id: "s1", containers: ["c1"] };
const file4 = toJsonString(Release4, create(Release4, sandbox));
const file5 = toJsonString(Release5, create(Release5, { ...sandbox, cgroupPath: "/s1" }));

console.log("from 4 back to 3:", fromJsonString(Release3, file4).containers);
console.log("from 5 back to 4:", `cgroup_path "${fromJsonString(Release4, file5).cgroupPath}"`);
console.log("from 4 on to 5:", `cgroup_path "${fromJsonString(Release5, file4).cgroupPath}"`);

try {
  fromJsonString(Release3, file5);
} catch (error) {
  console.log("from 5 back to 3, outside the window:", String(error));
}
