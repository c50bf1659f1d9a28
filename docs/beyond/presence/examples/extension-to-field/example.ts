// An extension has the number of the message that it extends, and a name of its own.
import {
  create,
  createRegistry,
  fromBinary,
  fromJson,
  getExtension,
  setExtension,
  toBinary,
  toJson,
} from "@bufbuild/protobuf";
import { hex } from "#hex";
import { SandboxSchema as Sandbox2 } from "./after_pb.js";
import { SandboxSchema as Sandbox1, zone } from "./before_pb.js";

const registry = createRegistry(zone);
const sandbox1 = create(Sandbox1, { id: "s1" });
setExtension(sandbox1, zone, "eu");
const sandbox2 = create(Sandbox2, { id: "s1", zone: "eu" });

const [bytes1, bytes2] = [toBinary(Sandbox1, sandbox1), toBinary(Sandbox2, sandbox2)];
console.log(`release 1 writes [${hex(bytes1)}], release 2 reads`, fromBinary(Sandbox2, bytes1).zone);
console.log(
  `release 2 writes [${hex(bytes2)}], release 1 reads`,
  getExtension(fromBinary(Sandbox1, bytes2), zone),
);

const json1 = toJson(Sandbox1, sandbox1, { registry });
const json2 = toJson(Sandbox2, sandbox2);
const attempts = [
  ["release 2", json1, () => fromJson(Sandbox2, json1)],
  ["release 1", json2, () => fromJson(Sandbox1, json2, { registry })],
] as const;
for (const [reader, json, read] of attempts) {
  try {
    console.log(JSON.stringify(json), "in", reader, read());
  } catch (error) {
    console.log(`${JSON.stringify(json)} in ${reader}: ${(error as Error).message}`);
  }
}
