// Every release with both names reads both. By protobuf.dev the first one is written; protobuf-es 2.13 writes the last.
import { create, fromJsonString, toJsonString } from "@bufbuild/protobuf";
import { VolumeSchema as Release1 } from "./release-1_pb.js";
import { VolumeSchema as Release2 } from "./release-2_pb.js";
import { VolumeSchema as Release3 } from "./release-3_pb.js";

const written = [
  toJsonString(Release1, create(Release1, { driver: 1 })),
  toJsonString(Release2, create(Release2, { driver: 1 })),
  toJsonString(Release3, create(Release3, { driver: 1 })),
];

const read = [
  (json: string) => fromJsonString(Release1, json).driver,
  (json: string) => fromJsonString(Release2, json).driver,
  (json: string) => fromJsonString(Release3, json).driver,
];

function outcome(driverOf: (json: string) => number, json: string): string {
  try {
    return `reads ${driverOf(json)}`;
  } catch {
    return "refuses it";
  }
}

for (const [release, json] of written.entries()) console.log(`release ${release + 1} writes ${json}`);
for (const json of ['{"driver":"DRIVER_BLK"}', '{"driver":"DRIVER_BLOCK"}']) {
  for (const [release, driverOf] of read.entries()) {
    console.log(`${json}: release ${release + 1} ${outcome(driverOf, json)}`);
  }
}
