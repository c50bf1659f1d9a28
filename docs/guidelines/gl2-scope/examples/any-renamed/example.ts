// An Any carries the full name of what it holds. Rename the message, and older readers do not know it.
import { create, createRegistry, fromBinary, fromJson, toBinary, toJson } from "@bufbuild/protobuf";
import { anyPack, anyUnpack } from "@bufbuild/protobuf/wkt";
import { EventSchema as Event2, TaskStartedSchema } from "./after_pb.js";
import { ContainerStartedSchema, EventSchema as Event1 } from "./before_pb.js";

const known1 = createRegistry(ContainerStartedSchema);
const known2 = createRegistry(TaskStartedSchema);

const started = create(TaskStartedSchema, { containerId: "c1", pid: 42 });
const event = create(Event2, { what: anyPack(TaskStartedSchema, started) });

const read = fromBinary(Event1, toBinary(Event2, event));
console.log("release 1 is given:", read.what?.typeUrl, "with", read.what?.value.length, "bytes");
console.log("release 1 unpacks:", read.what && anyUnpack(read.what, known1));

const json = toJson(Event2, event, { registry: known2 });
console.log("as JSON:", JSON.stringify(json));
try {
  fromJson(Event1, json, { registry: known1 });
} catch (error) {
  console.log("release 1 says:", (error as Error).message);
}
