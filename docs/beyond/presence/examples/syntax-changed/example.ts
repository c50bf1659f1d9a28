// The same fields in another syntax: what is written changes in two places, and what is read in two others.
import { create, fromBinary, isFieldSet, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { ProbeSchema as Probe2 } from "./after_pb.js";
import { ProbeSchema as Probe1 } from "./before_pb.js";

const probe = { path: "/", retries: 0, ports: [80, 443] };
const written1 = toBinary(Probe1, create(Probe1, probe));
const written2 = toBinary(Probe2, create(Probe2, probe));
console.log("release 1 writes:", hex(written1));
console.log("release 2 writes:", hex(written2));
console.log("release 2 reads the retries of 1:", fromBinary(Probe2, written1).retries);
console.log("release 1 reads the retries of 2:", fromBinary(Probe1, written2).retries);
console.log("  and takes them for set:", isFieldSet(fromBinary(Probe1, written2), Probe1.field.retries));

// A later release has a scheme 2. Another writer does not verify that its path is UTF-8.
const newScheme = Uint8Array.of(0x20, 0x02);
const latin1 = Uint8Array.of(0x0a, 0x02, 0x2f, 0xe9);
for (const [release, schema] of [
  [1, Probe1],
  [2, Probe2],
] as const) {
  const { scheme } = fromBinary(schema, newScheme);
  console.log(`release ${release} reads [${hex(newScheme)}]: scheme ${scheme}`);
  try {
    console.log(`release ${release} reads [${hex(latin1)}]: path ${fromBinary(schema, latin1).path}`);
  } catch (error) {
    console.log(`release ${release} reads [${hex(latin1)}]: ${(error as Error).name}`);
  }
}
