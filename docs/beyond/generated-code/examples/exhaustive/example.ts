// Both switches compile with the code of release 1. Only one of them has an answer to what release 2 sends.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Driver as Driver2, VolumeSchema as Volume2 } from "./after_pb.js";
import { Driver, VolumeSchema as Volume1 } from "./before_pb.js";

/** The compiler sees that every value has a case, and asks for nothing more. */
function complete(driver: Driver): string {
  switch (driver) {
    case Driver.UNSPECIFIED:
      return "";
    case Driver.BLOCK:
      return "-o block";
  }
}

function withDefault(driver: Driver): string {
  switch (driver) {
    case Driver.UNSPECIFIED:
      return "";
    case Driver.BLOCK:
      return "-o block";
    default:
      throw new Error(`no option for driver ${driver}`);
  }
}

for (const driver of [Driver2.BLOCK, Driver2.OVERLAY]) {
  const bytes = toBinary(Volume2, create(Volume2, { path: "/data", driver }));
  const volume = fromBinary(Volume1, bytes);
  console.log(`release 2 sends ${Driver2[driver]}`);
  console.log("  every value has a case:", `mount ${complete(volume.driver)} ${volume.path}`);
  try {
    console.log("  with a default:", `mount ${withDefault(volume.driver)} ${volume.path}`);
  } catch (error) {
    console.log("  with a default:", (error as Error).message);
  }
}
