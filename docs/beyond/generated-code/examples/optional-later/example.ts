// Three lines of a caller, with the code of both releases. All compile with both, and the same bytes give another text.
import { fromBinary } from "@bufbuild/protobuf";
import { VolumeSchema as Volume2 } from "./after_pb.js";
import { VolumeSchema as Volume1 } from "./before_pb.js";

/** `quotaMb` is a number in release 1, and a number or undefined in release 2. */
function caller(volume: { quotaMb?: number }): void {
  console.log("  in a text:", `--quota=${volume.quotaMb}`);
  console.log("  compared with zero:", volume.quotaMb === 0 ? "no quota" : "a quota is set");
  console.log("  taken as true or false:", volume.quotaMb ? "a quota is set" : "no quota");
}

const bytes = new Uint8Array();
console.log("code of release 1:");
caller(fromBinary(Volume1, bytes));
console.log("code of release 2:");
caller(fromBinary(Volume2, bytes));
