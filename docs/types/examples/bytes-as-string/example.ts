// Text survives in both directions; anything else makes the decoder give up.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { WriteStreamRequestSchema as Request2 } from "./after_pb.js";
import { WriteStreamRequestSchema as Request1 } from "./before_pb.js";

const inputs = {
  "plain text": [0x6c, 0x73],
  "UTF-8 text": [0x63, 0x61, 0x66, 0xc3, 0xa9],
  "half a character": [0x63, 0x61, 0x66, 0xc3],
  "a gzip header": [0x1f, 0x8b, 0x08],
};

for (const [name, input] of Object.entries(inputs)) {
  const data = Uint8Array.from(input);
  const request = toBinary(Request1, create(Request1, { containerId: "c1", data }));
  try {
    const read = fromBinary(Request2, request);
    const returned = fromBinary(Request1, toBinary(Request2, read));
    console.log(`${name}, ${hex(data)}: read as ${read.data}, returned as ${hex(returned.data)}`);
  } catch (error) {
    console.log(`${name}, ${hex(data)}: ${(error as Error).name}`);
  }
}
