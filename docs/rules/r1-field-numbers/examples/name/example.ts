// The number is reserved and the wire is safe. In JSON another field has the old name.
import { create, fromBinary, fromJsonString, toBinary, toJsonString } from "@bufbuild/protobuf";
import { MemorySchema as Memory21 } from "./after_pb.js";
import { MemorySchema as Memory20 } from "./before_pb.js";

const megabytes = create(Memory20, { containerId: "c1", memoryLimit: "512" });

const fromBytes = fromBinary(Memory21, toBinary(Memory20, megabytes));
console.log("by bytes, limit_bytes:", fromBytes.limitBytes);

const json = toJsonString(Memory20, megabytes);
console.log("JSON of 2.0:", json);
console.log("by JSON, limit_bytes:", fromJsonString(Memory21, json).limitBytes);
