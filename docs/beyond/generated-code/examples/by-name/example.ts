// The table of a settings page names its fields in strings. No compiler compares them with the generated code.
import { type DescMessage, fromBinary } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { VolumeSchema as Volume2 } from "./after_pb.js";
import { VolumeSchema as Volume1 } from "./before_pb.js";

const rows = { Path: "path", "File system": "fs_type" };
const bytes = new Uint8Array([0x0a, 2, 0x2f, 0x61, 0x12, 4, 0x65, 0x78, 0x74, 0x34]);

function show(schema: DescMessage): void {
  const volume = reflect(schema, fromBinary(schema, bytes));
  for (const [label, name] of Object.entries(rows)) {
    const field = schema.fields.find((each) => each.name === name);
    console.log(`  ${label}:`, field ? volume.get(field) : "-");
  }
}

console.log("code of release 1:");
show(Volume1);
console.log("code of release 2, the same bytes:");
show(Volume2);
