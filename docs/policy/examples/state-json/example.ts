// The same file as JSON: release 3 refuses it, or ignores the new field and writes the file without it.
import { create, fromJsonString, toJsonString } from "@bufbuild/protobuf";
import { SandboxSchema as Release3 } from "./release-3_pb.js";
import { SandboxSchema as Release4 } from "./release-4_pb.js";

const file = toJsonString(Release4, create(Release4, { id: "s1", containers: ["c1"], cgroupPath: "/s1" }));
console.log("release 4 writes:", file);

try {
  fromJsonString(Release3, file);
} catch (error) {
  console.log("release 3, strict:", String(error));
}

const state = fromJsonString(Release3, file, { ignoreUnknownFields: true });
console.log("release 3, ignoring:", state.id, state.containers, "and unknown fields", state.$unknown);

const rewritten = toJsonString(Release3, state);
console.log("release 3 writes:", rewritten);
console.log("release 4 reads cgroup_path:", `"${fromJsonString(Release4, rewritten).cgroupPath}"`);
