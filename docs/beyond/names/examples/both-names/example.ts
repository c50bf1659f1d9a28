// The new name is read in one release and written in the next. No file of the window has a name that its reader lacks.
import { create, createRegistry, type DescMessage, fromBinary, fromJson, toBinary } from "@bufbuild/protobuf";
import { anyPack, anyUnpack } from "@bufbuild/protobuf/wkt";
import { SandboxSchema as Sandbox1, StateSchema } from "./release-1_pb.js";
import { PodSchema as Pod2, SandboxSchema as Sandbox2 } from "./release-2_pb.js";
import { PodSchema as Pod3, SandboxSchema as Sandbox3 } from "./release-3_pb.js";

const releases = [
  { number: 1, writes: Sandbox1, knows: createRegistry(Sandbox1) },
  { number: 2, writes: Sandbox2, knows: createRegistry(Sandbox2, Pod2) },
  { number: 3, writes: Pod3, knows: createRegistry(Sandbox3, Pod3) },
];

function file(schema: DescMessage): Uint8Array {
  const lastEvent = anyPack(schema, fromJson(schema, { id: "s1" }));
  return toBinary(StateSchema, create(StateSchema, { lastEvent }));
}

for (const writer of releases) {
  for (const reader of releases) {
    const { lastEvent } = fromBinary(StateSchema, file(writer.writes));
    const event = lastEvent && anyUnpack(lastEvent, reader.knows);
    const place = reader.number < writer.number ? "after a rollback" : "after an upgrade";
    if (reader !== writer) {
      console.log(`file of ${writer.number}, read by ${reader.number} ${place}: ${event?.$typeName}`);
    }
  }
}
